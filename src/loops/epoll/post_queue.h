// SPDX-License-Identifier: MIT
#pragma once

#include "base/file_descriptor.h"

#include <deque>
#include <functional>
#include <mutex>

namespace transom {

/// The tasks that other threads, or the loop's own, have posted.
class PostQueue {
 public:
  /// Throws std::system_error.
  PostQueue();
  PostQueue(const PostQueue&) = delete;
  PostQueue& operator=(const PostQueue&) = delete;

  /// Readable when there is a task.
  [[nodiscard]] int descriptor() const { return event_.get(); }

  /// From any thread. Does nothing once it is shut.
  void add(std::function<void()> task);
  /// Runs tasks, in the order posted; what is posted meanwhile waits for the next turn. The loop's thread.
  void runSome();
  /// Nothing runs from now on.
  void shut();

 private:
  void takePosted();

  FileDescriptor event_;
  std::deque<std::function<void()>> taken_;  // the loop's thread only: older than all in posted_
  std::mutex mutex_;
  std::deque<std::function<void()>> posted_;
  bool shut_ = false;
};

}  // namespace transom
