// SPDX-License-Identifier: MIT
#pragma once

#include <transom/value.h>

#include <nlohmann/json.hpp>

#include <array>
#include <string>
#include <string_view>

namespace transom::bench {

/// What is sent; pages/payloads.js has the same. The names are part of the names of rows.
inline constexpr std::array<std::string_view, 6> kPayloads = {"16B", "1KiB", "object", "objects1000", "64KiB", "1MiB"};

/// Payloads that are a Uint8Array, which JSON has no type for.
[[nodiscard]] inline bool isBinary(std::string_view payload) {
  return payload == "64KiB" || payload == "1MiB";
}

/// The size of the floor that a payload is compared with: the nearest of those that are measured.
[[nodiscard]] std::string_view floorSize(std::string_view payload);

[[nodiscard]] Value payloadValue(std::string_view payload);

/// The same for JSON: binary as base64 in a string.
[[nodiscard]] nlohmann::json payloadJson(std::string_view payload);

[[nodiscard]] std::string toBase64(ByteView bytes);
[[nodiscard]] Bytes fromBase64(const std::string& text);

}  // namespace transom::bench
