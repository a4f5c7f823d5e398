// SPDX-License-Identifier: MIT
#include "random_value.h"

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

namespace transom::test {
namespace {

constexpr std::uint32_t kMaxSmallSize = 6;

}  // namespace

Value RandomValues::next(std::size_t items) {
  itemsLeft_ = items;
  known_.clear();
  Value value = any();
  known_.clear();
  return value;
}

Value RandomValues::any() {
  if (itemsLeft_ == 0) return primitive();
  --itemsLeft_;
  switch (below(8)) {
    case 0:
    case 1:
    case 2: return primitive();
    case 3: return leafObject();
    case 4: return reference();
    default: return container();
  }
}

Value RandomValues::primitive() {
  switch (below(8)) {
    case 0: return {};
    case 1: return nullptr;
    case 2: return below(2) == 0;
    case 3: return bigInt();
    case 4:
    case 5: return text();
    default: return number();
  }
}

Value RandomValues::number() {
  static constexpr std::array<double, 14> kInteresting = {0.0,
                                                          -0.0,
                                                          23,
                                                          24,
                                                          255,
                                                          256,
                                                          65535,
                                                          65536,
                                                          4294967295.0,
                                                          4294967296.0,
                                                          9007199254740991.0,
                                                          -9007199254740991.0,
                                                          9007199254740992.0,
                                                          0.1};
  switch (below(4)) {
    case 0: return kInteresting[below(kInteresting.size())];
    case 1: return static_cast<std::int32_t>(random_());
    case 2: return std::ldexp(static_cast<double>(random_()), static_cast<int>(below(2000)) - 1000);
    default: return below(2) == 0 ? std::numeric_limits<double>::quiet_NaN() : -std::numeric_limits<double>::infinity();
  }
}

Value RandomValues::bigInt() {
  return BigInt::fromMagnitude(below(2) == 0, bytes(below(20)));
}

std::string RandomValues::text() {
  static constexpr std::array<std::string_view, 12> kPieces = {
      "a", "key", "__proto__", "\"\\",   "\n",     std::string_view("\0", 1),
      "é", "€",   "😀",        "\u2028", "\ufffd", "0123456789abcdef"};
  std::string text;
  for (std::uint32_t i = below(kMaxSmallSize); i > 0; --i) text += kPieces[below(kPieces.size())];
  return text;
}

std::string RandomValues::pattern() {
  // As JavaScript gives back a source: valid, and escaped where a literal would need it.
  constexpr std::array<std::string_view, 6> kPatterns = {"(?:)", "a+", "\\/", "[^x]\\n", "é|😀", "(?<name>.)\\k<name>"};
  return std::string(kPatterns[below(kPatterns.size())]);
}

Bytes RandomValues::bytes(std::size_t size) {
  Bytes bytes(size);
  for (std::byte& byte : bytes) byte = static_cast<std::byte>(below(256));
  return bytes;
}

Value RandomValues::leafObject() {
  Value object;
  switch (below(5)) {
    case 0:
      object = Value::date(below(9) == 0 ? NAN : (static_cast<double>(random_()) - 2e9) * 1000 + below(1000));
      break;
    case 1: object = Value::regExp(pattern(), below(2) == 0 ? "" : "gi"); break;
    case 2: object = Value::arrayBuffer(bytes(below(40))); break;
    case 3: object = Value::boxed(below(2) == 0 ? text() : number()); break;
    default: object = view();
  }
  known_.push_back({object, false});
  return object;
}

Value RandomValues::view() {
  const auto elements = static_cast<ElementType>(below(static_cast<std::uint32_t>(ElementType::float64) + 1));
  const std::size_t unit = elementSize(elements);
  const std::uint32_t count = below(kMaxSmallSize);
  Value buffer = Value::arrayBuffer(bytes(unit * count));
  if (below(3) == 0) known_.push_back({buffer, false});
  const std::size_t offset = below(2) == 0 ? 0 : below(count + 1);
  if (below(5) == 0) return Value::dataView(buffer, offset, unit * count - offset);
  return Value::typedArray(elements, buffer, offset * unit, count - offset);
}

Value RandomValues::container() {
  const std::uint32_t kind = below(9);
  if (kind == 0) return error();
  Value container = kind < 3    ? Value::array()
                    : kind < 7  ? Value::object()
                    : kind == 7 ? Value::mapOf()
                                : Value::setOf();
  const std::size_t place = known_.size();
  known_.push_back({container, true});
  for (std::uint32_t i = below(8) == 0 ? 30 : below(kMaxSmallSize); i > 0; --i) fill(container);
  known_[place].isOpen = false;
  return container;
}

void RandomValues::fill(Value& container) {
  if (container.isArray()) {
    container.push(below(8) == 0 ? Value::hole() : any());
  } else if (container.isObject()) {
    container.set(text(), any());
  } else if (container.isSet()) {
    container.insert(any());
  } else {
    Value key = any();
    container.insert(std::move(key), any());
  }
}

Value RandomValues::error() {
  static constexpr std::array<const char*, 3> kTypes = {"Error", "TypeError", "URIError"};
  ErrorProperties properties{.type = kTypes[below(kTypes.size())]};
  if (below(4) != 0) properties.message = text();
  if (below(2) == 0) properties.stack = text();
  if (below(2) == 0) properties.cause = any();
  Value error = Value::error(std::move(properties));
  known_.push_back({error, false});
  return error;
}

Value RandomValues::reference() {
  if (known_.empty()) return primitive();
  const Known& known = known_[below(static_cast<std::uint32_t>(known_.size()))];
  return known.isOpen ? Value::weak(known.object) : known.object;
}

}  // namespace transom::test
