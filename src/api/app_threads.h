// SPDX-License-Identifier: MIT
#pragma once

#include "base/thread_pool.h"
#include "pool_thread.h"
#include "post_box.h"

#include <transom/interfaces/event_loop.h>
#include <transom/suspended_coroutine.h>

#include <coroutine>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace transom::detail {

/// The threads that coroutines of one application run in: the main one, and a pool that is started when it is needed
/// first.
class AppThreads final : private HomewardWay {
 public:
  /// Made in the thread of `loop`, the main thread. `home` leads there.
  AppThreads(EventLoop& loop, std::shared_ptr<PostBox> home);
  ~AppThreads();
  AppThreads(const AppThreads&) = delete;
  AppThreads& operator=(const AppThreads&) = delete;

  [[nodiscard]] bool isMainThread() const { return loop_.isLoopThread(); }
  [[nodiscard]] bool isOwnPoolThread() const;

  /// Resumes `waiting` in a thread of the pool. Any thread may call it. Throws std::system_error if there is none.
  void goToPool(std::coroutine_handle<> waiting);
  /// Resumes `waiting` in the main thread.
  void goHome(std::coroutine_handle<> waiting);

  /// Waits for what runs in the pool. What waits for a thread, the main one too, is destroyed here, in the main thread.
  void stop();

 private:
  void postHome(std::function<void()> task) override;

  /// Tasks on their way. They wait here and not in the loop, so that stop() can take them off while the application is
  /// whole.
  struct Homeward {
    void runOne();

    std::mutex mutex;
    std::deque<std::function<void()>> tasks;
  };

  EventLoop& loop_;
  std::shared_ptr<PostBox> home_;
  std::shared_ptr<Homeward> homeward_;
  ThreadPool pool_;
};

}  // namespace transom::detail
