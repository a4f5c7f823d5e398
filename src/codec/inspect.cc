// SPDX-License-Identifier: MIT
#include "codec/inspect.h"

#include <transom/convert.h>
#include <transom/value.h>

#include <array>
#include <charconv>
#include <cstdint>

namespace transom {
namespace {

constexpr int kMaxInspectDepth = 4;
constexpr std::string_view kEllipsis = "…";

/// One code point of valid UTF-8 and its bytes.
struct CodePoint {
  std::uint32_t number;
  std::size_t bytes;
};

CodePoint firstCodePoint(std::string_view text) {
  const auto byteAt = [text](std::size_t i) { return static_cast<std::uint32_t>(static_cast<std::uint8_t>(text[i])); };
  const std::uint32_t lead = byteAt(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  std::uint32_t number = lead & (0x7fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) number = number << 6 | (byteAt(i) & 0x3f);
  return {number, bytes};
}

/// Control characters, line ends, and what turns the direction of writing: all that can make a log say what it doesn't.
bool isDeceptive(std::uint32_t codePoint) {
  return codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0) || codePoint == 0x061c ||
         (codePoint >= 0x200b && codePoint <= 0x200f) || (codePoint >= 0x2028 && codePoint <= 0x202e) ||
         (codePoint >= 0x2060 && codePoint <= 0x206f) || codePoint == 0xfeff;
}

void appendEscaped(std::string& out, std::uint32_t codePoint) {
  std::array<char, 8> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), codePoint, 16).ptr;
  out.append("\\u{").append(digits.begin(), end).append("}");
}

std::string numberText(double number) {
  if (number != number) return "NaN";
  if (number - number != 0) return number > 0 ? "Infinity" : "-Infinity";
  std::array<char, 32> digits{};
  return {digits.begin(), std::to_chars(digits.begin(), digits.end(), number).ptr};
}

/// Appends until enough is said. Recursion ends at kMaxInspectDepth, and cycles with it.
class Inspector {
 public:
  explicit Inspector(std::size_t maxBytes) : maxBytes_(maxBytes) {}

  void append(const Value& stored, int depth);
  std::string takeText() { return std::move(text_); }

 private:
  [[nodiscard]] std::size_t bytesLeft() const { return text_.size() < maxBytes_ ? maxBytes_ - text_.size() : 0; }
  void appendArray(const Value& array, int depth);
  void appendEntries(const Value& value, int depth);
  void appendEntry(const Value& container, const ValueEntry& entry, int depth);
  void appendError(const Value& value);
  void appendBytes(std::string_view name, std::size_t size) {
    text_.append(name).append("(").append(std::to_string(size)).append(")");
  }
  /// Opens, lists and closes. Stops early when there is no room left.
  template <class Items, class AppendItem>
  void appendList(std::string_view open, const Items& items, std::string_view close, AppendItem appendItem);

  std::size_t maxBytes_;
  std::string text_;
};

template <class Items, class AppendItem>
void Inspector::appendList(std::string_view open, const Items& items, std::string_view close, AppendItem appendItem) {
  text_ += open;
  std::string_view separator;
  for (const auto& item : items) {
    text_ += separator;
    separator = ", ";
    if (bytesLeft() == 0) {
      text_ += kEllipsis;
      break;
    }
    appendItem(item);
  }
  text_ += close;
}

void Inspector::appendArray(const Value& array, int depth) {
  appendList("[", array.items(), "]", [&](const Value& item) {
    if (item.isHole()) {
      text_ += "<hole>";
    } else {
      append(item, depth + 1);
    }
  });
}

void Inspector::appendEntries(const Value& value, int depth) {
  const std::string_view open = value.isMap() ? "Map{" : value.isSet() ? "Set{" : "{";
  appendList(open, value.entries(), "}", [&](const ValueEntry& entry) { appendEntry(value, entry, depth); });
}

void Inspector::appendEntry(const Value& container, const ValueEntry& entry, int depth) {
  append(entry.key, depth + 1);
  if (container.isSet()) return;
  text_ += container.isMap() ? " => " : ": ";
  append(entry.value, depth + 1);
}

void Inspector::appendError(const Value& value) {
  const ErrorProperties& error = value.asError();
  text_ += error.type;
  if (error.message) text_ += ": " + detail::quoted(*error.message, bytesLeft());
}

void Inspector::append(const Value& stored, int depth) {
  const Value value = stored.lock();
  const bool isContainer = value.isArray() || value.isObject() || value.isMap() || value.isSet();
  if (isContainer && value.size() > 0 && depth >= kMaxInspectDepth) {
    text_ += value.isArray() ? "[…]" : "{…}";
    return;
  }
  switch (value.type()) {
    case ValueType::undefined:
    case ValueType::null: text_ += typeName(value.type()); break;
    case ValueType::boolean: text_ += value.asBoolean() ? "true" : "false"; break;
    case ValueType::number: text_ += numberText(value.asNumber()); break;
    case ValueType::bigInt:
      text_ += value.asBigInt().magnitude().size() <= 16 ? value.asBigInt().toHex() + "n" : "bigint";
      break;
    case ValueType::string: text_ += detail::quoted(value.asString(), bytesLeft()); break;
    case ValueType::date: text_ += "Date(" + numberText(value.asDate()) + ")"; break;
    case ValueType::regExp: text_ += "RegExp(" + detail::quoted(value.asRegExp().source, bytesLeft()) + ")"; break;
    case ValueType::array: appendArray(value, depth); break;
    case ValueType::object:
    case ValueType::map:
    case ValueType::set: appendEntries(value, depth); break;
    case ValueType::error: appendError(value); break;
    case ValueType::arrayBuffer: appendBytes("ArrayBuffer", value.asBytes().size()); break;
    case ValueType::typedArray: appendBytes(typedArrayName(value.asView().elements), value.asView().length); break;
    case ValueType::dataView: appendBytes("DataView", value.asView().length); break;
    case ValueType::boxed:
      text_ += "Object(";
      append(value.unboxed(), depth + 1);
      text_ += ")";
      break;
  }
}

}  // namespace

std::string detail::quoted(std::string_view text, std::size_t maxBytes) {
  std::string out = "\"";
  while (!text.empty() && out.size() <= maxBytes) {
    const CodePoint next = firstCodePoint(text);
    if (isDeceptive(next.number)) {
      appendEscaped(out, next.number);
    } else {
      if (next.number == '"' || next.number == '\\') out += '\\';
      out += text.substr(0, next.bytes);
    }
    text.remove_prefix(next.bytes);
  }
  if (!text.empty()) out += kEllipsis;
  return out += '"';
}

std::string Value::inspect(std::size_t maxBytes) const {
  Inspector inspector(maxBytes);
  inspector.append(*this, 0);
  return inspector.takeText();
}

}  // namespace transom
