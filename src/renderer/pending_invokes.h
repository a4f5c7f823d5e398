// SPDX-License-Identifier: MIT
#pragma once

#include "codec/codec.h"
#include "renderer/early_end.h"

#include <transom/bytes.h>
#include <transom/error.h>
#include <transom/interfaces/event_loop.h>
#include <transom/ipc_renderer.h>
#include <transom/task.h>
#include <transom/value.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace transom::renderer {

/// The questions that main has not answered yet. Each is settled exactly once. Settling one may do anything, also end
/// whoever owns this: it is the last step of each function.
class PendingInvokes {
 public:
  /// `tellMain` is called with the number of an invoke that nobody waits for any more. `loop` must outlive this.
  PendingInvokes(EventLoop& loop, const codec::DecodeLimits& limits, std::function<void(std::uint32_t call)> tellMain)
      : loop_(loop), limits_(limits), tellMain_(std::move(tellMain)) {}
  PendingInvokes(const PendingInvokes&) = delete;
  PendingInvokes& operator=(const PendingInvokes&) = delete;

  /// The invoke with that number has been sent.
  [[nodiscard]] Task<Value> add(std::uint32_t call, std::string_view channel, const InvokeOptions& options);

  /// Main has answered. An answer to what was cancelled meanwhile is dropped.
  void settle(std::uint32_t call, bool failed, ByteView payload);

  /// Main is gone: all fail.
  void failAll(const Error& error);

 private:
  struct Pending {
    TaskSource<Value> source;
    std::string channel;
    std::unique_ptr<EarlyEnd> earlyEnd{};
  };
  using Calls = std::map<std::uint32_t, Pending>;

  void cancel(std::uint32_t call, const Error& why);

  EventLoop& loop_;
  codec::DecodeLimits limits_;
  std::function<void(std::uint32_t)> tellMain_;
  Calls calls_;
};

}  // namespace transom::renderer
