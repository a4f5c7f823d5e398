// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace transom {

/// A few threads for work that would keep another one busy. A thread is started when there is a job and no idle one,
/// up to a number; jobs beyond that wait, in the order given. How many may wait is not bounded here.
class ThreadPool {
 public:
  using Job = std::function<void()>;

  /// `onThreadStart` is called first in every thread.
  explicit ThreadPool(std::size_t maxThreads, std::function<void()> onThreadStart = {});
  /// stop().
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  /// Runs `job`, which must not throw, in one of the threads. Any thread may call it. Throws std::system_error if there
  /// is no thread and none can be started. After close() it is only kept, to be destroyed with the pool.
  void run(Job job);

  /// No job begins any more.
  void close();
  /// close(); waits for the jobs that run; those that wait are destroyed in the calling thread, which must be none of
  /// the pool.
  void stop();

 private:
  void requireThread();
  void work();

  const std::size_t maxThreads_;
  const std::function<void()> onThreadStart_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  std::size_t idle_ = 0;
  bool closed_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace transom
