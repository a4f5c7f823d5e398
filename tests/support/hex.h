// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace transom::test {

/// "0aff" to bytes. REQUIRES: an even number of hexadecimal digits.
[[nodiscard]] inline Bytes fromHex(std::string_view hex) {
  Bytes bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    bytes.push_back(static_cast<std::byte>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16)));
  }
  return bytes;
}

[[nodiscard]] inline std::string toHex(ByteView bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const std::byte byte : bytes) {
    hex += kDigits[std::to_integer<std::size_t>(byte) >> 4];
    hex += kDigits[std::to_integer<std::size_t>(byte) & 0xf];
  }
  return hex;
}

}  // namespace transom::test
