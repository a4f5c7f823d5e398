// SPDX-License-Identifier: MIT
#include "base/byte_buffer.h"

#include <gtest/gtest.h>

#include <cstring>

namespace transom {
namespace {

TEST(ByteBuffer, holdsNothingAtFirst) {
  const ByteBuffer buffer;
  EXPECT_EQ(buffer.capacity(), 0u);
  EXPECT_TRUE(buffer.span().empty());
}

TEST(ByteBuffer, keepsItsBytesWhenItGrowsAndShrinks) {
  ByteBuffer buffer(4);
  std::memcpy(buffer.data(), "abcd", 4);
  buffer.resize(std::size_t{1} << 20);
  EXPECT_EQ(buffer.capacity(), std::size_t{1} << 20);
  EXPECT_EQ(std::memcmp(buffer.data(), "abcd", 4), 0);
  buffer.resize(2);
  EXPECT_EQ(std::memcmp(buffer.data(), "ab", 2), 0);
}

TEST(ByteBuffer, givesItsMemoryBackAtSizeZero) {
  ByteBuffer buffer(16);
  buffer.resize(0);
  EXPECT_EQ(buffer.capacity(), 0u);
  EXPECT_EQ(buffer.data(), nullptr);
}

}  // namespace
}  // namespace transom
