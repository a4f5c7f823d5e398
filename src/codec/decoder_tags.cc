// SPDX-License-Identifier: MIT
// What stands under a tag.
#include "codec/decoder.h"

#include "codec/well_formed.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace transom::codec {
namespace {

using detail::EntryTable;
using detail::Holder;
using detail::ValueAccess;

const TypedArrayTag* typedArrayTag(std::uint64_t tag) {
  const auto* entry = std::find_if(kTypedArrayTags.begin(), kTypedArrayTags.end(),
                                   [tag](const TypedArrayTag& known) { return known.tag == tag; });
  return entry != kTypedArrayTags.end() ? entry : nullptr;
}

std::optional<ElementType> elementsOf(std::string_view arrayName) {
  const auto* entry =
      std::find_if(kTypedArrayTags.begin(), kTypedArrayTags.end(),
                   [arrayName](const TypedArrayTag& known) { return typedArrayName(known.elements) == arrayName; });
  return entry != kTypedArrayTags.end() ? std::optional(entry->elements) : std::nullopt;
}

/// What tag 3 holds is one less than the magnitude.
void increment(Bytes& magnitude) {
  for (auto digit = magnitude.rbegin(); digit != magnitude.rend(); ++digit) {
    *digit = static_cast<std::byte>(std::to_integer<unsigned>(*digit) + 1);
    if (*digit != std::byte{0}) return;
  }
  magnitude.insert(magnitude.begin(), std::byte{1});
}

/// Whether it begins what can't hold other values: a boxed value must not be a way around the limit of depth.
bool isPrimitive(const Head& head) {
  switch (head.major) {
    case Major::unsignedInteger:
    case Major::negativeInteger:
    case Major::text:
    case Major::simple: return true;
    case Major::tag:
      return head.argument == kTagBigInt || head.argument == kTagNegativeBigInt || head.argument == kTagWtf8;
    default: return false;
  }
}

bool isPrimitiveOf(std::string_view boxName, const Value& value) {
  return (boxName == "Boolean" && value.isBoolean()) || (boxName == "Number" && value.isNumber()) ||
         (boxName == "String" && value.isString()) || (boxName == "BigInt" && value.isBigInt());
}

}  // namespace

Value Decoder::tagged(const Head& tag, int depth, Slot slot) {
  switch (tag.argument) {
    case kTagBigInt:
    case kTagNegativeBigInt: return bigInt(tag.argument == kTagNegativeBigInt);
    case kTagObject: return namedObject(tag, depth, slot);
    case kTagShared: return shared(tag, depth, slot);
    case kTagReference: return reference();
    case kTagSet: return set(depth, slot);
    case kTagMap: return map(depth, slot);
    case kTagWtf8:
      charge(sizeof(Holder<std::string>), tag);
      return ValueAccess::make<std::string>(ValueType::string, string(tag));
    case kTagDate: return date(slot);
    case kTagRegExp: return regExp(slot);
    case kTagHole: throw DecodeError("a hole outside of an array", tag.offset);
    default: return wholeView(tag, slot);
  }
}

std::size_t Decoder::openShared(const Head& tag) {
  charge(sizeof(Shared), tag);
  shared_.push_back({.offset = tag.offset});
  return shared_.size() - 1;
}

Value Decoder::closeShared(std::size_t number, Value value) {
  Shared& object = shared_[number];
  if (object.value.isUndefined()) throw DecodeError("tag 28 around what is no object", object.offset);
  object.isOpen = false;
  return value;
}

Value Decoder::shared(const Head& tag, int depth, Slot slot) {
  if (slot) throw DecodeError("tag 28 around tag 28", tag.offset);
  const std::size_t number = openShared(tag);
  return closeShared(number, item(reader_.next(), depth, number));
}

Value Decoder::reference() {
  const Head head = expect(Major::unsignedInteger, "a reference without a number");
  if (head.argument >= shared_.size() || shared_[head.argument].value.isUndefined()) {
    throw DecodeError("a reference to what was not there before", head.offset);
  }
  Shared& target = shared_[head.argument];
  target.isReferredTo = true;
  return target.isOpen ? Value::weak(target.value) : target.value;
}

