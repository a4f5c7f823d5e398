// SPDX-License-Identifier: MIT
#include <transom/value/big_int.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string_view>

namespace transom {
namespace {

/// Nothing if it needs more than 64 bits.
std::optional<std::uint64_t> toWord(ByteView magnitude) noexcept {
  if (magnitude.size() > sizeof(std::uint64_t)) return std::nullopt;
  std::uint64_t word = 0;
  for (const std::byte byte : magnitude) word = word << 8 | std::to_integer<std::uint64_t>(byte);
  return word;
}

constexpr std::uint64_t kInt64Magnitude = std::uint64_t{1} << 63;

}  // namespace

BigInt BigInt::fromInt64(std::int64_t number) {
  BigInt result = fromUint64(number < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(number)
                                        : static_cast<std::uint64_t>(number));
  result.negative_ = number < 0;
  return result;
}

BigInt BigInt::fromUint64(std::uint64_t number) {
  BigInt result;
  for (; number != 0; number >>= 8) result.magnitude_.push_back(static_cast<std::byte>(number & 0xff));
  std::reverse(result.magnitude_.begin(), result.magnitude_.end());
  return result;
}

BigInt BigInt::fromMagnitude(bool negative, ByteView magnitude) {
  BigInt result;
  const auto first =
      std::find_if(magnitude.begin(), magnitude.end(), [](std::byte byte) { return byte != std::byte{0}; });
  result.magnitude_.assign(first, magnitude.end());
  result.negative_ = negative && !result.magnitude_.empty();
  return result;
}

std::optional<std::int64_t> BigInt::toInt64() const noexcept {
  const auto word = toWord(magnitude_);
  if (!word) return std::nullopt;
  if (!negative_) return *word < kInt64Magnitude ? std::optional(static_cast<std::int64_t>(*word)) : std::nullopt;
  if (*word > kInt64Magnitude) return std::nullopt;
  return *word == kInt64Magnitude ? std::numeric_limits<std::int64_t>::min() : -static_cast<std::int64_t>(*word);
}

std::optional<std::uint64_t> BigInt::toUint64() const noexcept {
  return negative_ ? std::nullopt : toWord(magnitude_);
}

std::string BigInt::toHex() const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  if (magnitude_.empty()) return "0x0";
  std::string text = negative_ ? "-0x" : "0x";
  text.reserve(text.size() + 2 * magnitude_.size());
  for (const std::byte& byte : magnitude_) {
    const auto number = std::to_integer<std::size_t>(byte);
    if (number >= 16 || &byte != magnitude_.data()) text += kDigits[number >> 4];
    text += kDigits[number & 0xf];
  }
  return text;
}

}  // namespace transom
