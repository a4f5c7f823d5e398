// SPDX-License-Identifier: MIT
#pragma once

#include "wire/frame_header.h"

#include <transom/bytes.h>

#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>

namespace transom::wire {

/// What precedes a payload, header and channel, in one piece: on the stack, unless the channel is unusually long.
class FrameHead {
 public:
  /// Fills in the lengths of `header`. Channel and payload together must be less than 4 GiB.
  FrameHead(FrameHeader header, std::string_view channel, std::size_t payloadBytes)
      : size_(kHeaderBytes + channel.size()) {
    header.channelLength = static_cast<std::uint32_t>(channel.size());
    header.length = static_cast<std::uint32_t>(channel.size() + payloadBytes);
    if (size_ > small_.size()) large_.resize(size_);
    const auto encoded = encodeHeader(header);
    std::memcpy(data(), encoded.data(), encoded.size());
    if (!channel.empty()) std::memcpy(data() + kHeaderBytes, channel.data(), channel.size());
  }

  [[nodiscard]] ByteView bytes() const { return {large_.empty() ? small_.data() : large_.data(), size_}; }

 private:
  [[nodiscard]] std::byte* data() { return large_.empty() ? small_.data() : large_.data(); }

  std::size_t size_;
  std::array<std::byte, 256> small_;  // not zeroed: every message passes here
  Bytes large_;
};

}  // namespace transom::wire
