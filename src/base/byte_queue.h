// SPDX-License-Identifier: MIT
#pragma once

#include "base/byte_buffer.h"

#include <transom/bytes.h>

#include <cstddef>
#include <deque>

namespace transom {

/// Bytes that wait, first in, first out. Its memory goes as the bytes are consumed.
class ByteQueue {
 public:
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }

  void append(ByteView bytes);

  /// The oldest bytes, as many as lie together; empty if the queue is. Valid until consume() or clear().
  [[nodiscard]] ByteView front() const;

  /// Drops the oldest `count` bytes, at most front().size().
  void consume(std::size_t count);

  void clear();

 private:
  struct Chunk {
    ByteBuffer memory;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  std::deque<Chunk> chunks_;  // none is empty
  std::size_t size_ = 0;
};

}  // namespace transom
