// SPDX-License-Identifier: MIT
#pragma once

#include <transom/error.h>
#include <transom/export.h>
#include <transom/type_description.h>
#include <transom/value.h>

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace transom {

/// How a C++ type goes into a Value and comes out of one. Most types of your own need one line: TRANSOM_STRUCT or
/// TRANSOM_ENUM. Specialize it for those that are neither:
///
///     template <> struct transom::Convert<Color> {
///       static std::string expected() { return "Color"; }           // for error messages, in JavaScript's terms
///       static Color fromValue(const transom::Value& value);        // throws ConversionError
///       static transom::Value toValue(const Color& color);
///       // For writeTypes(). May be left out: unknown.
///       static std::string typeScript() { return "string"; }
///       // For std::variant: false if fromValue() would throw. Cheap; may err towards true, or be left out.
///       static bool mayBe(const transom::Value& value);
///     };
///
/// Nothing is lost on the way: a number with a fraction, or out of range, is no integer, and throws.
///
/// | C++ | JavaScript |
/// |---|---|
/// | bool; integers; floating point | boolean; number, and of 64 bits BigInt too; number |
/// | std::string, std::filesystem::path; out only: std::string_view, const char* | string |
/// | std::optional<T> | T or undefined; reads null too |
/// | std::vector, std::deque, std::list, std::array; std::pair, std::tuple | array |
/// | std::map<std::string, T>, std::unordered_map<std::string, T> | plain object |
/// | the same with other keys; std::set, std::unordered_set | Map; Set |
/// | Bytes | Uint8Array |
/// | structs with TRANSOM_STRUCT; enumerations with TRANSOM_ENUM | plain object; string |
/// | std::variant<A, B> | the first of its types that fits |
/// | std::chrono durations; time points of system_clock | number of milliseconds; Date |
/// | Value; std::monostate; BigInt | anything; undefined; bigint |
template <class T>
struct Convert;

/// Throws ConversionError if `value` is no T.
template <class T>
[[nodiscard]] T fromValue(const Value& value) {
  return Convert<T>::fromValue(value);
}

/// `object` as it goes out to a page. Throws what its Convert throws.
template <class T>
[[nodiscard]] Value toValue(const T& object) {
  return Convert<T>::toValue(object);
}

namespace detail {

template <class T>
concept Convertible = requires { sizeof(Convert<T>); };

/// What `object` is as a Value: by Value's own constructors, else by Convert.
template <class T>
[[nodiscard]] Value valueOf(T&& object) {
  if constexpr (std::constructible_from<Value, T&&>) {
    return Value(std::forward<T>(object));
  } else {
    static_assert(Convertible<std::decay_t<T>>,
                  "no JavaScript value is known for this type: give it TRANSOM_STRUCT or TRANSOM_ENUM in its own "
                  "namespace, or specialize transom::Convert");
    return Convert<std::decay_t<T>>::toValue(object);
  }
}

}  // namespace detail

/// What a value is, for error messages: `undefined`, `number 1.5`, `string "…"`, `Uint8Array`. Bounded, one line.
[[nodiscard]] TRANSOM_API std::string describeValue(const Value& value);

namespace detail {

template <class T>
concept Integer = std::integral<T> && Number<T>;

/// The integer that a number is exactly, up to 2^53 - 1 in magnitude.
[[nodiscard]] TRANSOM_API std::optional<std::int64_t> exactInteger(const Value& value) noexcept;

[[noreturn]] TRANSOM_API void throwMismatch(std::string expected, const Value& got);

/// Held while the inside of `value` is converted. Defends against what a page can do to a type that contains itself, or
/// containers in containers: a cyclic value would never end (the depth is limited), and an object that is referred to
/// from many places is copied for each (what is converted again is limited in bytes). Throws ConversionError.
class TRANSOM_API ConversionScope {
 public:
  explicit ConversionScope(const Value& value);
  ~ConversionScope();
  ConversionScope(const ConversionScope&) = delete;
  ConversionScope& operator=(const ConversionScope&) = delete;

 private:
  bool wasRepeating_;
};

/// How an error says where in an object it is: `.name`, or `["…"]`, bounded, for what is no identifier.
[[nodiscard]] TRANSOM_API std::string propertyStep(std::string_view key);

/// Throws `error` as seen from one level further out.
[[noreturn]] TRANSOM_API void throwWithin(const ConversionError& error, std::string_view step);

/// Converts what lies inside of another value, and makes an error say where.
template <class T>
T convertInside(const Value& value, auto&& describeStep) {
  static_assert(Convertible<T>,
                "this type can't come from a page: give it TRANSOM_STRUCT or TRANSOM_ENUM in its own namespace, or "
                "specialize transom::Convert");
  try {
    return Convert<T>::fromValue(value);
  } catch (const ConversionError& error) {
    throwWithin(error, describeStep());
  }
}

/// Whether `value` looks like a T from outside. Never throws, and never goes far into the value.
template <class T>
[[nodiscard]] bool mayBe(const Value& value) {
  if constexpr (requires { Convert<T>::mayBe(value); }) {
    return Convert<T>::mayBe(value);
  } else {
    return true;
  }
}

}  // namespace detail

template <>
struct Convert<Value> {
  static std::string expected() { return "any value"; }
  static Value fromValue(const Value& value) { return value; }
  static Value toValue(const Value& value) { return value; }
  static std::string typeScript() { return "unknown"; }
};

/// undefined. Reads from null too.
template <>
struct Convert<std::monostate> {
  static std::string expected() { return "undefined"; }
  static std::monostate fromValue(const Value& value) {
    if (!value.isNullish()) detail::throwMismatch(expected(), value);
    return {};
  }
  static Value toValue(std::monostate) { return {}; }
  static bool mayBe(const Value& value) { return value.isNullish(); }
  static std::string typeScript() { return "undefined"; }
};

template <>
struct Convert<bool> {
  static std::string expected() { return "boolean"; }
  static bool fromValue(const Value& value) { return value.asBoolean(); }
  static Value toValue(bool boolean) { return boolean; }
  static bool mayBe(const Value& value) { return value.isBoolean(); }
  static std::string typeScript() { return "boolean"; }
};

/// 64 bit integers come from BigInts too, and go to BigInts where they are beyond ±(2^53 - 1).
template <detail::Integer T>
struct Convert<T> {
  static std::string expected() {
    const char* sign = std::is_signed_v<T> ? "integer (" : "unsigned integer (";
    return sign + std::to_string(8 * sizeof(T)) + " bit)";
  }
  static T fromValue(const Value& value) {
    if (const auto integer = read(value)) return *integer;
    detail::throwMismatch(expected(), value);
  }
  static Value toValue(T number) { return number; }
  static bool mayBe(const Value& value) { return read(value).has_value(); }
  static detail::TypeExpression describe(detail::TypeTable& /*types*/) {
    using detail::TypeExpression;
    auto number = TypeExpression::plain("number");
    if (sizeof(T) < sizeof(std::int64_t)) return number;
    return TypeExpression::of(TypeExpression::Kind::anyOf, {number, TypeExpression::plain("bigint")});
  }

 private:
  static std::optional<T> read(const Value& value) {
    if (const auto integer = detail::exactInteger(value); integer && std::in_range<T>(*integer)) {
      return static_cast<T>(*integer);
    }
    if constexpr (sizeof(T) == sizeof(std::int64_t)) return fromBigInt(value);
    return std::nullopt;
  }
  static std::optional<T> fromBigInt(const Value& value) {
    if (!value.isBigInt()) return std::nullopt;
    if constexpr (std::is_signed_v<T>) {
      return value.asBigInt().toInt64();
    } else {
      return value.asBigInt().toUint64();
    }
  }
};

/// A float takes any number in its range, and rounds it: whoever asks for a float wants that.
template <std::floating_point T>
struct Convert<T> {
  static std::string expected() { return "number"; }
  static T fromValue(const Value& value) {
    const double number = value.asNumber();
    constexpr double kMax = static_cast<double>(std::numeric_limits<T>::max());
    const bool isFinite = number - number == 0;
    if (isFinite && (number > kMax || number < -kMax)) detail::throwMismatch("number (32 bit)", value);
    return static_cast<T>(number);
  }
  static Value toValue(T number) { return number; }
  static bool mayBe(const Value& value) { return value.isNumber(); }
  static std::string typeScript() { return "number"; }
};

template <>
struct Convert<BigInt> {
  static std::string expected() { return "bigint"; }
  static BigInt fromValue(const Value& value) { return value.asBigInt(); }
  static Value toValue(const BigInt& number) { return number; }
  static bool mayBe(const Value& value) { return value.isBigInt(); }
  static std::string typeScript() { return "bigint"; }
};

template <>
struct TRANSOM_API Convert<std::string> {
  static std::string expected() { return "string"; }
  static std::string fromValue(const Value& value);
  static Value toValue(const std::string& text) { return text; }
  static bool mayBe(const Value& value) { return value.isString(); }
  static std::string typeScript() { return "string"; }
};

template <>
struct Convert<std::string_view> {
  static Value toValue(std::string_view text) { return text; }
  static std::string typeScript() { return "string"; }
};

template <>
struct Convert<const char*> {
  static Value toValue(const char* text) { return text; }
  static std::string typeScript() { return "string"; }
};

template <std::size_t size>
struct Convert<char[size]> {
  static Value toValue(const char* text) { return text; }
  static std::string typeScript() { return "string"; }
};

template <>
struct Convert<std::nullptr_t> {
  static Value toValue(std::nullptr_t) { return nullptr; }
  static std::string typeScript() { return "null"; }
};

/// undefined and null are nothing; nothing is undefined, and as a field of a struct it is left out.
template <class T>
struct Convert<std::optional<T>> {
  static std::string expected() { return Convert<T>::expected() + " or undefined"; }
  static std::optional<T> fromValue(const Value& value) {
    if (value.isNullish()) return std::nullopt;
    return Convert<T>::fromValue(value);
  }
  static Value toValue(const std::optional<T>& maybe) { return maybe ? detail::valueOf(*maybe) : Value(); }
  static bool mayBe(const Value& value) { return value.isNullish() || detail::mayBe<T>(value); }
  static detail::TypeExpression describe(detail::TypeTable& types) {
    using detail::TypeExpression;
    return TypeExpression::of(TypeExpression::Kind::anyOf,
                              {detail::describeType<T>(types), TypeExpression::plain("undefined")});
  }
};

}  // namespace transom

#include <transom/convert_chrono.h>      // IWYU pragma: export
#include <transom/convert_containers.h>  // IWYU pragma: export
#include <transom/convert_enum.h>        // IWYU pragma: export
#include <transom/convert_path.h>        // IWYU pragma: export
#include <transom/convert_struct.h>      // IWYU pragma: export
#include <transom/convert_variant.h>     // IWYU pragma: export
