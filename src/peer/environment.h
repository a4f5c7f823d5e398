// SPDX-License-Identifier: MIT
#pragma once

namespace transom::peer {

// How a program that main starts learns of its connection: PROTOCOL.md, section 1.

/// The number of the descriptor that is its end.
inline constexpr const char* kSocketVariable = "TRANSOM_FD";
/// The origin of its document: main's word, which it only repeats.
inline constexpr const char* kOriginVariable = "TRANSOM_ORIGIN";

/// The descriptor that main uses for it.
inline constexpr int kSocketDescriptor = 3;

}  // namespace transom::peer
