// SPDX-License-Identifier: MIT
#pragma once

#include <transom/export.h>

#include <coroutine>
#include <functional>

namespace transom {

namespace detail {

class AppThreads;

/// Whether the caller is a thread of an application's pool: no Task belongs to it.
[[nodiscard]] TRANSOM_API bool isPoolThread() noexcept;

/// Has the main thread of the application run `task`, which is destroyed there in any case. Only for threads of its
/// pool.
TRANSOM_API void postHome(std::function<void()> task);

/// Throws std::logic_error on a thread of an application's pool.
TRANSOM_API void requireNoPoolThread();

}  // namespace detail

/// What `co_await app.onThreadPool()` and `co_await app.onMainThread()` wait for. Any coroutine may, not only those
/// that give a Task.
class TRANSOM_API ThreadChange {
 public:
  /// Where to.
  enum class To {
    mainThread,  ///< the application's loop
    pool,        ///< any thread of the application's pool
  };

  /// For the library: App::onThreadPool() and App::onMainThread() make it.
  ThreadChange(detail::AppThreads& threads, To to) : threads_(threads), to_(to) {}

  /// Whether the caller is there already.
  [[nodiscard]] bool await_ready() const;
  /// Takes `waiting` along. If the application ends before it has come there, it is destroyed, on the main thread.
  void await_suspend(std::coroutine_handle<> waiting) const;
  /// Nothing comes of it.
  void await_resume() const noexcept {}

 private:
  detail::AppThreads& threads_;
  To to_;
};

}  // namespace transom
