// SPDX-License-Identifier: MIT
#include "delays.h"

#include <transom/error.h>

#include <utility>

namespace transom::detail {
namespace {

Error aborted() {
  return {"AbortError", "The delay was aborted."};
}

}  // namespace

Delays::Delays(EventLoop& loop, std::shared_ptr<PostBox> home) : loop_(loop), home_(std::move(home)) {}

Task<void> Delays::add(std::chrono::milliseconds time, const std::stop_token& stop) {
  const TaskSource<void> source;
  if (closed_) return source.task();
  if (stop.stop_requested()) {
    source.reject(aborted());
    return source.task();
  }
  const std::uint64_t number = ++last_;
  Delay& delay = waiting_[number];
  delay.source = source;
  delay.timer = loop_.callAfter(time, [this, number] { end(number, false); });
  // Not here and now: whoever requests the stop is in the middle of something else, and may be any thread.
  delay.onStop = std::make_unique<StopCallback>(stop, [home = home_, weak = weak_from_this(), number] {
    home->post([weak, number] {
      if (const auto self = weak.lock()) self->end(number, true);
    });
  });
  return source.task();
}

void Delays::end(std::uint64_t number, bool stopped) {
  const auto delay = waiting_.extract(number);
  if (delay.empty()) return;
  if (stopped) {
    delay.mapped().source.reject(aborted());
  } else {
    delay.mapped().source.resolve();
  }
}

void Delays::close() {
  closed_ = true;
  const auto dropped = std::exchange(waiting_, {});
}

}  // namespace transom::detail
