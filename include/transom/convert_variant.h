// SPDX-License-Identifier: MIT
#pragma once

#include <transom/convert.h>
#include <transom/type_description.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace transom {
namespace detail {

/// The attempts to convert one value to the alternatives of a std::variant. A page could make each level of a type that
/// contains itself be converted again for each alternative, which doubles the work with every level: what failed
/// attempts cost is counted against the same limit as objects that are converted again.
class TRANSOM_API Attempts {
 public:
  void begin();
  /// Called while `error` is handled: throws it on if no further attempt may be made.
  void failed(const std::string& alternative, const ConversionError& error);
  /// Why an alternative was not even attempted; empty: nothing worth saying.
  void refused(const std::string& alternative, const std::string& why);
  [[noreturn]] void giveUp(std::string expected, const Value& value) const;

 private:
  std::size_t workBefore_ = 0;
  std::string reasons_;
};

}  // namespace detail

/// The first alternative that fits, in the order of the variant: put `int` before `double`, an enumeration before
/// std::string. A struct fits where all its required fields are there and fit. Going out it is what it holds.
template <class... Ts>
struct Convert<std::variant<Ts...>> {
  using Variant = std::variant<Ts...>;

  static std::string expected() {
    std::string names;
    ((names += (names.empty() ? "" : " or ") + Convert<Ts>::expected()), ...);
    return names;
  }
  static Variant fromValue(const Value& value) {
    detail::Attempts attempts;
    std::optional<Variant> result;
    attemptAll(value, attempts, result, std::index_sequence_for<Ts...>());
    if (result) return *std::move(result);
    (explainRefusal<Ts>(attempts, value), ...);
    attempts.giveUp(expected(), value);
  }
  static Value toValue(const Variant& variant) {
    return std::visit([](const auto& held) { return detail::valueOf(held); }, variant);
  }
  static bool mayBe(const Value& value) { return (detail::mayBe<Ts>(value) || ...); }
  static detail::TypeExpression describe(detail::TypeTable& types) {
    return detail::TypeExpression::of(detail::TypeExpression::Kind::anyOf, {detail::describeType<Ts>(types)...});
  }

 private:
  template <std::size_t... index>
  static void attemptAll(const Value& value, detail::Attempts& attempts, std::optional<Variant>& result,
                         std::index_sequence<index...>) {
    static_cast<void>((attempt<index, Ts>(value, attempts, result) || ...));
  }

  /// Out of line for the sake of the stack, as readField().
  template <std::size_t index, class T>
  [[gnu::noinline]] static bool attempt(const Value& value, detail::Attempts& attempts,
                                        std::optional<Variant>& result) {
    if (!detail::mayBe<T>(value)) return false;
    attempts.begin();
    try {
      result.emplace(std::in_place_index<index>, Convert<T>::fromValue(value));
    } catch (const ConversionError& error) {
      attempts.failed(Convert<T>::expected(), error);
    }
    return result.has_value();
  }

  /// A struct that was not attempted, because of its shape: says what is wrong with that.
  template <class T>
  static void explainRefusal(detail::Attempts& attempts, const Value& value) {
    if constexpr (requires { Convert<T>::misfit(value); }) {
      attempts.refused(Convert<T>::expected(), Convert<T>::misfit(value));
    }
  }
};

}  // namespace transom
