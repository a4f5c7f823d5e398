// SPDX-License-Identifier: MIT
#include "wire/frame_head.h"

#include <gtest/gtest.h>

#include <string>

namespace transom::wire {
namespace {

TEST(FrameHead, isHeaderAndChannelWithTheirLengths) {
  // From one that fits on the stack, over the edge, to one that doesn't.
  for (std::size_t size : {0u, 5u, 235u, 236u, 237u, 100'000u}) {
    const std::string channel(size, 'c');
    const FrameHead head({.kind = Kind::message, .document = 7}, channel, 11);
    const ByteView bytes = head.bytes();
    ASSERT_EQ(bytes.size(), kHeaderBytes + size);
    const FrameHeader header = decodeHeader(bytes.first<kHeaderBytes>());
    EXPECT_EQ(header.length, size + 11);
    EXPECT_EQ(header.channelLength, size);
    EXPECT_EQ(header.document, 7u);
    EXPECT_EQ(std::string_view(reinterpret_cast<const char*>(bytes.data()) + kHeaderBytes, size), channel);
  }
}

}  // namespace
}  // namespace transom::wire
