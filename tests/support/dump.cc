// SPDX-License-Identifier: MIT
#include "dump.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <iomanip>
#include <optional>
#include <ostream>
#include <sstream>
#include <string_view>
#include <vector>

namespace transom::test {
namespace {

/// An object that the value refers to, and how it is named where it is referred to again.
struct Seen {
  Value object;
  bool isShared = false;
  std::optional<std::size_t> number;
};

bool isObject(const Value& value) {
  return value.type() >= ValueType::date;
}

class Dumper {
 public:
  std::string dump(const Value& value) {
    collect(value);
    write(value);
    return out_.str();
  }

 private:
  Seen& find(const Value& object);
  void collect(const Value& value);
  void write(const Value& value);
  void writeObject(const Value& object);
  void writeNumber(double number);
  void writeString(std::string_view text);
  void writeUnit(std::uint32_t unit);
  void writeBytes(ByteView bytes);
  void writeError(const ErrorProperties& error);
  void writeView(std::string_view name, const BufferView& view);
  void writeBoxed(const Value& primitive);
  template <class Items, class WriteItem>
  void writeList(std::string_view open, const Items& items, std::string_view close, WriteItem writeItem);

  std::vector<Seen> seen_;
  std::size_t nextNumber_ = 0;
  std::ostringstream out_;
};

Seen& Dumper::find(const Value& object) {
  for (Seen& seen : seen_) {
    if (sameObject(seen.object, object)) return seen;
  }
  return seen_.emplace_back(Seen{object.lock()});
}

void Dumper::collect(const Value& value) {
  if (!isObject(value)) return;
  const std::size_t before = seen_.size();
  Seen& seen = find(value);
  if (seen_.size() == before) {
    seen.isShared = true;
    return;
  }
  switch (value.type()) {
    case ValueType::array:
      for (const Value& item : value.items()) collect(item);
      return;
    case ValueType::object:
    case ValueType::map:
    case ValueType::set:
      for (const auto& [key, item] : value.entries()) {
        collect(key);
        collect(item);
      }
      return;
    case ValueType::error:
      if (value.asError().cause) collect(*value.asError().cause);
      return;
    case ValueType::typedArray:
    case ValueType::dataView: return collect(value.asView().buffer);
    default: return;
  }
}

void Dumper::write(const Value& value) {
  switch (value.type()) {
    case ValueType::undefined: out_ << "undefined"; return;
    case ValueType::null: out_ << "null"; return;
    case ValueType::boolean: out_ << (value.asBoolean() ? "true" : "false"); return;
    case ValueType::number: return writeNumber(value.asNumber());
    case ValueType::bigInt: out_ << value.asBigInt().toHex() << "n"; return;
    case ValueType::string: return writeString(value.asString());
    default: break;
  }
  Seen& seen = find(value);
  if (seen.number) {
    out_ << "#" << *seen.number << "#";
    return;
  }
  if (seen.isShared) {
    seen.number = nextNumber_++;
    out_ << "#" << *seen.number << "=";
  }
  writeObject(value);
}

void Dumper::writeObject(const Value& object) {
  switch (object.type()) {
    case ValueType::date:
      out_ << "Date(";
      if (std::isnan(object.asDate())) {
        out_ << "invalid";
      } else {
        writeNumber(object.asDate());
      }
      out_ << ")";
      return;
    case ValueType::regExp:
      out_ << "RegExp(";
      writeString(object.asRegExp().source);
      out_ << ",";
      writeString(object.asRegExp().flags);
      out_ << ")";
      return;
    case ValueType::array:
      return writeList("[", object.items(), "]", [this](const Value& item) {
        if (item.isHole()) {
          out_ << "<hole>";
        } else {
          write(item);
        }
      });
    case ValueType::object:
    case ValueType::map:
      return writeList(object.isMap() ? "Map{" : "{", object.entries(), "}", [&](const ValueEntry& entry) {
        write(entry.key);
        out_ << (object.isMap() ? " => " : ": ");
        write(entry.value);
      });
    case ValueType::set:
      return writeList("Set{", object.entries(), "}", [this](const ValueEntry& entry) { write(entry.key); });
    case ValueType::error: return writeError(object.asError());
    case ValueType::arrayBuffer:
      out_ << "ArrayBuffer(";
      writeBytes(object.asBytes());
      out_ << ")";
      return;
    case ValueType::typedArray: return writeView(typedArrayName(object.asView().elements), object.asView());
    case ValueType::dataView: return writeView("DataView", object.asView());
    default: return writeBoxed(object.unboxed());
  }
}

void Dumper::writeNumber(double number) {
  constexpr double kMaxSafeInteger = 9007199254740991.0;
  const bool isSafe = std::abs(number) <= kMaxSafeInteger && std::trunc(number) == number;
  if (isSafe && !(number == 0 && std::signbit(number))) {
    out_ << static_cast<std::int64_t>(number);
    return;
  }
  out_ << "f64:" << std::hex << std::setw(16) << std::setfill('0') << std::bit_cast<std::uint64_t>(number) << std::dec;
}

void Dumper::writeUnit(std::uint32_t unit) {
  if (unit == '"' || unit == '\\') {
    out_ << '\\' << static_cast<char>(unit);
  } else if (unit >= 0x20 && unit < 0x7f) {
    out_ << static_cast<char>(unit);
  } else {
    out_ << "\\u" << std::hex << std::setw(4) << std::setfill('0') << unit << std::dec;
  }
}

void Dumper::writeString(std::string_view text) {
  out_ << '"';
  while (!text.empty()) {
    const std::uint32_t lead = static_cast<std::uint8_t>(text.front());
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    std::uint32_t codePoint = size == 1 ? lead : lead & (0x7fu >> size);
    for (const char next : text.substr(1, size - 1))
      codePoint = codePoint << 6 | (static_cast<std::uint8_t>(next) & 0x3f);
    if (codePoint < 0x10000) {
      writeUnit(codePoint);
    } else {
      writeUnit(0xd800 + ((codePoint - 0x10000) >> 10));
      writeUnit(0xdc00 + ((codePoint - 0x10000) & 0x3ff));
    }
    text.remove_prefix(size);
  }
  out_ << '"';
}

void Dumper::writeBytes(ByteView bytes) {
  out_ << std::hex << std::setfill('0');
  for (const std::byte byte : bytes) out_ << std::setw(2) << std::to_integer<unsigned>(byte);
  out_ << std::dec;
}

void Dumper::writeError(const ErrorProperties& error) {
  std::string_view separator = "{";
  const auto begin = [&](std::string_view key) {
    out_ << separator << '"' << key << "\": ";
    separator = ", ";
  };
  out_ << error.type;
  if (error.message) {
    begin("message");
    writeString(*error.message);
  }
  if (error.stack) {
    begin("stack");
    writeString(*error.stack);
  }
  if (error.cause) {
    begin("cause");
    write(*error.cause);
  }
  out_ << (separator == "{" ? "{}" : "}");
}

void Dumper::writeView(std::string_view name, const BufferView& view) {
  out_ << name << "(";
  write(view.buffer);
  out_ << ", " << view.byteOffset << ", " << view.length << ")";
}

void Dumper::writeBoxed(const Value& primitive) {
  const std::string_view name = primitive.isBoolean()  ? "Boolean"
                                : primitive.isNumber() ? "Number"
                                : primitive.isString() ? "String"
                                                       : "BigInt";
  out_ << name << "(";
  write(primitive);
  out_ << ")";
}

template <class Items, class WriteItem>
void Dumper::writeList(std::string_view open, const Items& items, std::string_view close, WriteItem writeItem) {
  std::string_view separator;
  out_ << open;
  for (const auto& item : items) {
    out_ << separator;
    separator = ", ";
    writeItem(item);
  }
  out_ << close;
}

}  // namespace

std::string dump(const Value& value) {
  return Dumper().dump(value);
}

std::string dump(const Arguments& arguments) {
  return dump(Value::array({arguments.begin(), arguments.end()}));
}

}  // namespace transom::test

void transom::PrintTo(const Value& value, std::ostream* out) {
  *out << test::dump(value);
}
