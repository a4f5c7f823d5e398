// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace transom::core {

/// The payload of a frame that carries ports, taken apart: PROTOCOL.md, section 11.
struct PortPayload {
  std::vector<std::uint32_t> numbers;
  ByteView value;
};

/// The payload that carries them and the value.
[[nodiscard]] Bytes encodePortPayload(const std::vector<std::uint32_t>& numbers, ByteView value);
/// Nothing if it is not of that form, or names more than `maxPorts`.
[[nodiscard]] std::optional<PortPayload> parsePortPayload(ByteView payload, std::size_t maxPorts);

}  // namespace transom::core
