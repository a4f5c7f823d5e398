// SPDX-License-Identifier: MIT
#pragma once

#include "wire/frame_header.h"
#include "wire/frame_reader.h"

#include <transom/bytes.h>
#include <transom/interfaces/transport.h>

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace transom::test {

[[nodiscard]] std::string frame(wire::FrameHeader header, std::string_view channel = {}, std::string_view payload = {});
[[nodiscard]] std::string littleEndian32(std::uint32_t value);
[[nodiscard]] std::string littleEndian64(std::uint64_t value);
[[nodiscard]] std::string bytes(std::initializer_list<int> values);

[[nodiscard]] std::string helloFrame(std::uint32_t lowest = 1, std::uint32_t highest = 1);
[[nodiscard]] std::string openedFrame(std::uint32_t document, std::uint64_t webFrame = 1,
                                      std::string_view url = "app://page");
[[nodiscard]] std::string openedChildFrame(std::uint32_t document, std::uint64_t webFrame, std::uint64_t parent = 1,
                                           std::string_view url = "app://page/child",
                                           std::string_view origin = "app://page");
[[nodiscard]] std::string closedFrame(std::uint32_t document);
[[nodiscard]] std::string messageFrame(std::uint32_t document, std::string_view channel, std::string_view payload = {});
[[nodiscard]] std::string syncCallFrame(std::uint32_t document, std::uint32_t call, std::string_view channel,
                                        std::string_view payload = {});
[[nodiscard]] std::string invokeFrame(std::uint32_t document, std::uint32_t call, std::string_view channel,
                                      std::string_view payload = {});
/// An invoke that asks for a stream.
[[nodiscard]] std::string streamFrame(std::uint32_t document, std::uint32_t call, std::string_view channel,
                                      std::string_view payload = {});
[[nodiscard]] std::string creditFrame(std::uint32_t document, std::uint32_t call, std::uint32_t chunks);
[[nodiscard]] std::string cancelFrame(std::uint32_t document, std::uint32_t call);
/// Carries the ports of these numbers, if there are any.
[[nodiscard]] std::string postMessageFrame(std::uint32_t document, std::string_view channel, std::string_view value,
                                           const std::vector<std::uint32_t>& ports = {});
[[nodiscard]] std::string portMessageFrame(std::uint32_t document, std::uint32_t port, std::string_view value,
                                           const std::vector<std::uint32_t>& ports = {});
[[nodiscard]] std::string portCloseFrame(std::uint32_t document, std::uint32_t port);
[[nodiscard]] std::string replyFrame(std::uint32_t document, std::uint32_t call, std::string_view payload,
                                     bool failed = false);

/// A page's end of a connection that says exactly what a test makes it say.
class RawPage final : public TransportReceiver {
 public:
  struct Received {
    wire::FrameHeader header;
    std::string channel;
    std::string payload;

    /// The numbers of the ports that a frame carries, and the value that comes after them.
    [[nodiscard]] std::vector<std::uint32_t> ports() const;
    [[nodiscard]] std::string value() const;
  };

  explicit RawPage(std::unique_ptr<Transport> transport) : transport_(std::move(transport)) {}

  void start() { transport_->start(*this); }
  void say(std::string_view bytes) { transport_->write(std::as_bytes(std::span(bytes)), {}); }
  void vanish() { transport_.reset(); }

  [[nodiscard]] bool closed() const { return closed_; }
  /// The frames that main has sent.
  std::deque<Received> frames;
  /// The reason of main's `bye`; empty if it said none.
  [[nodiscard]] std::string bye() const;

 private:
  std::span<std::byte> readBuffer() override { return reader_.readBuffer(); }
  void bytesRead(std::size_t count) override;
  void transportClosed(std::string_view reason) override;

  std::unique_ptr<Transport> transport_;
  wire::FrameReader reader_{{.maxPayloadBytes = UINT32_MAX, .maxChannelBytes = UINT32_MAX}};
  bool closed_ = false;
};

}  // namespace transom::test
