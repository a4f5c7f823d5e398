// SPDX-License-Identifier: MIT
#include "core/stream_flow.h"

namespace transom::core {

void StreamFlow::sent(std::size_t bytes) {
  sizes_[(oldest_ + count_) % kMaxChunks] = bytes;
  ++count_;
  bytes_ += bytes;
}

bool StreamFlow::taken(std::uint32_t chunks) {
  if (chunks == 0 || chunks > count_) return false;
  for (; chunks > 0; --chunks) {
    bytes_ -= sizes_[oldest_];
    oldest_ = (oldest_ + 1) % kMaxChunks;
    --count_;
  }
  // A copy: whoever is called may put another one in its place.
  if (const auto callback = onRoom_) callback();
  return true;
}

}  // namespace transom::core
