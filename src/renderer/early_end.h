// SPDX-License-Identifier: MIT
#pragma once

#include <transom/error.h>
#include <transom/interfaces/event_loop.h>
#include <transom/ipc_renderer.h>

#include <functional>
#include <memory>
#include <stop_token>

namespace transom::renderer {

/// Waits for what may end a question before main does: its stop token, its timeout.
class EarlyEnd {
 public:
  /// `end` gets an AbortError or a TimeoutError.
  using Callback = std::function<void(const Error& why)>;

  /// What the messages of these say has happened.
  struct Texts {
    const char* stopped = nullptr;  ///< the whole message
    const char* late = nullptr;     ///< followed by ` within 5 ms.`
  };

  /// Null if there is nothing to wait for. `end` is called from inside the loop, which must outlive this, and may
  /// destroy this; not any more once this is gone.
  [[nodiscard]] static std::unique_ptr<EarlyEnd> of(const InvokeOptions& options, EventLoop& loop, const Texts& texts,
                                                    Callback end);

  EarlyEnd(const InvokeOptions& options, EventLoop& loop, const Texts& texts, Callback end);
  EarlyEnd(const EarlyEnd&) = delete;
  EarlyEnd& operator=(const EarlyEnd&) = delete;

 private:
  // Shared with what is posted when stop is requested, which may come too late.
  std::shared_ptr<const Callback> end_;
  std::unique_ptr<EventLoop::Registration> timer_;
  std::unique_ptr<std::stop_callback<std::function<void()>>> onStop_;
};

}  // namespace transom::renderer
