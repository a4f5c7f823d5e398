// SPDX-License-Identifier: MIT
#pragma once

#include "codec/codec.h"
#include "peer/connection.h"
#include "renderer/incoming_stream.h"

#include <transom/bytes.h>
#include <transom/error.h>
#include <transom/interfaces/event_loop.h>
#include <transom/ipc_renderer.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string_view>

namespace transom::renderer {

/// The streams of main that are under way.
class OpenStreams final : private StreamHome {
 public:
  /// `document` is the process's one document. `onWritten` is called after each frame. What is handed in must outlive
  /// this.
  OpenStreams(std::uint32_t document, peer::Connection& connection, EventLoop& loop, const codec::DecodeLimits& limits,
              std::function<void()> onWritten);
  /// Those that are left are at their end.
  ~OpenStreams();
  OpenStreams(const OpenStreams&) = delete;
  OpenStreams& operator=(const OpenStreams&) = delete;

  /// The invoke with that number, which asks for a stream, has been sent.
  [[nodiscard]] std::shared_ptr<IncomingStream> add(std::uint32_t call, std::string_view channel,
                                                    const InvokeOptions& options);

  /// Main has sent a value. One of a stream that was cancelled meanwhile is dropped.
  void receive(std::uint32_t call, ByteView chunk);
  /// Main has sent the reply that ends a stream. @return whether it is one's
  bool settle(std::uint32_t call, bool failed, ByteView payload);
  /// Main is gone: all fail, after what has come of them.
  void failAll(const Error& error);

 private:
  void tellTaken(std::uint32_t call, std::uint32_t chunks) override;
  void tellCancelled(std::uint32_t call) override;

  std::uint32_t document_;
  peer::Connection& connection_;
  EventLoop& loop_;
  codec::DecodeLimits limits_;
  std::function<void()> onWritten_;
  std::map<std::uint32_t, std::shared_ptr<IncomingStream>> streams_;
};

}  // namespace transom::renderer
