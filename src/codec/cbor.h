// SPDX-License-Identifier: MIT
#pragma once

#include <transom/value/types.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace transom::codec {

/// RFC 8949, section 3.1.
enum class Major : std::uint8_t { unsignedInteger, negativeInteger, bytes, text, array, map, tag, simple };

/// The additional information of a first byte: less than kInfo8 is the argument itself, the others say how many bytes
/// follow.
inline constexpr std::uint8_t kInfo8 = 24;
inline constexpr std::uint8_t kInfo16 = 25;
inline constexpr std::uint8_t kInfo32 = 26;
inline constexpr std::uint8_t kInfo64 = 27;

inline constexpr std::uint8_t kSimpleFalse = 20;
inline constexpr std::uint8_t kSimpleTrue = 21;
inline constexpr std::uint8_t kSimpleNull = 22;
inline constexpr std::uint8_t kSimpleUndefined = 23;

inline constexpr std::uint64_t kTagBigInt = 2;
inline constexpr std::uint64_t kTagNegativeBigInt = 3;
inline constexpr std::uint64_t kTagObject = 27;  // errors, views, boxed primitives
inline constexpr std::uint64_t kTagShared = 28;
inline constexpr std::uint64_t kTagReference = 29;
inline constexpr std::uint64_t kTagHole = 31;
inline constexpr std::uint64_t kTagSet = 258;
inline constexpr std::uint64_t kTagMap = 259;
inline constexpr std::uint64_t kTagWtf8 = 273;
inline constexpr std::uint64_t kTagDate = 1001;
inline constexpr std::uint64_t kTagRegExp = 21066;

/// RFC 8746, little-endian.
struct TypedArrayTag {
  std::uint64_t tag;
  ElementType elements;
};
inline constexpr std::array<TypedArrayTag, 12> kTypedArrayTags = {{{64, ElementType::uint8},
                                                                   {68, ElementType::uint8Clamped},
                                                                   {69, ElementType::uint16},
                                                                   {70, ElementType::uint32},
                                                                   {71, ElementType::bigUint64},
                                                                   {72, ElementType::int8},
                                                                   {77, ElementType::int16},
                                                                   {78, ElementType::int32},
                                                                   {79, ElementType::bigInt64},
                                                                   {84, ElementType::float16},
                                                                   {85, ElementType::float32},
                                                                   {86, ElementType::float64}}};

/// Keys of a date (RFC 9581).
inline constexpr std::uint64_t kDateSeconds = 1;
inline constexpr std::int64_t kDateMilliseconds = -3;

inline constexpr std::uint64_t kNanBits = 0x7ff8000000000000;
inline constexpr std::uint64_t kMaxSafeInteger = (std::uint64_t{1} << 53) - 1;

/// Whether a number travels as an integer: whole, within ±(2^53 - 1), and not -0.
[[nodiscard]] inline bool isWireInteger(double number) noexcept {
  constexpr double kMax = static_cast<double>(kMaxSafeInteger);
  if (!(number >= -kMax && number <= kMax)) return false;
  const auto whole = static_cast<std::int64_t>(number);
  const bool isNegativeZero = whole == 0 && std::signbit(number);
  return static_cast<double>(whole) == number && !isNegativeZero;
}

}  // namespace transom::codec
