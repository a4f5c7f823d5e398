// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace transom::core {

/// What a web frame shows between two navigations: 1, 2, … on each connection, never used again. 0: none.
using DocumentId = std::uint32_t;

}  // namespace transom::core
