// SPDX-License-Identifier: MIT
#pragma once

#include <transom/task_promise.h>
#include <transom/task_source.h>
#include <transom/task_state.h>
#include <transom/thread_change.h>

#include <coroutine>
#include <functional>
#include <memory>
#include <utility>

namespace transom {

/// The result of something that takes time. It runs whether or not anyone waits; dropping a Task drops the answer, not
/// the work.
///
/// - A coroutine awaits it: `const Value title = co_await contents.executeJavaScript("document.title");`
/// - Plain code gives it a callback: `contents.executeJavaScript("document.title").then([](const auto& result) {…});`
/// - A function that uses co_await returns a Task itself. It begins at once, in the caller.
///
/// Copies share one result. An error that nobody took is logged when the last copy goes. If nobody is left who could
/// settle it, callbacks are dropped, and coroutines that wait for it are destroyed.
///
/// Main thread only, with one exception: a coroutine that is in the application's pool (App::onThreadPool()) may await
/// a Task, which brings it back to the main thread. A coroutine that ends in the pool has its result, its parameters
/// and what its caller keeps for it brought to the main thread; its local variables go where it ends.
template <class T>
class Task {
 public:
  struct promise_type;

  /// Whether the result is there.
  [[nodiscard]] bool isDone() const {
    detail::requireNoPoolThread();
    return state_->isDone();
  }

  /// Calls `callback` once with the result, now if it is there already. What the callback throws is logged.
  void then(std::function<void(const TaskResult<T>&)> callback) const {
    detail::requireNoPoolThread();
    state_->then(std::move(callback));
  }

  /// Waits for the task: gives its value, or throws its error. If nobody is left to settle it, the coroutine that waits
  /// is destroyed.
  auto operator co_await() const {
    struct Awaiter {
      std::shared_ptr<detail::TaskState<T>> state;
      [[nodiscard]] bool await_ready() const { return !detail::isPoolThread() && state->isDone(); }
      void await_suspend(std::coroutine_handle<> waiting) const {
        const auto kept = state;  // this awaiter goes with the coroutine
        if (!detail::isPoolThread()) return kept->resume(detail::SuspendedCoroutine(waiting));
        detail::postHome(
            [kept, owner = std::make_shared<detail::SuspendedCoroutine>(waiting)] { kept->resume(std::move(*owner)); });
      }
      T await_resume() const { return state->takeResult().value(); }
    };
    return Awaiter{state_};
  }

 private:
  template <class>
  friend class detail::TaskSourceBase;
  explicit Task(std::shared_ptr<detail::TaskState<T>> state) : state_(std::move(state)) {}
  std::shared_ptr<detail::TaskState<T>> state_;
};

namespace detail {

template <class T>
Task<T> TaskSourceBase<T>::task() const {
  return Task<T>(state());
}

}  // namespace detail

template <class T>
struct Task<T>::promise_type : detail::TaskPromise<T> {
  Task<T> get_return_object() { return this->source().task(); }
  void return_value(T value) { this->end(std::move(value)); }
};

template <>
struct Task<void>::promise_type : detail::TaskPromise<void> {
  Task<void> get_return_object() { return source().task(); }
  void return_void() { end(); }
};

}  // namespace transom
