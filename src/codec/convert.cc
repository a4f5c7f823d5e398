// SPDX-License-Identifier: MIT
#include <transom/convert.h>

#include "codec/inspect.h"
#include "codec/nodes.h"

#include <transom/limits.h>
#include <transom/listener_traits.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

namespace transom {
namespace {

constexpr std::size_t kMaxDescriptionBytes = 60;

/// What may be converted more than once, because it is referred to more than once.
constexpr std::size_t kMaxRepeatedBytes = std::size_t{64} << 20;

/// Of the conversion that is going on in this thread.
struct Conversion {
  int depth = 0;
  bool isRepeating = false;  // inside of something that was converted before
  std::size_t repeatedBytes = 0;
  std::unordered_set<const detail::Node*> seen;  // of the objects that may be referred to again
};

Conversion& currentConversion() {
  thread_local Conversion conversion;
  return conversion;
}

void chargeRepetition(Conversion& conversion, std::size_t bytes) {
  if (bytes > kMaxRepeatedBytes - conversion.repeatedBytes) {
    throw ConversionError("a tree", "the same objects too many times over");
  }
  conversion.repeatedBytes += bytes;
}

std::size_t contentBytes(const Value& value) {
  return value.type() == ValueType::arrayBuffer ? value.asBytes().size() : value.size() * sizeof(Value);
}

bool isIdentifier(std::string_view key) {
  const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; };
  return !key.empty() && key.size() <= kMaxDescriptionBytes && isLetter(key.front()) &&
         std::all_of(key.begin(), key.end(), [&](char c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

std::string argumentPlace(std::size_t position, const std::string& path) {
  return "argument " + std::to_string(position) + (path.empty() ? "" : ", at " + path) + ": ";
}

}  // namespace

std::string describeValue(const Value& value) {
  std::string name(typeName(value.type()));
  switch (value.type()) {
    case ValueType::boolean:
    case ValueType::number:
    case ValueType::bigInt:
    case ValueType::string: return name + " " + value.inspect(kMaxDescriptionBytes);
    case ValueType::typedArray: return std::string(typedArrayName(value.asView().elements));
    default: return name;
  }
}

namespace detail {

std::optional<std::int64_t> exactInteger(const Value& value) noexcept {
  constexpr double kMaxSafeInteger = 9007199254740991.0;
  if (!value.isNumber()) return std::nullopt;
  const double number = value.asNumber();
  if (!(std::abs(number) <= kMaxSafeInteger) || std::trunc(number) != number) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

void throwMismatch(std::string expected, const Value& got) {
  throw ConversionError(std::move(expected), describeValue(got));
}

ConversionScope::ConversionScope(const Value& value) : wasRepeating_(currentConversion().isRepeating) {
  Conversion& conversion = currentConversion();
  if (conversion.depth >= kMaxValueDepth) {
    throw ConversionError("a depth of at most " + std::to_string(kMaxValueDepth), "more");
  }
  const Node* node = ValueAccess::node(value);
  const bool wasSeen = node->mayBeShared() && !conversion.seen.insert(node).second;
  if (wasRepeating_ || wasSeen) {
    chargeRepetition(conversion, contentBytes(value));
    conversion.isRepeating = true;
  }
  ++conversion.depth;
}

ConversionScope::~ConversionScope() {
  Conversion& conversion = currentConversion();
  conversion.isRepeating = wasRepeating_;
  if (--conversion.depth > 0) return;
  conversion.repeatedBytes = 0;
  conversion.seen.clear();
}

std::string propertyStep(std::string_view key) {
  if (isIdentifier(key)) return std::string(".").append(key);
  return std::string("[").append(quoted(key, kMaxDescriptionBytes)).append("]");
}

}  // namespace detail

std::string Convert<std::string>::fromValue(const Value& value) {
  const std::string& text = value.asString();
  Conversion& conversion = currentConversion();
  if (conversion.isRepeating) chargeRepetition(conversion, text.size());
  return text;
}

Bytes Convert<Bytes>::fromValue(const Value& value) {
  const bool isView = value.type() == ValueType::typedArray || value.type() == ValueType::dataView;
  if (!isView && value.type() != ValueType::arrayBuffer) detail::throwMismatch(expected(), value);
  // Many small views may show the same large buffer.
  const detail::ConversionScope scope(isView ? value.asView().buffer : value);
  const ByteView bytes = value.asBytes();
  return {bytes.begin(), bytes.end()};
}

ArgumentError::ArgumentError(std::size_t position, const ConversionError& cause)
    : ConversionError(argumentPlace(position, cause.path()), cause), position_(position) {}

ArgumentError::~ArgumentError() = default;

}  // namespace transom
