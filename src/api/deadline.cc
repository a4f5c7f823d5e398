// SPDX-License-Identifier: MIT
#include "deadline.h"

#include <transom/error.h>

#include <memory>
#include <string>

namespace transom::detail {

Task<Value> withDeadline(const Task<Value>& answer, std::chrono::milliseconds timeout, EventLoop& loop) {
  const TaskSource<Value> source;
  std::shared_ptr<EventLoop::Registration> timer = loop.callAfter(timeout, [source, timeout] {
    source.reject(Error("TimeoutError", "No answer came within " + std::to_string(timeout.count()) + " ms."));
  });
  answer.then([source, timer](const TaskResult<Value>& result) mutable {
    timer.reset();
    if (result.ok()) {
      source.resolve(result.value());
    } else {
      source.reject(result.error());
    }
  });
  return source.task();
}

}  // namespace transom::detail
