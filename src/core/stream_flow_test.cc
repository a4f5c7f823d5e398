// SPDX-License-Identifier: MIT
#include "core/stream_flow.h"

#include <gtest/gtest.h>

namespace transom::core {
namespace {

TEST(StreamFlow, lets16SmallChunksGoAhead) {
  StreamFlow flow;
  for (int i = 0; i < 16; ++i) {
    EXPECT_TRUE(flow.hasRoom()) << i;
    flow.sent(1);
  }
  EXPECT_FALSE(flow.hasRoom());
  EXPECT_TRUE(flow.taken(1));
  EXPECT_TRUE(flow.hasRoom());
}

TEST(StreamFlow, letsNoChunkGoAheadOf4MiB) {
  StreamFlow flow;
  flow.sent((4u << 20) - 1);
  EXPECT_TRUE(flow.hasRoom());
  flow.sent(1);
  EXPECT_FALSE(flow.hasRoom());
}

TEST(StreamFlow, letsAChunkOfAnySizeGoAlone) {
  StreamFlow flow;
  flow.sent(std::size_t{1} << 30);
  EXPECT_FALSE(flow.hasRoom());
  EXPECT_TRUE(flow.taken(1));
  EXPECT_TRUE(flow.hasRoom());
}

TEST(StreamFlow, knowsTheSizeOfEachChunkThatIsTaken) {
  StreamFlow flow;
  flow.sent(10);
  flow.sent(4u << 20);
  EXPECT_TRUE(flow.taken(1));
  EXPECT_FALSE(flow.hasRoom());
  EXPECT_TRUE(flow.taken(1));
  EXPECT_TRUE(flow.hasRoom());
}

TEST(StreamFlow, keepsCountOverMoreChunksThanMayBeUnderWay) {
  StreamFlow flow;
  for (int round = 0; round < 100; ++round) {
    for (int i = 0; i < 7; ++i) flow.sent(1000);
    EXPECT_TRUE(flow.taken(7));
  }
  for (int i = 0; i < 16; ++i) flow.sent(1);
  EXPECT_FALSE(flow.hasRoom());
}

TEST(StreamFlow, believesNobodyWhoTakesNothingOrMoreThanWasSent) {
  StreamFlow flow;
  EXPECT_FALSE(flow.taken(1));
  flow.sent(1);
  EXPECT_FALSE(flow.taken(0));
  EXPECT_FALSE(flow.taken(2));
  EXPECT_FALSE(flow.taken(UINT32_MAX));
  EXPECT_TRUE(flow.taken(1));
}

TEST(StreamFlow, tellsWhenSomeWereTakenEvenIfThatChangesWhomItTells) {
  StreamFlow flow;
  int calls = 0;
  flow.onRoom([&] {
    ++calls;
    flow.onRoom(nullptr);
    EXPECT_TRUE(flow.hasRoom());
  });
  flow.sent(1);
  flow.sent(1);
  EXPECT_TRUE(flow.taken(1));
  EXPECT_TRUE(flow.taken(1));
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace transom::core
