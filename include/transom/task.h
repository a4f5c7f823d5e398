// SPDX-License-Identifier: MIT
#pragma once

#include <transom/task_state.h>

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <utility>

namespace transom {

/// The result of something that takes time. It runs whether or not anyone waits; dropping a Task drops the answer, not
/// the work.
///
/// - A coroutine awaits it: `const Value title = co_await contents.executeJavaScript("document.title");`
/// - Plain code gives it a callback: `contents.executeJavaScript("document.title").then([](const TaskResult<Value>& r)
/// {…});`
/// - A function that uses co_await returns a Task itself. It begins at once, in the caller.
///
/// Copies share one result. An error that nobody took is logged when the last copy goes. Main thread only.
template <class T>
class Task {
 public:
  struct promise_type;

  /// Whether the result is there.
  [[nodiscard]] bool isDone() const { return state_->isDone(); }

  /// Calls `callback` once with the result, now if it is there already. What the callback throws is logged.
  void then(std::function<void(const TaskResult<T>&)> callback) const { state_->then(std::move(callback)); }

  auto operator co_await() const {
    struct Awaiter {
      std::shared_ptr<detail::TaskState<T>> state;
      [[nodiscard]] bool await_ready() const { return state->isDone(); }
      void await_suspend(std::coroutine_handle<> waiting) const {
        state->then([waiting](const TaskResult<T>&) { waiting.resume(); });
      }
      T await_resume() const { return state->takeResult().value(); }
    };
    return Awaiter{state_};
  }

 private:
  template <class>
  friend class TaskSource;
  explicit Task(std::shared_ptr<detail::TaskState<T>> state) : state_(std::move(state)) {}
  std::shared_ptr<detail::TaskState<T>> state_;
};

/// The other end of a Task: whoever does the work holds it and settles it, once; later calls are ignored. Copies share
/// one Task.
template <class T>
class TaskSource {
 public:
  TaskSource() : state_(std::make_shared<detail::TaskState<T>>()) {}

  [[nodiscard]] Task<T> task() const { return Task<T>(state_); }
  void resolve(T value) const { keep()->settle(std::move(value)); }
  void reject(std::exception_ptr error) const { keep()->settle(std::move(error)); }
  template <class E>
  void reject(E error) const {
    reject(std::make_exception_ptr(std::move(error)));
  }
  /// What happens instead of the log line if an error is never taken.
  void onUnhandled(std::function<void(const std::exception_ptr&)> handler) const {
    state_->onUnhandled(std::move(handler));
  }

 private:
  // A callback may destroy whoever holds this source.
  [[nodiscard]] std::shared_ptr<detail::TaskState<T>> keep() const { return state_; }
  std::shared_ptr<detail::TaskState<T>> state_;
};

template <>
class TaskSource<void> {
 public:
  TaskSource() : state_(std::make_shared<detail::TaskState<void>>()) {}

  /// Treats an error that nobody has taken by now as one that nobody will take, though copies of the Task may be left.
  void giveUpIfUntaken() const { state_->giveUpIfUntaken(); }

  [[nodiscard]] Task<void> task() const { return Task<void>(state_); }
  void resolve() const { keep()->settle(); }
  void reject(std::exception_ptr error) const { keep()->settle(std::move(error)); }
  template <class E>
  void reject(E error) const {
    reject(std::make_exception_ptr(std::move(error)));
  }
  void onUnhandled(std::function<void(const std::exception_ptr&)> handler) const {
    state_->onUnhandled(std::move(handler));
  }

 private:
  // A callback may destroy whoever holds this source.
  [[nodiscard]] std::shared_ptr<detail::TaskState<void>> keep() const { return state_; }
  std::shared_ptr<detail::TaskState<void>> state_;
};

namespace detail {

template <class T>
struct TaskPromiseBase {
  TaskSource<T> source;
  Task<T> get_return_object() { return source.task(); }
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void unhandled_exception() { source.reject(std::current_exception()); }
};

}  // namespace detail

template <class T>
struct Task<T>::promise_type : detail::TaskPromiseBase<T> {
  void return_value(T value) { this->source.resolve(std::move(value)); }
};

template <>
struct Task<void>::promise_type : detail::TaskPromiseBase<void> {
  void return_void() { source.resolve(); }
};

}  // namespace transom
