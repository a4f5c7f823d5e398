// SPDX-License-Identifier: MIT
#include "codec/counting_new.h"

#include <cstdlib>
#include <new>

namespace {

std::size_t totalBytes = 0;

}  // namespace

std::size_t transom::test::allocatedBytes() noexcept {
  return totalBytes;
}

void* operator new(std::size_t size) {
  totalBytes += size;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}

void operator delete(void* memory) noexcept {
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
