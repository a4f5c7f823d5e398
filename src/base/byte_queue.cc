// SPDX-License-Identifier: MIT
#include "base/byte_queue.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace transom {
namespace {

// Many small messages share a chunk, so that one system call takes them all.
constexpr std::size_t kChunkBytes = std::size_t{64} << 10;

}  // namespace

void ByteQueue::append(ByteView bytes) {
  size_ += bytes.size();
  while (!bytes.empty()) {
    if (chunks_.empty() || chunks_.back().end == chunks_.back().memory.capacity()) {
      chunks_.push_back({ByteBuffer(std::max(kChunkBytes, bytes.size()))});
    }
    Chunk& tail = chunks_.back();
    const auto count = std::min(bytes.size(), tail.memory.capacity() - tail.end);
    std::memcpy(tail.memory.data() + tail.end, bytes.data(), count);
    tail.end += count;
    bytes = bytes.subspan(count);
  }
}

ByteView ByteQueue::front() const {
  if (chunks_.empty()) return {};
  const Chunk& head = chunks_.front();
  return head.memory.span().subspan(head.begin, head.end - head.begin);
}

void ByteQueue::consume(std::size_t count) {
  if (count == 0) return;
  Chunk& head = chunks_.front();
  head.begin += count;
  size_ -= count;
  if (head.begin == head.end) chunks_.pop_front();
}

void ByteQueue::clear() {
  chunks_.clear();
  size_ = 0;
}

}  // namespace transom
