// SPDX-License-Identifier: MIT
#pragma once

#include "codec/nodes.h"

#include <transom/value.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace transom::codec {

/// The property names met last in a message. Lists of records repeat a few of them; one string serves all.
class KeyCache {
 public:
  static constexpr std::size_t kMaxKeyBytes = 32;

  /// Where `key` stands if it was met, and is to be put otherwise. REQUIRES: at most kMaxKeyBytes.
  [[nodiscard]] Value& placeOf(std::string_view key) noexcept {
    if (key.empty()) return keys_.front();
    const std::size_t mix = key.size() + 5 * byteOf(key.front()) + 3 * byteOf(key[key.size() / 2]) + byteOf(key.back());
    return keys_[mix % keys_.size()];
  }

  [[nodiscard]] static bool holds(const Value& place, std::string_view key) noexcept {
    return place.isString() && detail::ValueAccess::contents<std::string>(place) == key;
  }

 private:
  static std::size_t byteOf(char letter) noexcept { return static_cast<std::uint8_t>(letter); }

  std::array<Value, 32> keys_;
};

}  // namespace transom::codec
