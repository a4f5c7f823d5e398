// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/event_loop.h>

#include <functional>
#include <mutex>
#include <stdexcept>
#include <utility>

namespace transom::detail {

/// The way to the main thread for those who may outlive the application. Any thread.
struct PostBox {
  explicit PostBox(EventLoop& target) : loop(&target) {}

  void post(std::function<void()> task) {
    const std::lock_guard lock(mutex);
    if (loop) loop->post(std::move(task));
  }
  /// Throws std::logic_error on any other thread than the main one, as long as there is a loop that can tell.
  void requireLoopThread() {
    const std::lock_guard lock(mutex);
    if (loop && !loop->isLoopThread()) {
      throw std::logic_error(
          "Transom belongs to the main thread: come here with App::post(), or send through WebContents::sender()");
    }
  }
  void close() {
    const std::lock_guard lock(mutex);
    loop = nullptr;
  }

  std::mutex mutex;
  EventLoop* loop;
};

}  // namespace transom::detail
