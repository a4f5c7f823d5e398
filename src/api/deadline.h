// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/event_loop.h>
#include <transom/task.h>
#include <transom/value.h>

#include <chrono>

namespace transom::detail {

/// `answer`, or a TimeoutError if it has not come after `timeout`. Call it in the thread of `loop`, which must live
/// until the answer is there.
[[nodiscard]] Task<Value> withDeadline(const Task<Value>& answer, std::chrono::milliseconds timeout, EventLoop& loop);

}  // namespace transom::detail
