// SPDX-License-Identifier: MIT
#pragma once

#include "samples.h"

#include <transom/task.h>

#include <cstddef>
#include <functional>

namespace transom::bench {

/// What the rows of streams have in common: ours, the peer's and the floor.
inline constexpr std::size_t kStreamChunkBytes = std::size_t{64} << 10;
inline constexpr std::size_t kStreamBytes = 1'000 * kStreamChunkBytes;

/// MB/s of `stream`, which is run for as long as there is time, at least twice; the first time warms up.
Task<Samples> repeatStream(std::function<Task<Samples>()> stream, Budget budget);

}  // namespace transom::bench