Value Decoder::map(int depth, Slot slot) {
  const Head head = expect(Major::map, "tag 259 without a map");
  checkDepth(head, depth);
  charge(sizeof(Holder<EntryTable>) + EntryTable::memoryFor(head.argument), head);
  Value map = make<EntryTable>(ValueType::map, {}, slot);
  auto& entries = ValueAccess::contents<EntryTable>(map);
  entries.reserve(head.argument);
  for (std::uint64_t i = 0; i < head.argument; ++i) {
    Value key = item(depth + 1);
    entries.put(std::move(key), item(depth + 1));
  }
  return map;
}

Value Decoder::set(int depth, Slot slot) {
  const Head head = expect(Major::array, "tag 258 without an array");
  checkDepth(head, depth);
  charge(sizeof(Holder<EntryTable>) + EntryTable::memoryFor(head.argument), head);
  Value set = make<EntryTable>(ValueType::set, {}, slot);
  auto& entries = ValueAccess::contents<EntryTable>(set);
  entries.reserve(head.argument);
  for (std::uint64_t i = 0; i < head.argument; ++i) entries.put(item(depth + 1), {});
  return set;
}

Value Decoder::bigInt(bool isNegative) {
  const Head head = expect(Major::bytes, "a BigInt without a byte string");
  charge(sizeof(Holder<BigInt>) + head.argument, head);
  const ByteView content = reader_.content(head);
  if (!content.empty() && content.front() == std::byte{0}) {
    throw DecodeError("a BigInt with a leading zero", head.offset);
  }
  Bytes magnitude(content.begin(), content.end());
  if (isNegative) increment(magnitude);
  return BigInt::fromMagnitude(isNegative, magnitude);
}

Value Decoder::date(Slot slot) {
  constexpr std::string_view kNoDate = "tag 1001 without a date";
  const Head head = expect(Major::map, kNoDate);
  charge(sizeof(Holder<double>), head);
  if (head.argument != 1 && head.argument != 2) throw DecodeError(kNoDate, head.offset);
  if (integer(reader_.next()) != kDateSeconds) throw DecodeError(kNoDate, head.offset);
  const Head first = reader_.next();
  if (head.argument == 1 && first.isSimple(kInfo64) && first.argument == kNanBits) {
    return make<double>(ValueType::date, std::numeric_limits<double>::quiet_NaN(), slot);
  }
  const std::int64_t seconds = integer(first);
  if (head.argument != 2 || integer(reader_.next()) != kDateMilliseconds) throw DecodeError(kNoDate, head.offset);
  const std::int64_t milliseconds = integer(reader_.next());
  if (milliseconds < 0 || milliseconds > 999) throw DecodeError("milliseconds past 0 to 999", head.offset);
  const double time = static_cast<double>(seconds) * 1000 + static_cast<double>(milliseconds);
  if (std::abs(time) > detail::kMaxDateMilliseconds) throw DecodeError("a date past all dates", head.offset);
  return make<double>(ValueType::date, time, slot);
}

Value Decoder::regExp(Slot slot) {
  const Head head = expect(Major::array, "tag 21066 without an array");
  charge(sizeof(Holder<RegExp>), head);
  if (head.argument != 2) throw DecodeError("a regular expression that is no pair", head.offset);
  RegExp expression;
  expression.source = string(reader_.next());
  expression.flags = string(reader_.next());
  if (!detail::areRegExpFlags(expression.flags)) throw DecodeError("wrong flags of a regular expression", head.offset);
  return make<RegExp>(ValueType::regExp, std::move(expression), slot);
}

Value Decoder::wholeView(const Head& tag, Slot slot) {
  const TypedArrayTag* known = typedArrayTag(tag.argument);
  if (known == nullptr) throw DecodeError("an unknown tag", tag.offset);
  const Head head = expect(Major::bytes, "a typed array without a byte string");
  charge(sizeof(Holder<BufferView>), head);
  const std::size_t unit = elementSize(known->elements);
  if (head.argument % unit != 0) throw DecodeError("a typed array with a part of an element", head.offset);
  return make<BufferView>(ValueType::typedArray, {buffer(head, {}), 0, head.argument / unit, known->elements}, slot);
}

