// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <span>

namespace transom::wire {

/// Reads an integer from the first bytes of `bytes`, which must hold that many.
template <std::unsigned_integral T>
[[nodiscard]] constexpr T loadLittleEndian(std::span<const std::byte> bytes) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T); ++i) value = static_cast<T>(value | std::to_integer<T>(bytes[i]) << (8 * i));
  return value;
}

/// Writes an integer to the first bytes of `bytes`, which must have room for it.
template <std::unsigned_integral T>
constexpr void storeLittleEndian(std::span<std::byte> bytes, T value) {
  for (std::size_t i = 0; i < sizeof(T); ++i) bytes[i] = static_cast<std::byte>(value >> (8 * i));
}

}  // namespace transom::wire
