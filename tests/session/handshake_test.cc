// SPDX-License-Identifier: MIT
#include "session/session_fixture.h"

namespace transom::test {
namespace {

using wire::Kind;

using Handshake = SessionSuite;

TEST_P(Handshake, welcomesAPageWithItsSettings) {
  settings_.limits.maxMessageBytes = 1000;
  settings_.limits.maxChannelBytes = 50;
  settings_.limits.maxPendingCalls = 7;
  const auto link = connect();
  link->page->say(helloFrame());
  settle();
  ASSERT_EQ(link->page->frames.size(), 1u);
  const auto& welcome = link->page->frames.front();
  EXPECT_EQ(welcome.header.kind, Kind::welcome);
  EXPECT_EQ(welcome.header.flags, wire::kFlagIpcExposed);
  EXPECT_EQ(welcome.header.call, 1u);
  EXPECT_EQ(welcome.payload, littleEndian64(1000) + littleEndian32(50) + littleEndian32(7));
}

TEST_P(Handshake, tellsAPageWithoutIpcSo) {
  settings_.rights.ipcExposed = false;
  const auto link = connect();
  link->page->say(helloFrame());
  settle();
  ASSERT_EQ(link->page->frames.size(), 1u);
  EXPECT_EQ(link->page->frames.front().header.flags, 0);
}

TEST_P(Handshake, acceptsANewerPageThatStillSpeaksThisVersion) {
  const auto link = connect();
  link->page->say(helloFrame(1, 7));
  settle();
  ASSERT_EQ(link->page->frames.size(), 1u);
  EXPECT_EQ(link->page->frames.front().header.call, 1u);
}

TEST_P(Handshake, refusesAPageThatSpeaksOnlyOtherVersions) {
  const auto link = connect();
  link->page->say(helloFrame(2, 7));
  settle();
  EXPECT_EQ(link->page->bye(), "unsupported protocol version");
  EXPECT_TRUE(link->page->closed());
  ASSERT_TRUE(link->delegate.closed);
  EXPECT_EQ(link->delegate.closed->text, "unsupported protocol version");
}

TEST_P(Handshake, sendsNothingBeforeHello) {
  const auto link = connect();
  link->session->send(1, "channel", bytesOf("payload"));
  settle();
  EXPECT_TRUE(link->page->frames.empty());
}

TEST_P(Handshake, mayComeWithTheFirstFramesInOneRead) {
  const auto link = connect();
  link->page->say(helloFrame() + openedFrame(1) + messageFrame(1, "first"));
  settle();
  EXPECT_EQ(link->delegate.events, (Events{"opened 1 main 1 app://page", "message 1 first "}));
}

TEST_P(Handshake, mayNeverCome) {
  const auto link = connect();
  link->page->vanish();
  settle();
  EXPECT_EQ(link->delegate.events, Events{"session closed"});
  EXPECT_FALSE(link->delegate.closed->violation);
}

INSTANTIATE_TEST_SUITE_P(Every, Handshake, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
