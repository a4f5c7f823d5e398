// SPDX-License-Identifier: MIT
#pragma once

#include "base/file_descriptor.h"
#include "loops/epoll/post_queue.h"
#include "loops/epoll/timer_queue.h"

#include <transom/interfaces/event_loop.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <thread>

namespace transom {

/// A loop of nothing but the kernel's: epoll, an eventfd and a timerfd. All that it waits for is behind one descriptor,
/// so that it can be driven from inside any other loop. Belongs to the thread that makes it. Callbacks must not throw.
class EpollEventLoop final : public EventLoop {
 public:
  /// Throws std::system_error where the process has no descriptor left.
  EpollEventLoop();
  /// What was posted and has not run is dropped. Watches and timers must be gone.
  ~EpollEventLoop() override;
  EpollEventLoop(const EpollEventLoop&) = delete;
  EpollEventLoop& operator=(const EpollEventLoop&) = delete;

  [[nodiscard]] std::unique_ptr<DescriptorWatch> watch(int descriptor, std::function<void(Readiness)> onReady) override;
  [[nodiscard]] std::unique_ptr<Registration> callAfter(std::chrono::milliseconds delay,
                                                        std::function<void()> callback) override;
  void post(std::function<void()> task) override;
  [[nodiscard]] bool isLoopThread() const override;

  /// Readable when dispatch() has something to do.
  [[nodiscard]] int descriptor() const { return epoll_.get(); }
  /// Calls whatever is ready; never waits.
  void dispatch();
  /// Sleeps until something is ready.
  void wait() const;

 private:
  class Watch;
  class WatchState;
  /// By keys that are never used again, so that what the kernel reports late can't reach another one's watch.
  using WatchMap = std::map<std::uint64_t, std::shared_ptr<WatchState>>;

  void add(int descriptor, std::uint64_t key) const;

  FileDescriptor epoll_;
  std::thread::id thread_;
  // Shared with dispatch(), inside which the loop may end.
  std::shared_ptr<PostQueue> posts_;
  std::shared_ptr<TimerQueue> timers_;
  std::shared_ptr<WatchMap> watches_;
  std::uint64_t lastKey_;
};

}  // namespace transom
