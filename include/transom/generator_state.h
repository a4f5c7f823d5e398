// SPDX-License-Identifier: MIT
#pragma once

#include <transom/task_state.h>

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

namespace transom::detail {

/// What an AsyncGenerator, its coroutine, and whoever waits for its next value share. The coroutine lives no longer
/// than this, and this no shorter than the coroutine.
template <class T>
class GeneratorState : public std::enable_shared_from_this<GeneratorState<T>> {
 public:
  GeneratorState() = default;
  GeneratorState(const GeneratorState&) = delete;
  GeneratorState& operator=(const GeneratorState&) = delete;

  /// Runs the coroutine up to its next value or its end. True: it is there, for take(). False: it takes time, and
  /// `ready` is called once it has got so far.
  bool advance(std::function<void()> ready) {
    if (phase_ == Phase::running) throw std::logic_error("AsyncGenerator::next() while the last one is under way");
    if (phase_ == Phase::ended) return true;
    const auto self = this->shared_from_this();
    phase_ = Phase::running;
    coroutine_.resume();
    if (phase_ != Phase::running) return true;
    ready_ = std::move(ready);
    return false;
  }

  /// The value that advance() has led to; nothing at the end. Throws what the coroutine threw, once.
  std::optional<T> take() {
    if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
    return std::exchange(value_, std::nullopt);
  }

  /// Nobody wants another value: destroys the coroutine, now if it has not begun or is at a `co_yield`, else as soon as
  /// it comes to one.
  void close() {
    closed_ = true;
    if (phase_ == Phase::suspended) destroy();
  }

  /// Keeps `object` for as long as the coroutine may refer to it.
  void keep(std::shared_ptr<const void> object) { kept_ = std::move(object); }

  // What the coroutine does: from whatever thread it is in, what it gives; from the main thread, how far it has got.

  void attach(std::coroutine_handle<> coroutine) { coroutine_ = coroutine; }
  template <class Given>
  void setValue(Given&& value) {
    value_.emplace(std::forward<Given>(value));
  }
  void setError(std::exception_ptr error) { error_ = std::move(error); }
  /// The coroutine is suspended at a `co_yield`.
  void yielded() {
    const auto self = this->shared_from_this();
    phase_ = Phase::suspended;
    if (closed_) destroy();
    tell();
  }
  /// The coroutine is suspended at its end.
  void returned() {
    const auto self = this->shared_from_this();
    destroy();
    tell();
  }

 private:
  enum class Phase { suspended, running, ended };

  /// What a coroutine destroys may come back here.
  void destroy() {
    const auto self = this->shared_from_this();
    phase_ = Phase::ended;
    value_.reset();
    std::exchange(coroutine_, nullptr).destroy();
  }

  void tell() {
    const auto ready = std::exchange(ready_, nullptr);
    if (!ready) return;
    try {
      ready();
    } catch (...) {
      logUnhandled("callback of an async generator", std::current_exception());
    }
  }

  Phase phase_ = Phase::suspended;
  bool closed_ = false;
  std::coroutine_handle<> coroutine_;
  std::optional<T> value_;
  std::exception_ptr error_;
  std::function<void()> ready_;
  std::shared_ptr<const void> kept_;
};

}  // namespace transom::detail
