// SPDX-License-Identifier: MIT
#pragma once

#include "base/patience.h"
#include "wire/frame_header.h"
#include "wire/frame_reader.h"

#include <transom/bytes.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace transom::peer {

/// What main said in `welcome`.
struct Settings {
  bool ipcExposed = false;
  bool ipcInSubFrames = false;
  bool isolated = false;
  std::string preload{};
  std::string preloadUrl{};
  std::uint64_t maxMessageBytes = 0;
  std::uint32_t maxChannelBytes = 0;
  std::uint32_t maxPendingCalls = 0;
};

/// The other end of a connection than main's: whole frames, over a socket that blocks. Whoever owns it waits for
/// descriptor() in a loop of his own, and calls deliverSome().
///
/// A call that waits (post() on a full socket, postSync()) goes on reading; frames that come meanwhile are handed to
/// `onFrame` later, in order, by deliverSome(). All of it belongs to one thread.
class Connection {
 public:
  using FrameHandler = std::function<void(const wire::FrameHeader&, ByteView frame)>;

  /// Takes over `socket`, the connected end that main does not hold.
  Connection(int socket, FrameHandler onFrame);
  virtual ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Says `hello` and waits for main's answer. Nothing if main refuses or is gone: refusal() tells which.
  std::optional<Settings> handshake();
  /// Why main refused, as it says; empty if it did not.
  [[nodiscard]] const std::string& refusal() const { return refusal_; }

  [[nodiscard]] bool isOpen() const { return socket_ >= 0; }
  /// -1: closed.
  [[nodiscard]] int descriptor() const { return socket_; }

  /// Closes; what has come and was not delivered yet is dropped.
  void shut();

  /// Sends one whole frame; returns when the kernel has it. False: the connection is gone.
  bool post(ByteView frame);
  bool post(const wire::FrameHeader& header, std::string_view channel, ByteView payload);

  /// Whether one more call may wait for main's answer: over its limit main ends the connection. Whoever asks looks
  /// first.
  [[nodiscard]] bool mayCall() const { return pendingCalls_ < maxPendingCalls_; }

  /// Numbers the `invoke` frame, and sends it. @return its number; nothing: the connection is gone.
  std::optional<std::uint32_t> postCall(std::span<std::byte> frame);
  std::optional<std::uint32_t> postCall(wire::FrameHeader header, std::string_view channel, ByteView payload);

  /// Numbers the `syncCall` frame, sends it, and waits for its reply frame, which is valid until the next call of
  /// anything here. Nothing: the connection is gone.
  std::optional<ByteView> postSync(std::span<std::byte> frame);
  std::optional<ByteView> postSync(wire::FrameHeader header, std::string_view channel, ByteView payload);

  /// Whether a frame waits here to be delivered, which the descriptor doesn't tell.
  [[nodiscard]] bool hasFrame() const;

  /// Hands over what has come, some of it, and reads once, without waiting, if nothing has. After it the connection may
  /// be closed. `onFrame` may call anything here, and shut().
  void deliverSome();

 protected:
  /// The socket is about to be closed. Not called by the destructor.
  virtual void closing() {}
  void close();

 private:
  struct HeldFrame {
    wire::FrameHeader header;
    Bytes bytes;
  };

  std::uint32_t nextCall();
  std::uint32_t number(std::span<std::byte> frame);
  void note(const wire::FrameHeader& delivered);
  std::optional<ByteView> awaitReply(std::uint32_t call);
  bool writeAll(ByteView head, ByteView body);
  bool waitWritable();
  bool readSome(int flags);
  bool deliverOne();

  int socket_;
  FrameHandler onFrame_;
  wire::FrameReader reader_;
  std::deque<HeldFrame> held_;  // came while a call was waiting; older than all that reader_ holds
  std::uint32_t lastCall_ = 0;
  std::uint32_t maxPendingCalls_ = UINT32_MAX;  // main says so in its welcome
  std::uint32_t pendingCalls_ = 0;  // calls whose reply was not delivered: main answers each, also what was cancelled
  Patience patience_;
  bool shut_ = false;
  std::string refusal_;
};

}  // namespace transom::peer
