// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace transom {

/// Bytes that are owned. In a page: a Uint8Array.
using Bytes = std::vector<std::byte>;

/// Bytes that somebody else owns, valid only as long as the function that takes or hands them out says.
using ByteView = std::span<const std::byte>;

}  // namespace transom
