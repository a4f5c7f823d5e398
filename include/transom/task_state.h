// SPDX-License-Identifier: MIT
#pragma once

#include <transom/export.h>
#include <transom/suspended_coroutine.h>

#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace transom {

/// What a Task came to: a value or an error.
template <class T>
class TaskResult {
 public:
  /// A value.
  explicit TaskResult(T value) : outcome_(std::move(value)) {}
  /// An error; not null.
  explicit TaskResult(std::exception_ptr error) : outcome_(std::move(error)) {}

  /// Whether it is a value.
  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(outcome_); }
  /// The value; throws the error if there is none.
  [[nodiscard]] const T& value() const {
    if (!ok()) std::rethrow_exception(std::get<std::exception_ptr>(outcome_));
    return std::get<T>(outcome_);
  }
  /// The error, or null.
  [[nodiscard]] std::exception_ptr error() const { return ok() ? nullptr : std::get<std::exception_ptr>(outcome_); }

 private:
  std::variant<T, std::exception_ptr> outcome_;
};

/// What a Task without a value came to: its end or an error.
template <>
class TaskResult<void> {
 public:
  TaskResult() = default;
  /// An error; null: none.
  explicit TaskResult(std::exception_ptr error) : error_(std::move(error)) {}

  /// Whether there is no error.
  [[nodiscard]] bool ok() const { return !error_; }
  /// Throws the error if there is one.
  void value() const {
    if (error_) std::rethrow_exception(error_);
  }
  /// The error, or null.
  [[nodiscard]] std::exception_ptr error() const { return error_; }

 private:
  std::exception_ptr error_;
};

namespace detail {

/// Logs an error that came out where nobody can catch it.
TRANSOM_API void logUnhandled(const char* where, const std::exception_ptr& error);

/// What a Task and its TaskSources share.
template <class T>
class TaskState {
 public:
  using Callback = std::function<void(const TaskResult<T>&)>;

  TaskState() = default;
  TaskState(const TaskState&) = delete;
  TaskState& operator=(const TaskState&) = delete;
  ~TaskState() { giveUpIfUntaken(); }

  void giveUpIfUntaken() {
    if (!result_ || result_->ok() || std::exchange(taken_, true)) return;
    if (unhandled_) {
      unhandled_(result_->error());
    } else {
      logUnhandled("task", result_->error());
    }
  }

  [[nodiscard]] bool isDone() const { return result_.has_value(); }
  [[nodiscard]] const TaskResult<T>& takeResult() {
    taken_ = true;
    return *result_;
  }
  void onUnhandled(std::function<void(const std::exception_ptr&)> handler) { unhandled_ = std::move(handler); }

  void then(Callback callback) {
    taken_ = true;
    if (result_) {
      call(callback);
    } else if (!abandoned_) {
      waiting_.push_back({std::move(callback), SuspendedCoroutine(nullptr)});
    }
  }
  /// Resumes `coroutine` when the result is there.
  void resume(SuspendedCoroutine coroutine) {
    taken_ = true;
    if (result_) {
      coroutine.resume();
    } else if (!abandoned_) {
      waiting_.push_back({nullptr, std::move(coroutine)});
    }
  }

  /// Only the first call counts. The outcome is made in place from `outcome`: a value, an error, or nothing.
  template <class... Outcome>
  void settle(Outcome&&... outcome) {
    if (result_) return;
    result_.emplace(std::forward<Outcome>(outcome)...);
    for (Waiter& waiter : std::exchange(waiting_, {})) wake(waiter);
  }

  void addSource() noexcept { sources_.fetch_add(1, std::memory_order_relaxed); }
  /// @return whether there is a result to come and nobody left to give it
  [[nodiscard]] bool removeSource() noexcept {
    return sources_.fetch_sub(1, std::memory_order_acq_rel) == 1 && !result_;
  }
  /// There will be no result: whoever waits for it is let go of.
  void abandon() {
    abandoned_ = true;
    const std::vector<Waiter> dropped = std::exchange(waiting_, {});
  }

 private:
  /// One of both.
  struct Waiter {
    Callback callback;
    SuspendedCoroutine coroutine;
  };

  void wake(Waiter& waiter) {
    if (waiter.callback) {
      call(waiter.callback);
    } else {
      waiter.coroutine.resume();
    }
  }
  void call(const Callback& callback) {
    try {
      callback(*result_);
    } catch (...) {
      logUnhandled("callback of a task", std::current_exception());
    }
  }

  std::optional<TaskResult<T>> result_;
  std::vector<Waiter> waiting_;
  std::function<void(const std::exception_ptr&)> unhandled_;
  std::atomic<int> sources_ = 0;  // may go in any thread, with what holds them
  bool taken_ = false;
  bool abandoned_ = false;
};

}  // namespace detail
}  // namespace transom
