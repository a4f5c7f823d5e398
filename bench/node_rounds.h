// SPDX-License-Identifier: MIT
#pragma once

#include "samples.h"

#include <string_view>

namespace transom::bench {

/// Microseconds of a round trip of 16 B with a main process in JavaScript, which runs for this alone: node_main.js.
/// `kind` is `sync`, `reply` or `invoke`. Blocks: nothing else is measured meanwhile.
[[nodiscard]] Samples measureNode(std::string_view kind, const Budget& budget);

/// Messages per second from its page to it.
[[nodiscard]] Samples measureNodeBurst(const Budget& budget);

}  // namespace transom::bench
