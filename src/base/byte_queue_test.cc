// SPDX-License-Identifier: MIT
#include "base/byte_queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace transom {
namespace {

ByteView bytesOf(std::string_view text) {
  return std::as_bytes(std::span(text));
}

std::string drain(ByteQueue& queue, std::size_t step) {
  std::string result;
  while (!queue.empty()) {
    const ByteView front = queue.front();
    const std::size_t count = std::min(step, front.size());
    result.append(reinterpret_cast<const char*>(front.data()), count);
    queue.consume(count);
  }
  return result;
}

TEST(ByteQueue, givesBytesInTheOrderTheyCame) {
  ByteQueue queue;
  queue.append(bytesOf("one "));
  queue.append(bytesOf("two "));
  queue.append(bytesOf("three"));
  EXPECT_EQ(queue.size(), 13u);
  EXPECT_EQ(drain(queue, 3), "one two three");
  EXPECT_EQ(queue.size(), 0u);
}

TEST(ByteQueue, keepsOrderAcrossChunks) {
  ByteQueue queue;
  std::string all;
  for (int i = 0; i < 50'000; ++i) {
    const std::string piece = std::to_string(i) + ",";
    all += piece;
    queue.append(bytesOf(piece));
  }
  EXPECT_EQ(queue.size(), all.size());
  EXPECT_EQ(drain(queue, 1000), all);
}

TEST(ByteQueue, takesAPieceLargerThanAChunk) {
  ByteQueue queue;
  const std::string large(std::size_t{1} << 20, 'x');
  queue.append(bytesOf("head"));
  queue.append(bytesOf(large));
  EXPECT_EQ(drain(queue, 70'000), "head" + large);
}

TEST(ByteQueue, takesMoreWhileItIsBeingDrained) {
  ByteQueue queue;
  queue.append(bytesOf("abc"));
  queue.consume(2);
  queue.append(bytesOf("def"));
  EXPECT_EQ(drain(queue, 100), "cdef");
}

TEST(ByteQueue, isEmptyAfterClear) {
  ByteQueue queue;
  queue.append(bytesOf("abc"));
  queue.clear();
  EXPECT_TRUE(queue.empty());
  EXPECT_TRUE(queue.front().empty());
}

TEST(ByteQueue, takesNothingForNothing) {
  ByteQueue queue;
  queue.append({});
  queue.consume(0);
  EXPECT_TRUE(queue.front().empty());
}

}  // namespace
}  // namespace transom
