// SPDX-License-Identifier: MIT
#pragma once

#include <transom/suspended_coroutine.h>
#include <transom/task_source.h>
#include <transom/thread_change.h>

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace transom::detail {

/// The last step of a coroutine: one that ends in a thread of the pool is settled and destroyed in the main thread.
struct EndAtHome {
  [[nodiscard]] bool await_ready() const noexcept { return !isPoolThread(); }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
    // Nothing of it stays here: the main thread may be faster than the end of this function.
    postHome([owner = std::make_shared<SuspendedCoroutine>(ended), ended] { ended.promise().settleLate(); });
  }
  void await_resume() const noexcept {}
};

/// What the compiler asks of a coroutine that gives a Task, whatever its result.
template <class T>
class TaskPromise {
 public:
  std::suspend_never initial_suspend() noexcept { return {}; }
  EndAtHome final_suspend() noexcept { return {}; }
  void unhandled_exception() { end(std::current_exception()); }

  /// In the main thread, after an end elsewhere.
  void settleLate() { source_.settle(std::move(*late_)); }

 protected:
  [[nodiscard]] const TaskSource<T>& source() const { return source_; }

  template <class... Outcome>
  void end(Outcome&&... outcome) {
    if (isPoolThread()) {
      late_.emplace(std::forward<Outcome>(outcome)...);
    } else {
      source_.settle(std::forward<Outcome>(outcome)...);
    }
  }

 private:
  TaskSource<T> source_;
  std::optional<TaskResult<T>> late_;
};

}  // namespace transom::detail
