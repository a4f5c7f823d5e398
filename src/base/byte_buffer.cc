// SPDX-License-Identifier: MIT
#include "base/byte_buffer.h"

#include <new>

namespace transom {

void ByteBuffer::resize(std::size_t capacity) {
  if (capacity == 0) {
    memory_.reset();
  } else {
    void* memory = std::realloc(memory_.get(), capacity);
    if (!memory) throw std::bad_alloc();
    static_cast<void>(memory_.release());  // realloc() has freed it, or it is the same
    memory_.reset(static_cast<std::byte*>(memory));
  }
  capacity_ = capacity;
}

}  // namespace transom
