// SPDX-License-Identifier: MIT
#pragma once

#include "base/byte_buffer.h"
#include "wire/frame_header.h"

#include <transom/bytes.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace transom::wire {

/// What a frame may hold; PROTOCOL.md, section 6.
struct FrameLimits {
  std::uint64_t maxPayloadBytes = 0;
  std::uint32_t maxChannelBytes = 0;
};

/// One whole frame inside its reader's memory: valid until the reader's next readBuffer(), or its end.
struct Frame {
  FrameHeader header;
  ByteView bytes;  ///< all of it: header, channel, payload

  /// As it came, which need not be UTF-8.
  [[nodiscard]] std::string_view channel() const {
    const ByteView channel = bytes.subspan(kHeaderBytes, header.channelLength);
    return {reinterpret_cast<const char*>(channel.data()), channel.size()};
  }
  [[nodiscard]] ByteView payload() const { return bytes.subspan(kHeaderBytes + header.channelLength); }
};

/// Cuts a stream of bytes into frames.
///
/// Bytes are read straight into its memory and stay there until their frame has been
/// handled. That memory is one block which many small frames share; for a large frame it
/// grows as bytes come, never by what a header claims, and it shrinks again afterwards.
class FrameReader {
 public:
  explicit FrameReader(FrameLimits limits) : limits_(limits) {}
  FrameReader(const FrameReader&) = delete;
  FrameReader& operator=(const FrameReader&) = delete;

  /// Where the next bytes go; never empty. Handle the frames that are there first, or they take up room.
  [[nodiscard]] std::span<std::byte> readBuffer();

  /// `count` bytes have been put at the beginning of readBuffer().
  /// False: the stream breaks the rules, as violation() says.
  bool bytesRead(std::size_t count);

  /// The oldest frame that is whole, if one is, and if no violation precedes it.
  [[nodiscard]] std::optional<Frame> next();
  [[nodiscard]] bool hasFrame() const;

  /// Why nothing that follows the last frame of next() can be trusted; empty as long as all is well.
  [[nodiscard]] const std::string& violation() const { return violation_; }

  /// Memory held now, in bytes.
  [[nodiscard]] std::size_t capacity() const { return buffer_.capacity(); }

 private:
  void readHeader();
  void makeRoom();
  [[nodiscard]] std::size_t pending() const { return end_ - begin_; }
  [[nodiscard]] std::size_t frameBytes() const { return kHeaderBytes + header_.length; }

  FrameLimits limits_;
  ByteBuffer buffer_;
  std::size_t begin_ = 0;  // of the oldest frame that was not handed out
  std::size_t end_ = 0;    // of the bytes that have come
  FrameHeader header_;     // of the frame at begin_: all zeros until it has come and was found good
  bool headerRead_ = false;
  int quietReads_ = 0;  // in a row that a plain block would have held
  std::string violation_;
};

}  // namespace transom::wire
