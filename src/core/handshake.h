// SPDX-License-Identifier: MIT
#pragma once

#include "wire/frame_reader.h"

#include <transom/limits.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace transom::core {

/// The highest version that main and the sender of `hello` both speak; 0: none. PROTOCOL.md, section 9.
[[nodiscard]] std::uint32_t chooseVersion(const wire::Frame& hello);

/// The payload of `welcome`.
[[nodiscard]] std::array<std::byte, 12> welcomePayload(const Limits& limits);

}  // namespace transom::core
