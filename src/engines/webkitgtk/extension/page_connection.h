// SPDX-License-Identifier: MIT
#pragma once

#include "wire/frame_header.h"
#include "wire/frame_reader.h"

#include <transom/bytes.h>

#include <glib.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace transom::webkitgtk {

/// What main said of this page in `welcome`.
struct PageSettings {
  bool ipcExposed = false;
  bool ipcInSubFrames = false;
  bool isolated = false;
  std::string preload{};
  std::string preloadUrl{};
  std::uint64_t maxMessageBytes = 0;
  std::uint32_t maxChannelBytes = 0;
};

/// The page's end of its connection: whole frames, over a blocking socket, inside the web process's own main loop.
///
/// A call that waits (post() on a full socket, postSync()) goes on reading; frames that come meanwhile are handed to
/// `onFrame` later, in order, from the loop.
class PageConnection {
 public:
  using FrameHandler = std::function<void(const wire::FrameHeader&, ByteView frame)>;

  /// Takes over `socket`, the connected end that main does not hold.
  PageConnection(int socket, FrameHandler onFrame);
  ~PageConnection();
  PageConnection(const PageConnection&) = delete;
  PageConnection& operator=(const PageConnection&) = delete;

  /// Says `hello` and waits for main's answer. Nothing if main refuses or is gone.
  std::optional<PageSettings> handshake();

  [[nodiscard]] bool isOpen() const { return socket_ >= 0; }

  /// Closes; what has come and was not delivered yet is dropped.
  void shut();

  /// Sends one whole frame; returns when the kernel has it. False: the connection is gone.
  bool post(ByteView frame);
  bool post(const wire::FrameHeader& header, std::string_view channel, ByteView payload);

  /// Numbers the `invoke` frame, and sends it. @return its number; nothing: the connection is gone.
  std::optional<std::uint32_t> postCall(std::span<std::byte> frame);

  /// Numbers the `syncCall` frame, sends it, and waits for its reply frame, which is valid until the next call of
  /// anything here. Nothing: the connection is gone.
  std::optional<ByteView> postSync(std::span<std::byte> frame);

 private:
  struct Source;
  struct HeldFrame {
    wire::FrameHeader header;
    Bytes bytes;
  };

  std::uint32_t number(std::span<std::byte> frame);
  bool writeAll(ByteView bytes);
  bool waitWritable();
  bool readSome(int flags);
  bool hasFrame() const;
  void deliverSome();
  bool deliverOne();
  void close();

  int socket_;
  FrameHandler onFrame_;
  wire::FrameReader reader_;
  std::deque<HeldFrame> held_;  // came while a call was waiting; older than all that reader_ holds
  std::uint32_t lastCall_ = 0;
  bool shut_ = false;
  GSource* source_ = nullptr;
};

}  // namespace transom::webkitgtk
