// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/transport.h>

#include <gtest/gtest.h>

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace transom::test {

/// Keeps what a transport reads, and fails the test where the transport calls what it may not.
class RecordingReceiver final : public TransportReceiver {
 public:
  explicit RecordingReceiver(std::size_t bufferBytes = std::size_t{64} << 10) : buffer_(bufferBytes) {}

  std::span<std::byte> readBuffer() override {
    EXPECT_FALSE(inside_) << "calls must not nest";
    EXPECT_TRUE(mayBeCalled());
    return buffer_;
  }

  void bytesRead(std::size_t count) override {
    EXPECT_FALSE(inside_) << "calls must not nest";
    EXPECT_TRUE(mayBeCalled());
    EXPECT_GT(count, 0u);
    ++reads;
    received.append(reinterpret_cast<const char*>(buffer_.data()), count);
    inside_ = true;
    if (onBytes) onBytes();
    inside_ = false;
  }

  void transportClosed(std::string_view reason) override {
    EXPECT_FALSE(inside_) << "calls must not nest";
    EXPECT_TRUE(mayBeCalled());
    closed = true;
    closeReason = reason;
    if (onClosed) onClosed();
  }

  /// Set when the transport has promised silence.
  bool silenced = false;
  std::string received;
  int reads = 0;
  bool closed = false;
  std::string closeReason;
  std::function<void()> onBytes;
  std::function<void()> onClosed;

 private:
  bool mayBeCalled() const { return !silenced && !closed; }

  std::vector<std::byte> buffer_;
  bool inside_ = false;
};

inline ByteView bytesOf(std::string_view text) {
  return std::as_bytes(std::span(text));
}

}  // namespace transom::test
