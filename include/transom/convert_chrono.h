// SPDX-License-Identifier: MIT
#pragma once

#include <transom/convert.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <ratio>
#include <string>
#include <type_traits>
#include <utility>

namespace transom {
namespace detail {

enum class Rounding { refuse, nearest, down };

/// `milliseconds` times numerator / denominator as a whole number; nothing if that is none (and `rounding` refuses to
/// make it one), or out of range.
[[nodiscard]] TRANSOM_API std::optional<std::int64_t> wholeTicks(double milliseconds, std::int64_t numerator,
                                                                 std::int64_t denominator, Rounding rounding) noexcept;

template <class Period>
using TicksPerMillisecond = std::ratio_divide<std::milli, Period>;

/// A count of ticks, in the type that a duration counts in.
template <class Duration>
[[nodiscard]] std::optional<Duration> durationOf(double milliseconds, Rounding rounding) {
  using Rep = typename Duration::rep;
  if (milliseconds != milliseconds) return std::nullopt;  // NaN
  if constexpr (std::chrono::treat_as_floating_point_v<Rep>) {
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::milli>(milliseconds));
  } else {
    using Ticks = TicksPerMillisecond<typename Duration::period>;
    const auto ticks = wholeTicks(milliseconds, Ticks::num, Ticks::den, rounding);
    if (!ticks || !std::in_range<Rep>(*ticks)) return std::nullopt;
    return Duration(static_cast<Rep>(*ticks));
  }
}

template <class Duration>
[[nodiscard]] double millisecondsOf(const Duration& duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

}  // namespace detail

/// A number of milliseconds, as of setTimeout() and performance.now(). What counts in milliseconds or longer takes only
/// what it can hold exactly; shorter ones and floating point round.
template <class Rep, class Period>
struct Convert<std::chrono::duration<Rep, Period>> {
  using Duration = std::chrono::duration<Rep, Period>;

  static std::string expected() {
    using Ticks = detail::TicksPerMillisecond<Period>;
    if (std::chrono::treat_as_floating_point_v<Rep> || Ticks::den == 1) {
      return Ticks::num == 1 && Ticks::den == 1 ? "whole number of milliseconds" : "number of milliseconds";
    }
    return "number of milliseconds in steps of " + std::to_string(Ticks::den / Ticks::num);
  }
  static Duration fromValue(const Value& value) {
    if (const auto duration = read(value)) return *duration;
    detail::throwMismatch(expected(), value);
  }
  static Value toValue(const Duration& duration) { return detail::millisecondsOf(duration); }
  static bool mayBe(const Value& value) { return read(value).has_value(); }
  static std::string typeScript() { return "number"; }

 private:
  static std::optional<Duration> read(const Value& value) {
    if (!value.isNumber()) return std::nullopt;
    constexpr bool kIsFine = detail::TicksPerMillisecond<Period>::den == 1 && Period::den > 1000;
    return detail::durationOf<Duration>(value.asNumber(),
                                        kIsFine ? detail::Rounding::nearest : detail::Rounding::refuse);
  }
};

/// A Date. Coming in, an invalid one or one beyond the range of the clock is an error, and what counts in units longer
/// than milliseconds (std::chrono::sys_seconds, sys_days) gets it rounded down; going out, parts of a millisecond are
/// cut off.
template <class Duration>
struct Convert<std::chrono::time_point<std::chrono::system_clock, Duration>> {
  using TimePoint = std::chrono::time_point<std::chrono::system_clock, Duration>;

  static std::string expected() { return "Date"; }
  static TimePoint fromValue(const Value& value) {
    if (!value.isDate()) detail::throwMismatch(expected(), value);
    const auto sinceEpoch = detail::durationOf<Duration>(value.asDate(), detail::Rounding::down);
    if (!sinceEpoch) throw ConversionError("Date in the range of the clock", value.inspect(60));
    return TimePoint(*sinceEpoch);
  }
  static Value toValue(const TimePoint& time) {
    return Value::date(detail::millisecondsOf(std::chrono::floor<Coarse>(time.time_since_epoch())));
  }
  static bool mayBe(const Value& value) { return value.isDate(); }
  static std::string typeScript() { return "Date"; }

 private:
  /// Milliseconds, or what is longer: nothing is computed in units in which it could overflow.
  using Coarse = std::conditional_t<(std::ratio_less_v<typename Duration::period, std::milli>),
                                    std::chrono::milliseconds, Duration>;
};

}  // namespace transom
