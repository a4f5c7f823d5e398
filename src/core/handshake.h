// SPDX-License-Identifier: MIT
#pragma once

#include "wire/frame_reader.h"

#include <transom/bytes.h>
#include <transom/limits.h>

#include <cstdint>
#include <string_view>

namespace transom::core {

/// The highest version that main and the sender of `hello` both speak; 0: none. PROTOCOL.md, section 9.
[[nodiscard]] std::uint32_t chooseVersion(const wire::Frame& hello);

/// The payload of `welcome`.
[[nodiscard]] Bytes welcomePayload(const Limits& limits, std::string_view preload);

}  // namespace transom::core
