// SPDX-License-Identifier: MIT
#pragma once

#include "post_box.h"

#include <transom/interfaces/event_loop.h>
#include <transom/task.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>

namespace transom::detail {

/// Those who wait for time to pass. Main thread only.
class Delays : public std::enable_shared_from_this<Delays> {
 public:
  Delays(EventLoop& loop, std::shared_ptr<PostBox> home);

  /// Done after `time`; fails with an AbortError in the turn of the loop after stop was requested, from whichever
  /// thread.
  [[nodiscard]] Task<void> add(std::chrono::milliseconds time, const std::stop_token& stop);

  /// Nobody comes back from waiting any more: whoever waits now or later is let go of.
  void close();

 private:
  using StopCallback = std::stop_callback<std::function<void()>>;
  struct Delay {
    TaskSource<void> source{};
    std::unique_ptr<EventLoop::Registration> timer{};
    std::unique_ptr<StopCallback> onStop{};
  };

  void end(std::uint64_t number, bool stopped);

  EventLoop& loop_;
  std::shared_ptr<PostBox> home_;
  std::map<std::uint64_t, Delay> waiting_;
  std::uint64_t last_ = 0;
  bool closed_ = false;
};

}  // namespace transom::detail
