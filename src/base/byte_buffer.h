// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <span>

namespace transom {

/// Raw memory of a size that can change, and that is never filled with zeros: what lies beyond the bytes that were put
/// in is undefined. It is reallocated, not copied, because the C library moves a large block by its pages.
class ByteBuffer {
 public:
  ByteBuffer() = default;
  explicit ByteBuffer(std::size_t capacity) { resize(capacity); }

  [[nodiscard]] std::size_t capacity() const { return capacity_; }
  [[nodiscard]] std::byte* data() const { return memory_.get(); }
  [[nodiscard]] std::span<std::byte> span() const { return {data(), capacity_}; }

  /// Keeps the bytes that fit; invalidates every pointer into it. Throws std::bad_alloc, and is unchanged then.
  void resize(std::size_t capacity);

 private:
  struct Free {
    void operator()(std::byte* memory) const { std::free(memory); }
  };
  std::unique_ptr<std::byte, Free> memory_;
  std::size_t capacity_ = 0;
};

}  // namespace transom
