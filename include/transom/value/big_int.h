// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>
#include <transom/export.h>

#include <cstdint>
#include <optional>
#include <string>

namespace transom {

/// An integer of any size, only kept and converted here, not computed with.
class TRANSOM_API BigInt {
 public:
  /// 0n.
  BigInt() = default;
  /// `number`.
  static BigInt fromInt64(std::int64_t number);
  /// `number`.
  static BigInt fromUint64(std::uint64_t number);
  /// `magnitude` is big-endian and may begin with zero bytes; zero is never negative.
  static BigInt fromMagnitude(bool negative, ByteView magnitude);

  /// Whether it is less than 0n.
  [[nodiscard]] bool isNegative() const noexcept { return negative_; }
  /// Big-endian, without leading zero bytes; empty for 0n. Valid as long as the object.
  [[nodiscard]] ByteView magnitude() const noexcept { return magnitude_; }

  /// Nothing if the number doesn't fit.
  [[nodiscard]] std::optional<std::int64_t> toInt64() const noexcept;
  /// Nothing if the number is negative or doesn't fit.
  [[nodiscard]] std::optional<std::uint64_t> toUint64() const noexcept;
  /// Hexadecimal as JavaScript writes it: `0x1f`, `-0x1f`, `0x0`.
  [[nodiscard]] std::string toHex() const;

  /// Whether both are the same number.
  friend bool operator==(const BigInt&, const BigInt&) = default;

 private:
  bool negative_ = false;
  Bytes magnitude_;
};

}  // namespace transom
