// SPDX-License-Identifier: MIT
#include "renderer/pending_invokes.h"

#include "renderer/invoke_error.h"

#include <exception>
#include <utility>

namespace transom::renderer {

Task<Value> PendingInvokes::add(std::uint32_t call, std::string_view channel, const InvokeOptions& options) {
  Pending& pending = calls_[call];
  pending.channel = channel;
  pending.earlyEnd = EarlyEnd::of(options, loop_, {.stopped = "The invoke was cancelled.", .late = "No answer came"},
                                  [this, call](const Error& why) { cancel(call, why); });
  return pending.source.task();
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
