// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <utility>

namespace transom::detail {

/// Owns a coroutine that waits. Whoever can't resume it any more lets this go, which destroys the coroutine with all
/// that it holds.
class SuspendedCoroutine {
 public:
  explicit SuspendedCoroutine(std::coroutine_handle<> handle) : handle_(handle) {}
  SuspendedCoroutine(SuspendedCoroutine&& other) noexcept : handle_(other.release()) {}
  SuspendedCoroutine& operator=(SuspendedCoroutine&&) = delete;
  ~SuspendedCoroutine() {
    if (handle_) handle_.destroy();
  }

  void resume() { release().resume(); }
  /// It is somebody else's from now on.
  std::coroutine_handle<> release() noexcept { return std::exchange(handle_, nullptr); }

 private:
  std::coroutine_handle<> handle_;
};

}  // namespace transom::detail
