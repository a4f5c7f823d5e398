// SPDX-License-Identifier: MIT
#include "renderer/early_end.h"

#include <string>
#include <utility>

namespace transom::renderer {

std::unique_ptr<EarlyEnd> EarlyEnd::of(const InvokeOptions& options, EventLoop& loop, const Texts& texts,
                                       Callback end) {
  if (!options.timeout && !options.stop.stop_possible()) return nullptr;
  return std::make_unique<EarlyEnd>(options, loop, texts, std::move(end));
}

EarlyEnd::EarlyEnd(const InvokeOptions& options, EventLoop& loop, const Texts& texts, Callback end)
    : end_(std::make_shared<const Callback>(std::move(end))) {
  if (options.timeout) {
    const auto timeout = *options.timeout;
    timer_ = loop.callAfter(timeout, [callback = end_, text = std::string(texts.late), timeout] {
      (*callback)(Error("TimeoutError", text + " within " + std::to_string(timeout.count()) + " ms."));
    });
  }
  if (options.stop.stop_possible()) {
    // In the thread that requests it: so only what may be called from any.
    std::function<void()> onStop = [&loop, weak = std::weak_ptr(end_), text = std::string(texts.stopped)] {
      loop.post([weak, text] {
        if (const auto callback = weak.lock()) (*callback)(Error("AbortError", text));
      });
    };
    onStop_ = std::make_unique<std::stop_callback<std::function<void()>>>(options.stop, std::move(onStop));
  }
}

}  // namespace transom::renderer