Value Decoder::namedObject(const Head& tag, int depth, Slot slot) {
  constexpr std::string_view kUnknown = "an unknown kind of object";
  const Head head = expect(Major::array, "tag 27 without an array");
  if (head.argument != 2 && head.argument != 4) throw DecodeError(kUnknown, tag.offset);
  const std::string_view name = reader_.text(expect(Major::text, "tag 27 without a name"));
  const auto elements = elementsOf(name);
  if (head.argument == 4 && elements) return view(ValueType::typedArray, *elements, slot);
  if (head.argument == 4 && name == "DataView") return view(ValueType::dataView, ElementType::uint8, slot);
  if (head.argument == 2 && detail::isStandardErrorType(name)) return error(name, depth, slot);
  if (head.argument == 2) return boxed(name, slot);
  throw DecodeError(kUnknown, tag.offset);
}

Value Decoder::error(std::string_view type, int depth, Slot slot) {
  static constexpr std::array<std::string_view, 3> kProperties = {"message", "stack", "cause"};
  const Head head = expect(Major::map, "an error without properties");
  checkDepth(head, depth);
  charge(sizeof(Holder<ErrorProperties>), head);
  Value error = make<ErrorProperties>(ValueType::error, {.type = std::string(type)}, slot);
  auto& properties = ValueAccess::contents<ErrorProperties>(error);
  auto rest = kProperties.begin();
  for (std::uint64_t i = 0; i < head.argument; ++i) {
    const Head key = expect(Major::text, "an error with a key that is no text");
    rest = std::find(rest, kProperties.end(), reader_.text(key));
    if (rest == kProperties.end()) {
      throw DecodeError("an unknown property of an error, or one out of order", key.offset);
    }
    errorProperty(properties, *rest++, depth);
  }
  return error;
}

void Decoder::errorProperty(ErrorProperties& error, std::string_view key, int depth) {
  if (key == "cause") {
    error.cause = item(depth + 1);
  } else {
    (key == "message" ? error.message : error.stack) = string(reader_.next());
  }
}

Value Decoder::boxed(std::string_view name, Slot slot) {
  const Head head = reader_.next();
  charge(sizeof(Holder<Value>), head);
  if (!isPrimitive(head)) throw DecodeError("a boxed primitive that is none", head.offset);
  Value primitive = item(head, 1, {});
  if (!isPrimitiveOf(name, primitive)) throw DecodeError("an unknown kind of object", head.offset);
  return make<Value>(ValueType::boxed, std::move(primitive), slot);
}

Value Decoder::view(ValueType type, ElementType elements, Slot slot) {
  const Head head = reader_.next();
  charge(sizeof(Holder<BufferView>), head);
  BufferView view{.buffer = viewBuffer(head), .elements = elements};
  view.byteOffset = expect(Major::unsignedInteger, "a view without an offset").argument;
  view.length = expect(Major::unsignedInteger, "a view without a length").argument;
  if (const auto problem = detail::problemOf(view); !problem.empty()) throw DecodeError(problem, head.offset);
  const bool isWhole = view.length * elementSize(elements) == view.buffer.asBytes().size();
  if (type == ValueType::typedArray && head.is(Major::bytes) && isWhole) {
    throw DecodeError("the long form of a typed array over a whole buffer", head.offset);
  }
  return make<BufferView>(type, std::move(view), slot);
}

/// A byte string, one under tag 28, or a reference to one.
Value Decoder::viewBuffer(const Head& head) {
  if (head.is(Major::bytes)) return buffer(head, {});
  constexpr std::string_view kNoBuffer = "a view without an ArrayBuffer";
  if (head.isTag(kTagShared)) {
    const std::size_t number = openShared(head);
    return closeShared(number, buffer(expect(Major::bytes, kNoBuffer), number));
  }
  Value target = head.isTag(kTagReference) ? reference() : Value();
  if (target.type() != ValueType::arrayBuffer) throw DecodeError(kNoBuffer, head.offset);
  return target;
}

}  // namespace transom::codec
