// SPDX-License-Identifier: MIT
#include "renderer/pending_invokes.h"

#include "renderer/invoke_error.h"

#include <exception>
#include <utility>

namespace transom::renderer {

PendingInvokes::PendingInvokes(EventLoop& loop, const codec::DecodeLimits& limits,
                               std::function<void(std::uint32_t)> tellMain)
    : loop_(loop), limits_(limits), tellMain_(std::move(tellMain)), self_(std::make_shared<PendingInvokes*>(this)) {}

Task<Value> PendingInvokes::add(std::uint32_t call, std::string_view channel, const InvokeOptions& options) {
  Pending& pending = calls_[call];
  pending.channel = channel;
  Task<Value> task = pending.source.task();
  if (options.timeout) {
    const auto timeout = *options.timeout;
    pending.timer = loop_.callAfter(timeout, [this, call, timeout] {
      cancel(call, Error("TimeoutError", "No answer came within " + std::to_string(timeout.count()) + " ms."));
    });
  }
  if (options.stop.stop_possible()) {
    // In the thread that requests it: so only what may be called from any.
    std::function<void()> onStop = [loop = &loop_, weak = std::weak_ptr(self_), call] {
      loop->post([weak, call] {
        if (const auto self = weak.lock()) (*self)->cancel(call, Error("AbortError", "The invoke was cancelled."));
      });
    };
    pending.onStop = std::make_unique<std::stop_callback<std::function<void()>>>(options.stop, std::move(onStop));
  }
  return task;
}

void PendingInvokes::settle(std::uint32_t call, bool failed, ByteView payload) {
  const auto node = calls_.extract(call);
  if (node.empty()) return;
  const Pending& pending = node.mapped();
  if (failed) return pending.source.reject(remoteError(pending.channel, payload, limits_));
  try {
    pending.source.resolve(codec::decodeValue(payload, limits_));
  } catch (const codec::DecodeError&) {
    pending.source.reject(std::current_exception());
  }
}

void PendingInvokes::cancel(std::uint32_t call, const Error& why) {
  const auto node = calls_.extract(call);
  if (node.empty()) return;
  tellMain_(call);
  node.mapped().source.reject(why);
}

void PendingInvokes::failAll(const Error& error) {
  for (const auto& [call, pending] : std::exchange(calls_, {})) pending.source.reject(error);
}

}  // namespace transom::renderer
