// SPDX-License-Identifier: MIT
#include "wire/frame_header.h"

#include "wire/little_endian.h"

#include <gtest/gtest.h>

namespace transom::wire {
namespace {

TEST(FrameHeader, liesInBytesAsTheProtocolSays) {
  const auto bytes = encodeHeader({.length = 0x04030201,
                                   .kind = Kind::syncCall,
                                   .flags = 0x81,
                                   .descriptors = 0x0605,
                                   .document = 0x0a090807,
                                   .call = 0x0e0d0c0b,
                                   .channelLength = 0x1211100f});
  const unsigned char expected[] = {1, 2, 3, 4, 6, 0x81, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18};
  ASSERT_EQ(bytes.size(), sizeof expected);
  for (std::size_t i = 0; i < bytes.size(); ++i) EXPECT_EQ(std::to_integer<unsigned char>(bytes[i]), expected[i]) << i;
}

TEST(FrameHeader, survivesTheRoundTripAtItsExtremes) {
  const auto header = decodeHeader(encodeHeader({.length = UINT32_MAX,
                                                 .kind = Kind{255},
                                                 .flags = 255,
                                                 .descriptors = UINT16_MAX,
                                                 .document = UINT32_MAX,
                                                 .call = UINT32_MAX,
                                                 .channelLength = UINT32_MAX}));
  EXPECT_EQ(header.length, UINT32_MAX);
  EXPECT_EQ(header.kind, Kind{255});
  EXPECT_EQ(header.flags, 255);
  EXPECT_EQ(header.descriptors, UINT16_MAX);
  EXPECT_EQ(header.document, UINT32_MAX);
  EXPECT_EQ(header.call, UINT32_MAX);
  EXPECT_EQ(header.channelLength, UINT32_MAX);
}

TEST(LittleEndian, readsWhatItWrote) {
  std::array<std::byte, 8> bytes{};
  storeLittleEndian(bytes, std::uint64_t{0x0102030405060708});
  EXPECT_EQ(std::to_integer<int>(bytes[0]), 8);
  EXPECT_EQ(loadLittleEndian<std::uint64_t>(bytes), 0x0102030405060708u);
  EXPECT_EQ(loadLittleEndian<std::uint16_t>(bytes), 0x0708u);
}

}  // namespace
}  // namespace transom::wire
