// SPDX-License-Identifier: MIT
#pragma once

#include "api/port_end.h"
#include "base/log.h"
#include "core/frame_sink.h"
#include "core/port_gate.h"
#include "peer/connection.h"
#include "wire/frame_reader.h"

#include <transom/bytes.h>
#include <transom/interfaces/event_loop.h>
#include <transom/limits.h>
#include <transom/message_port.h>

#include <functional>
#include <memory>
#include <string_view>
#include <utility>

namespace transom::renderer {

/// The ports of a native process: the same ends of channels as in main, seen from the other side of the connection.
class Ports final : private core::FrameSink {
 public:
  /// `document` is the process's one document. `onWritten` is called after each frame. What is handed in must outlive
  /// this.
  Ports(std::uint32_t document, peer::Connection& connection, EventLoop& loop, std::shared_ptr<const Log> log,
        const Limits& limits, std::function<void()> onWritten);
  ~Ports();
  Ports(const Ports&) = delete;
  Ports& operator=(const Ports&) = delete;

  /// Sends one value and gives ports away with it. Throws as MessagePortMain::postMessage(), before anything is given.
  void post(std::string_view channel, const Value& message, const MessagePorts& ports);

  /// A `postMessage` of main, taken apart.
  struct Arrival {
    ByteView value{};  ///< in the frame
    MessagePorts ports{};
  };
  [[nodiscard]] Arrival open(const wire::Frame& frame);
  /// Handles a `portMessage`.
  void receiveMessage(const wire::Frame& frame) { noteBroken(gate_.receiveMessage(frame)); }
  /// Handles a `portClose`.
  void receiveClose(const wire::Frame& frame) { gate_.receiveClose(frame); }

  /// Main is gone, and with it all other ends.
  void end() { gate_.closeDocument(document_); }

  /// The two ends of a new channel.
  [[nodiscard]] std::pair<std::shared_ptr<MessagePortMain>, std::shared_ptr<MessagePortMain>> newChannel() const;

 private:
  void write(wire::FrameHeader header, std::string_view channel, ByteView payload) override;
  /// What the socket doesn't take, the process waits for: nothing is ever queued.
  [[nodiscard]] std::size_t queuedBytes() const override { return 0; }
  void noteBroken(const std::string& why) const;

  std::uint32_t document_;
  peer::Connection& connection_;
  Limits limits_;
  std::function<void()> onWritten_;
  detail::PortTerms terms_;
  core::PortGate gate_;
};

}  // namespace transom::renderer
