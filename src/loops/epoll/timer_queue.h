// SPDX-License-Identifier: MIT
#pragma once

#include "base/file_descriptor.h"

#include <transom/interfaces/event_loop.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>

namespace transom {

/// The timers of one loop, over one descriptor.
class TimerQueue {
 public:
  using Clock = std::chrono::steady_clock;

  /// Throws std::system_error.
  TimerQueue();
  TimerQueue(const TimerQueue&) = delete;
  TimerQueue& operator=(const TimerQueue&) = delete;

  /// Readable when a timer is due.
  [[nodiscard]] int descriptor() const { return timer_.get(); }

  /// Calls `callback` once, not before `delay` has passed, unless the result goes before. That may outlive the loop.
  [[nodiscard]] static std::unique_ptr<EventLoop::Registration> add(const std::shared_ptr<TimerQueue>& queue,
                                                                    std::chrono::milliseconds delay,
                                                                    std::function<void()> callback);
  /// Calls what is due.
  void runDue();

 private:
  /// When, and in which order of those that are due at once.
  using Key = std::pair<Clock::time_point, std::uint64_t>;
  class Timer;

  void arm();

  FileDescriptor timer_;
  std::map<Key, std::function<void()>> timers_;
  std::uint64_t lastNumber_ = 0;
};

}  // namespace transom
