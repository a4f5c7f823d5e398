// SPDX-License-Identifier: MIT
#pragma once

#include "wire/frame_header.h"

#include <string>

namespace transom::core {

/// Whether this version knows the kind at all. A frame of an unknown one is skipped if it is optional.
[[nodiscard]] bool isKnownKind(wire::Kind kind);

/// The name that PROTOCOL.md gives to a known kind.
[[nodiscard]] const char* nameOf(wire::Kind kind);

/// Why a page may not send a frame of this known kind with this
/// header, or nothing: PROTOCOL.md, section 3, column by column.
[[nodiscard]] std::string violationOf(const wire::FrameHeader& header);

}  // namespace transom::core
