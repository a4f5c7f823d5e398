// SPDX-License-Identifier: MIT
#include <transom/convert.h>

#include "codec/conversion.h"
#include "codec/inspect.h"

#include <transom/listener_traits.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace transom {
namespace {

constexpr std::size_t kMaxDescriptionBytes = 60;
constexpr std::size_t kMaxNamesBytes = 200;

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

std::string propertyStep(std::string_view key) {
  if (isIdentifier(key)) return std::string(".").append(key);
  return std::string("[").append(quoted(key, kMaxDescriptionBytes)).append("]");
}

std::string entryStep(std::string_view what, std::size_t index) {
  return std::string("[").append(what).append(std::to_string(index)).append("]");
}

void addAlternative(std::string& names, std::string_view name) {
  if (names.ends_with("…")) return;
  if (!names.empty()) names += " or ";
  if (names.size() + name.size() > kMaxNamesBytes) {
    names += "…";
  } else {
    names.append("\"").append(name).append("\"");
  }
}

}  // namespace detail

std::string Convert<std::string>::fromValue(const Value& value) {
  const std::string& text = value.asString();
  detail::chargeText(text.size());
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
