// SPDX-License-Identifier: MIT
#include "loops/epoll/timer_queue.h"

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <system_error>

#include <sys/timerfd.h>

namespace transom {

using namespace std::chrono_literals;

class TimerQueue::Timer final : public EventLoop::Registration {
 public:
  Timer(std::weak_ptr<TimerQueue> queue, Key key) : queue_(std::move(queue)), key_(key) {}
  ~Timer() override {
    if (const auto queue = queue_.lock()) queue->timers_.erase(key_);
  }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

 private:
  std::weak_ptr<TimerQueue> queue_;
  Key key_;
};

TimerQueue::TimerQueue() : timer_(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)) {
  if (!timer_.isOpen()) throw std::system_error(errno, std::generic_category(), "timerfd_create");
}

std::unique_ptr<EventLoop::Registration> TimerQueue::add(const std::shared_ptr<TimerQueue>& queue,
                                                         std::chrono::milliseconds delay,
                                                         std::function<void()> callback) {
  const Key key{Clock::now() + std::clamp<std::chrono::milliseconds>(delay, 0ms, EventLoop::kLongestDelay),
                ++queue->lastNumber_};
  queue->timers_.emplace(key, std::move(callback));
  queue->arm();
  return std::make_unique<Timer>(queue, key);
}

void TimerQueue::runDue() {
  std::uint64_t expirations = 0;
  static_cast<void>(::read(timer_.get(), &expirations, sizeof expirations));
  // Those that callbacks add wait for the next turn, even if they are due at once.
  const std::uint64_t lastOfThisTurn = lastNumber_;
  const auto now = Clock::now();
  for (auto next = timers_.begin(); next != timers_.end() && next->first.first <= now;) {
    if (next->first.second > lastOfThisTurn) {
      ++next;
      continue;
    }
    const auto due = timers_.extract(next);
    due.mapped()();
    next = timers_.begin();  // it may have changed anything
  }
  arm();
}

/// Of the first timer, in the clock of steady_clock, which is CLOCK_MONOTONIC on Linux.
void TimerQueue::arm() {
  itimerspec when{};
  if (!timers_.empty()) {
    const auto due = timers_.begin()->first.first.time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(due);
    when.it_value.tv_sec = static_cast<std::time_t>(seconds.count());
    when.it_value.tv_nsec = static_cast<long>(std::chrono::nanoseconds(due - seconds).count());
  }
  ::timerfd_settime(timer_.get(), TFD_TIMER_ABSTIME, &when, nullptr);
}

}  // namespace transom
