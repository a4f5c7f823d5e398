// SPDX-License-Identifier: MIT
#pragma once

#include <transom/task_state.h>
#include <transom/thread_change.h>

#include <exception>
#include <functional>
#include <memory>
#include <utility>

namespace transom {

template <class T>
class Task;

namespace detail {

template <class T>
class TaskPromise;

/// What a TaskSource is, whatever its result.
template <class T>
class TaskSourceBase {
 public:
  TaskSourceBase() : state_(std::make_shared<TaskState<T>>()) { state_->addSource(); }
  TaskSourceBase(const TaskSourceBase& other) : state_(other.state_) {
    if (state_) state_->addSource();
  }
  TaskSourceBase(TaskSourceBase&& other) noexcept : state_(std::move(other.state_)) {}
  TaskSourceBase& operator=(TaskSourceBase other) noexcept {
    state_.swap(other.state_);
    return *this;
  }
  ~TaskSourceBase() {
    if (!state_ || !state_->removeSource()) return;
    if (isPoolThread()) {
      postHome([state = state_] { state->abandon(); });
    } else {
      state_->abandon();
    }
  }

  [[nodiscard]] Task<T> task() const;
  void reject(std::exception_ptr error) const { settle(std::move(error)); }
  template <class E>
  void reject(E error) const {
    reject(std::make_exception_ptr(std::move(error)));
  }
  /// What happens instead of the log line if an error is never taken.
  void onUnhandled(std::function<void(const std::exception_ptr&)> handler) const {
    state_->onUnhandled(std::move(handler));
  }
  /// Treats an error that nobody has taken by now as one that nobody will take, though copies of the Task may be left.
  void giveUpIfUntaken() const { state_->giveUpIfUntaken(); }

 protected:
  [[nodiscard]] const std::shared_ptr<TaskState<T>>& state() const { return state_; }
  template <class... Outcome>
  void settle(Outcome&&... outcome) const {
    requireNoPoolThread();
    const auto kept = state_;  // a callback may destroy whoever holds this source
    kept->settle(std::forward<Outcome>(outcome)...);
  }

 private:
  friend class TaskPromise<T>;
  std::shared_ptr<TaskState<T>> state_;
};

}  // namespace detail

/// The other end of a Task: whoever does the work holds it and settles it, once; later calls are ignored. Copies share
/// one Task; when the last one goes without having settled it, whoever waits for the Task is let go of. Main thread
/// only.
template <class T>
class TaskSource : public detail::TaskSourceBase<T> {
 public:
  /// Settles the Task with `value`.
  void resolve(T value) const { this->settle(std::move(value)); }
};

/// The other end of a Task without a value.
template <>
class TaskSource<void> : public detail::TaskSourceBase<void> {
 public:
  /// Settles the Task.
  void resolve() const { settle(); }
};

}  // namespace transom
