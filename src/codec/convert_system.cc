// SPDX-License-Identifier: MIT
// What the system has types for: times and paths.
#include <transom/convert.h>

#include <cmath>
#include <limits>

namespace transom {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();

/// Of whole milliseconds, exactly.
std::optional<std::int64_t> exactTicks(std::int64_t milliseconds, std::int64_t numerator, std::int64_t denominator,
                                       detail::Rounding rounding) {
  if (milliseconds > kMax / numerator || milliseconds < -(kMax / numerator)) return std::nullopt;
  const std::int64_t product = milliseconds * numerator;
  const std::int64_t rest = product % denominator;
  if (rest == 0) return product / denominator;
  if (rounding != detail::Rounding::down) return std::nullopt;
  return product / denominator - (rest < 0 ? 1 : 0);
}

}  // namespace

std::optional<std::int64_t> detail::wholeTicks(double milliseconds, std::int64_t numerator, std::int64_t denominator,
                                               Rounding rounding) noexcept {
  constexpr double kLimit = 9223372036854775808.0;  // 2^63
  if (!(std::abs(milliseconds) < kLimit)) return std::nullopt;
  if (std::trunc(milliseconds) == milliseconds) {
    return exactTicks(static_cast<std::int64_t>(milliseconds), numerator, denominator, rounding);
  }
  if (rounding == Rounding::refuse) return std::nullopt;
  const double ticks = milliseconds * static_cast<double>(numerator) / static_cast<double>(denominator);
  const double whole = rounding == Rounding::nearest ? std::round(ticks) : std::floor(ticks);
  if (!(std::abs(whole) < kLimit)) return std::nullopt;
  return static_cast<std::int64_t>(whole);
}

std::filesystem::path Convert<std::filesystem::path>::fromValue(const Value& value) {
  if (!value.isString()) detail::throwMismatch(expected(), value);
  std::string text = transom::fromValue<std::string>(value);
  if (text.find('\0') != std::string::npos) detail::throwMismatch("path without NUL", value);
  return {std::move(text)};
}

}  // namespace transom
