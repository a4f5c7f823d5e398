// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace transom::test {

/// Bytes asked of operator new since the program began. Linking this replaces operator new. For tests of one thread.
[[nodiscard]] std::size_t allocatedBytes() noexcept;

}  // namespace transom::test
