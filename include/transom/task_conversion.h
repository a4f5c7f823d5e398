// SPDX-License-Identifier: MIT
#pragma once

#include <transom/convert.h>
#include <transom/task.h>
#include <transom/value.h>

#include <exception>
#include <type_traits>

namespace transom::detail {

/// The result of `task` as a T; void: no matter what it is. Fails with ConversionError, or as `task` does.
template <class T>
[[nodiscard]] Task<T> convertTask(const Task<Value>& task) {
  if constexpr (std::is_same_v<T, Value>) {
    return task;
  } else {
    const TaskSource<T> source;
    task.then([source](const TaskResult<Value>& result) {
      if (!result.ok()) return source.reject(result.error());
      try {
        if constexpr (std::is_void_v<T>) {
          source.resolve();
        } else {
          source.resolve(fromValue<T>(result.value()));
        }
      } catch (...) {
        source.reject(std::current_exception());
      }
    });
    return source.task();
  }
}

}  // namespace transom::detail
