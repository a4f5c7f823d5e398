// SPDX-License-Identifier: MIT
#include "core/handshake.h"

#include "wire/frame_head.h"
#include "wire/little_endian.h"

#include <gtest/gtest.h>

namespace transom::core {
namespace {

std::uint32_t versionFor(std::uint32_t lowest, std::uint32_t highest) {
  std::array<std::byte, 4> payload{};
  wire::storeLittleEndian(std::span<std::byte>(payload), highest);
  const wire::FrameHead head({.kind = wire::Kind::hello, .call = lowest}, {}, payload.size());
  Bytes bytes(head.bytes().begin(), head.bytes().end());
  bytes.insert(bytes.end(), payload.begin(), payload.end());
  return chooseVersion({wire::decodeHeader(std::span(bytes).first<wire::kHeaderBytes>()), bytes});
}

TEST(Handshake, choosesTheVersionThatBothSpeak) {
  EXPECT_EQ(versionFor(1, 1), 1u);
  EXPECT_EQ(versionFor(1, UINT32_MAX), 1u);
}

TEST(Handshake, choosesNoneWhereThereIsNone) {
  EXPECT_EQ(versionFor(2, 5), 0u);
  EXPECT_EQ(versionFor(1, 0), 0u);
  EXPECT_EQ(versionFor(5, 2), 0u);
}

TEST(Handshake, tellsThePageItsLimits) {
  const auto payload = welcomePayload(
      {.maxMessageBytes = 0x0102030405, .maxChannelBytes = 0x06070809, .maxPendingCalls = 0x0a0b0c0d}, "code");
  EXPECT_EQ(wire::loadLittleEndian<std::uint64_t>(payload), 0x0102030405u);
  EXPECT_EQ(wire::loadLittleEndian<std::uint32_t>(std::span(payload).subspan(8)), 0x06070809u);
  EXPECT_EQ(wire::loadLittleEndian<std::uint32_t>(std::span(payload).subspan(12)), 0x0a0b0c0du);
}

}  // namespace
}  // namespace transom::core
