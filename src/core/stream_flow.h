// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

namespace transom::core {

/// How far the sender of one stream may run ahead of its receiver: PROTOCOL.md, section 5. The receiver says only how
/// many chunks it has taken; the sender knows how large they were.
class StreamFlow {
 public:
  /// Chunks sent and not taken. Small ones keep a fast receiver busy; a slow one makes the sender wait soon.
  static constexpr std::size_t kMaxChunks = 16;
  /// As soon as this many bytes are sent and not taken, no further chunk is, however few they are. So what one stream
  /// costs on its way is this and one chunk.
  static constexpr std::uint64_t kMaxBytes = std::uint64_t{4} << 20;

  /// Whether the next chunk may be sent.
  [[nodiscard]] bool hasRoom() const { return count_ < kMaxChunks && bytes_ < kMaxBytes; }
  /// A chunk goes out. REQUIRES: hasRoom().
  void sent(std::size_t bytes);
  /// The receiver has taken the oldest `chunks`, and onRoom() is called. False, and nothing happens: it can't have, it
  /// was not sent as many.
  [[nodiscard]] bool taken(std::uint32_t chunks);

  /// What is called whenever there may be room again, from inside taken().
  void onRoom(std::function<void()> callback) { onRoom_ = std::move(callback); }

 private:
  std::array<std::size_t, kMaxChunks> sizes_{};  // a ring: those from oldest_ on are sent and not taken
  std::size_t oldest_ = 0;
  std::size_t count_ = 0;
  std::uint64_t bytes_ = 0;
  std::function<void()> onRoom_;
};

}  // namespace transom::core
