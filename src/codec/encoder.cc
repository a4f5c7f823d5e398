// SPDX-License-Identifier: MIT
#include "base/utf8.h"
#include "codec/cbor_writer.h"
#include "codec/codec.h"
#include "codec/nodes.h"
#include "codec/shared_objects.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace transom::codec {
namespace {

std::uint64_t tagOf(ElementType elements) {
  const auto entry = std::find_if(kTypedArrayTags.begin(), kTypedArrayTags.end(),
                                  [elements](const TypedArrayTag& known) { return known.elements == elements; });
  return entry->tag;
}

/// Writes values that were scanned. The recursion ends at the depth that the scan has allowed.
class Encoder {
 public:
  Encoder(Bytes& out, std::uint64_t maxBytes, SharedObjects& shared) : writer_(out, maxBytes), shared_(shared) {}

  void arguments(const Arguments& values) {
    writer_.head(Major::array, values.size());
    for (const Value& item : values) value(item);
    writer_.flush();
  }
  void single(const Value& item) {
    value(item);
    writer_.flush();
  }

 private:
  void value(const Value& item);
  void object(const Value& item);
  void number(double number);
  void bigInt(const BigInt& number);
  void date(double milliseconds);
  void regExp(const RegExp& expression);
  void array(const Value& item);
  void properties(const Value& item);
  void map(const Value& item);
  void set(const Value& item);
  void error(const ErrorProperties& properties);
  void typedArray(const BufferView& view);
  void longView(std::string_view name, const BufferView& view);
  void boxed(const Value& primitive);

  /// Writes a reference to an object that was written before, or tag 28 in front of one that will be referred to. True
  /// if nothing remains to be done.
  bool isReference(const Value& item);

