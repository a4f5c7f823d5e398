// SPDX-License-Identifier: MIT
#pragma once

#include "core/reply.h"
#include "core/stream_flow.h"

#include <transom/bytes.h>

#include <functional>
#include <memory>
#include <utility>

namespace transom::core {

/// Main's end of one stream: its chunks, and its one end. Dropping it without an end fails the stream with the Error
/// `reply was never sent`. Belongs to the loop's thread; may outlive the session, and then does nothing.
class StreamReply {
 public:
  StreamReply(const std::weak_ptr<ReplySink>& sink, ReplySink::Call call, std::shared_ptr<StreamFlow> flow)
      : sink_(sink), call_(call), flow_(std::move(flow)), end_(sink, call) {}

  /// Whether the page has taken enough of what it was sent for another chunk.
  [[nodiscard]] bool hasRoom() const { return flow_->hasRoom(); }
  /// `callback` is called whenever that may have become true again.
  void onRoom(std::function<void()> callback) { flow_->onRoom(std::move(callback)); }

  /// Sends a value, encoded. REQUIRES: hasRoom(). Throws std::length_error if it has more than maxMessageBytes.
  void send(ByteView payload);

  /// The stream is over. Only the first of both counts.
  void end();
  /// The same with an error, encoded as that of an invoke.
  void fail(ByteView payload) { end_.fail(payload); }

 private:
  std::weak_ptr<ReplySink> sink_;
  ReplySink::Call call_;
  std::shared_ptr<StreamFlow> flow_;
  Reply end_;
};

}  // namespace transom::core
