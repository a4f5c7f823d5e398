// SPDX-License-Identifier: MIT
#include "codec/decoder.h"

#include "codec/wtf8.h"

#include <bit>
#include <cmath>

namespace transom::codec {
namespace {

using detail::EntryTable;
using detail::Holder;
using detail::ValueAccess;

/// Keys that held lone surrogates were compared as they came; now they become what C++ sees. Where that makes two keys
/// the same the later one wins.
EntryTable withReplacedSurrogates(const EntryTable& table) {
  EntryTable result;
  for (const auto& [key, value] : table.entries()) {
    const auto replaced = replaceLoneSurrogates(key.asString());
    result.put(replaced ? Value(*replaced) : key, value);
  }
  return result;
}

}  // namespace

DecodeError::DecodeError(std::string_view why, std::size_t offset)
    : Error("Error", "Malformed message: " + std::string(why) + " at byte " + std::to_string(offset)) {}

Arguments Decoder::arguments() {
  const Head head = expect(Major::array, "arguments that are no array");
  charge(head.argument * sizeof(Value), head);
  std::vector<Value> values;
  values.reserve(head.argument);
  for (std::uint64_t i = 0; i < head.argument; ++i) values.push_back(item(1));
  reader_.expectEnd();
  expectAllReferredTo();
  return Arguments(std::move(values));
}

Value Decoder::single() {
  Value value = item(1);
  reader_.expectEnd();
  expectAllReferredTo();
  return value;
}

Value Decoder::item(const Head& head, int depth, Slot slot) {
  switch (head.major) {
    case Major::unsignedInteger:
    case Major::negativeInteger: return integer(head);
    case Major::bytes: return buffer(head, slot);
    case Major::text: return text(head);
    case Major::array: return array(head, depth, slot);
    case Major::map: return object(head, depth, slot);
    case Major::tag: return tagged(head, depth, slot);
    case Major::simple: return simple(head);
  }
  throw DecodeError("an unknown type", head.offset);
}

Value Decoder::simple(const Head& head) {
  switch (head.info) {
    case kSimpleFalse: return false;
    case kSimpleTrue: return true;
    case kSimpleNull: return nullptr;
    case kSimpleUndefined: return {};
    case kInfo64: break;
    default: throw DecodeError("an unknown simple value", head.offset);
  }
  const auto number = std::bit_cast<double>(head.argument);
  if (isWireInteger(number)) throw DecodeError("an integer as a float", head.offset);
  if (std::isnan(number) && head.argument != kNanBits) throw DecodeError("another NaN than the one", head.offset);
  return number;
}

Value Decoder::array(const Head& head, int depth, Slot slot) {
  checkDepth(head, depth);
  charge(sizeof(Holder<std::vector<Value>>) + head.argument * sizeof(Value), head);
  Value array = make<std::vector<Value>>(ValueType::array, {}, slot);
  auto& items = ValueAccess::contents<std::vector<Value>>(array);
  items.reserve(head.argument);
  for (std::uint64_t i = 0; i < head.argument; ++i) {
    const Head first = reader_.next();
    items.push_back(first.isTag(kTagHole) ? hole() : item(first, depth + 1, {}));
  }
  return array;
}

Value Decoder::hole() {
  const Head content = reader_.next();
  if (!content.isSimple(kSimpleUndefined)) throw DecodeError("a hole that holds something", content.offset);
  return Value::hole();
}

Value Decoder::object(const Head& head, int depth, Slot slot) {
  checkDepth(head, depth);
  charge(sizeof(Holder<EntryTable>) + EntryTable::memoryFor(head.argument), head);
  Value object = make<EntryTable>(ValueType::object, {}, slot);
  auto& properties = ValueAccess::contents<EntryTable>(object);
  properties.reserve(head.argument);
  bool hasSurrogates = false;
  for (std::uint64_t i = 0; i < head.argument; ++i) {
    const Head first = reader_.next();
    hasSurrogates |= first.is(Major::tag);
    Value key = objectKey(first);
    if (!properties.put(std::move(key), item(depth + 1))) {
      throw DecodeError("a key that was there before", first.offset);
    }
  }
  if (hasSurrogates) properties = withReplacedSurrogates(properties);
  return object;
}

Head Decoder::expect(Major major, std::string_view otherwise) {
  const Head head = reader_.next();
  if (!head.is(major)) throw DecodeError(otherwise, head.offset);
  return head;
}

std::int64_t Decoder::integer(const Head& head) {
  const bool isNegative = head.is(Major::negativeInteger);
  if (!isNegative && !head.is(Major::unsignedInteger)) throw DecodeError("no integer where one belongs", head.offset);
  if (head.argument > kMaxSafeInteger - (isNegative ? 1 : 0)) {
    throw DecodeError("an integer past 2^53 - 1", head.offset);
  }
  const auto magnitude = static_cast<std::int64_t>(head.argument);
  return isNegative ? -1 - magnitude : magnitude;
}

Value Decoder::stringNode(std::string_view text, const Head& head) {
  charge(sizeof(Holder<std::string>) + text.size(), head);
  return ValueAccess::make<std::string>(ValueType::string, text);
}

Value Decoder::text(const Head& head) {
  return stringNode(reader_.text(head), head);
}

/// A key with lone surrogates is given as it came.
Value Decoder::objectKey(const Head& head) {
  if (head.isTag(kTagWtf8)) return stringNode(surrogates(), head);
  if (!head.is(Major::text)) throw DecodeError("a key that is no string", head.offset);
  const std::string_view key = asText(reader_.content(head));
  Value* place = key.size() <= KeyCache::kMaxKeyBytes ? &keys_.placeOf(key) : nullptr;
  if (place != nullptr && KeyCache::holds(*place, key)) return *place;
  CborReader::expectUtf8(key, head);
  Value value = stringNode(key, head);
  if (place != nullptr) *place = value;
  return value;
}

std::string Decoder::string(const Head& head) {
  if (head.is(Major::text)) {
    charge(head.argument, head);
    return std::string(reader_.text(head));
  }
  if (!head.isTag(kTagWtf8)) throw DecodeError("no string where one belongs", head.offset);
  const std::string_view wtf8 = surrogates();
  charge(wtf8.size(), head);
  return *replaceLoneSurrogates(wtf8);
}

std::string_view Decoder::surrogates() {
  const Head head = expect(Major::bytes, "tag 273 without a byte string");
  const std::string_view wtf8 = asText(reader_.content(head));
  if (!replaceLoneSurrogates(wtf8)) {
    throw DecodeError("tag 273 around what is no string with a lone surrogate", head.offset);
  }
  return wtf8;
}

Value Decoder::buffer(const Head& head, Slot slot) {
  charge(sizeof(Holder<Bytes>) + head.argument, head);
  const ByteView content = reader_.content(head);
  return make<Bytes>(ValueType::arrayBuffer, Bytes(content.begin(), content.end()), slot);
}

void Decoder::checkDepth(const Head& head, int depth) const {
  if (depth > kMaxValueDepth) throw DecodeError("nested deeper than " + std::to_string(kMaxValueDepth), head.offset);
}

void Decoder::charge(std::uint64_t bytes, const Head& head) {
  if (bytes > memoryLeft_) throw DecodeError("more memory needed than allowed", head.offset);
  memoryLeft_ -= bytes;
}

void Decoder::expectAllReferredTo() const {
  for (const Shared& object : shared_) {
    if (!object.isReferredTo) throw DecodeError("tag 28 around what nothing refers to", object.offset);
  }
}

Arguments decodeArguments(ByteView bytes, const DecodeLimits& limits) {
  return Decoder(bytes, limits).arguments();
}

Value decodeValue(ByteView bytes, const DecodeLimits& limits) {
  return Decoder(bytes, limits).single();
}

}  // namespace transom::codec