  CborWriter writer_;
  SharedObjects& shared_;
  std::uint64_t nextNumber_ = 0;
};

void Encoder::value(const Value& item) {
  switch (item.type()) {
    case ValueType::undefined: return writer_.simple(kSimpleUndefined);
    case ValueType::null: return writer_.simple(kSimpleNull);
    case ValueType::boolean: return writer_.simple(item.asBoolean() ? kSimpleTrue : kSimpleFalse);
    case ValueType::number: return number(item.asNumber());
    case ValueType::bigInt: return bigInt(item.asBigInt());
    case ValueType::string: return writer_.text(item.asString());
    default:
      if (!isReference(item)) object(item);
  }
}

void Encoder::object(const Value& item) {
  switch (item.type()) {
    case ValueType::date: return date(item.asDate());
    case ValueType::regExp: return regExp(item.asRegExp());
    case ValueType::array: return array(item);
    case ValueType::object: return properties(item);
    case ValueType::map: return map(item);
    case ValueType::set: return set(item);
    case ValueType::error: return error(item.asError());
    case ValueType::typedArray: return typedArray(item.asView());
    case ValueType::dataView: return longView("DataView", item.asView());
    case ValueType::boxed: return boxed(item.unboxed());
    default: return writer_.bytes(item.asBytes());
  }
}

bool Encoder::isReference(const Value& item) {
  SharedObjects::Occurrences* occurrences = shared_.find(item);
  if (occurrences == nullptr) return false;
  if (occurrences->number) {
    writer_.tag(kTagReference);
    writer_.head(Major::unsignedInteger, *occurrences->number);
    return true;
  }
  occurrences->number = nextNumber_++;
  writer_.tag(kTagShared);
  return false;
}

void Encoder::number(double number) {
  if (isWireInteger(number)) return writer_.integer(static_cast<std::int64_t>(number));
  writer_.float64(std::isnan(number) ? kNanBits : std::bit_cast<std::uint64_t>(number));
}

void Encoder::bigInt(const BigInt& number) {
  if (!number.isNegative()) {
    writer_.tag(kTagBigInt);
    return writer_.bytes(number.magnitude());
  }
  writer_.tag(kTagNegativeBigInt);
  Bytes lessOne(number.magnitude().begin(), number.magnitude().end());
  auto digit = lessOne.rbegin();
  while (*digit == std::byte{0}) *digit++ = std::byte{0xff};
  *digit = static_cast<std::byte>(std::to_integer<unsigned>(*digit) - 1);
  writer_.bytes(ByteView(lessOne).subspan(lessOne.front() == std::byte{0} ? 1 : 0));
}

void Encoder::date(double milliseconds) {
  writer_.tag(kTagDate);
  const bool isValid = !std::isnan(milliseconds);
  writer_.head(Major::map, isValid ? 2 : 1);
  writer_.integer(kDateSeconds);
  if (!isValid) return writer_.float64(kNanBits);
  const double seconds = std::floor(milliseconds / 1000);
  writer_.integer(static_cast<std::int64_t>(seconds));
  writer_.integer(kDateMilliseconds);
  writer_.integer(static_cast<std::int64_t>(milliseconds - seconds * 1000));
}

void Encoder::regExp(const RegExp& expression) {
  writer_.tag(kTagRegExp);
  writer_.head(Major::array, 2);
  writer_.text(expression.source);
  writer_.text(expression.flags);
}

void Encoder::array(const Value& item) {
  const auto items = item.items();
  writer_.head(Major::array, items.size());
  for (const Value& element : items) {
    if (element.isHole()) writer_.tag(kTagHole);
    value(element);
  }
}

void Encoder::properties(const Value& item) {
  const auto entries = item.entries();
  writer_.head(Major::map, entries.size());
  for (const auto& [key, property] : entries) {
    writer_.text(key.asString());
    value(property);
  }
}

void Encoder::map(const Value& item) {
  writer_.tag(kTagMap);
  const auto entries = item.entries();
  writer_.head(Major::map, entries.size());
  for (const auto& [key, mapped] : entries) {
    value(key);
    value(mapped);
  }
}

void Encoder::set(const Value& item) {
  writer_.tag(kTagSet);
  const auto entries = item.entries();
  writer_.head(Major::array, entries.size());
  for (const ValueEntry& entry : entries) value(entry.key);
}

void Encoder::error(const ErrorProperties& properties) {
  writer_.tag(kTagObject);
  writer_.head(Major::array, 2);
  writer_.text(properties.type);
  writer_.head(Major::map,
               (properties.message ? 1u : 0u) + (properties.stack ? 1u : 0u) + (properties.cause ? 1u : 0u));
  if (properties.message) {
    writer_.text("message");
    writer_.text(*properties.message);
  }
  if (properties.stack) {
    writer_.text("stack");
    writer_.text(*properties.stack);
  }
  if (properties.cause) {
    writer_.text("cause");
    value(*properties.cause);
  }
}

void Encoder::typedArray(const BufferView& view) {
  const ByteView bytes = view.buffer.asBytes();
  const bool isWhole = view.byteOffset == 0 && view.length * elementSize(view.elements) == bytes.size();
  if (!isWhole || shared_.find(view.buffer) != nullptr) return longView(typedArrayName(view.elements), view);
  writer_.tag(tagOf(view.elements));
  writer_.bytes(bytes);
}

void Encoder::longView(std::string_view name, const BufferView& view) {
  writer_.tag(kTagObject);
  writer_.head(Major::array, 4);
  writer_.text(name);
  value(view.buffer);
  writer_.head(Major::unsignedInteger, view.byteOffset);
  writer_.head(Major::unsignedInteger, view.length);
}

void Encoder::boxed(const Value& primitive) {
  writer_.tag(kTagObject);
  writer_.head(Major::array, 2);
  switch (primitive.type()) {
    case ValueType::boolean: writer_.text("Boolean"); break;
    case ValueType::number: writer_.text("Number"); break;
    case ValueType::string: writer_.text("String"); break;
    default: writer_.text("BigInt");
  }
  value(primitive);
}

/// Appends what `write` writes, or nothing at all.
template <class Write>
void appendWhole(Bytes& out, Write write) {
  const std::size_t before = out.size();
  try {
    write();
  } catch (...) {
    out.resize(before);
    throw;
  }
}

}  // namespace

void encodeArguments(const Arguments& arguments, Bytes& out, const EncodeLimits& limits) {
  SharedObjects shared;
  for (const Value& value : arguments) shared.scan(value);
  appendWhole(out, [&] { Encoder(out, limits.maxMessageBytes, shared).arguments(arguments); });
}

void encodeValue(const Value& value, Bytes& out, const EncodeLimits& limits) {
  SharedObjects shared;
  shared.scan(value);
  appendWhole(out, [&] { Encoder(out, limits.maxMessageBytes, shared).single(value); });
}

Bytes encodeArguments(const Arguments& arguments, const EncodeLimits& limits) {
  Bytes out;
  encodeArguments(arguments, out, limits);
  return out;
}

Bytes encodeValue(const Value& value, const EncodeLimits& limits) {
  Bytes out;
  encodeValue(value, out, limits);
  return out;
}

Bytes encodeError(std::string_view name, std::string_view message) {
  return encodeValue(Value::error(name, std::string(clipUtf8(message, kMaxErrorTextBytes))));
}

}  // namespace transom::codec
