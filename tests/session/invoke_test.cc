// SPDX-License-Identifier: MIT
#include "session/session_fixture.h"

namespace transom::test {
namespace {

using wire::Kind;
using Invokes = SessionSuite;

TEST_P(Invokes, areAnsweredInAnyOrder) {
  const auto link = connectWithDocument();
  link->page->say(invokeFrame(1, 1, "first", "a") + invokeFrame(1, 2, "second", "b"));
  settle();
  EXPECT_EQ(link->delegate.events, (Events{"invoke 1 first a", "invoke 1 second b"}));
  link->delegate.invokes[1].reply.send(bytesOf("two"));
  link->delegate.invokes[0].reply.fail(bytesOf("one"));
  settle();
  ASSERT_EQ(link->page->frames.size(), 2u);
  EXPECT_EQ(link->page->frames[0].header.kind, Kind::reply);
  EXPECT_EQ(link->page->frames[0].header.call, 2u);
  EXPECT_EQ(link->page->frames[0].payload, "two");
  EXPECT_EQ(link->page->frames[1].header.call, 1u);
  EXPECT_EQ(link->page->frames[1].header.flags, wire::kFlagFailed);
}

TEST_P(Invokes, shareOneOrderWithMessagesAndSyncCalls) {
  const auto link = connectWithDocument();
  link->page->say(messageFrame(1, "a") + invokeFrame(1, 1, "b") + syncCallFrame(1, 2, "c") + invokeFrame(1, 3, "d"));
  settle();
  EXPECT_EQ(link->delegate.events, (Events{"message 1 a ", "invoke 1 b ", "sync 1 c ", "invoke 1 d "}));
}

TEST_P(Invokes, areToldWhenThePageCancelsThem) {
  const auto link = connectWithDocument();
  link->page->say(invokeFrame(1, 1, "a") + invokeFrame(1, 2, "b") + cancelFrame(1, 2));
  settle();
  EXPECT_FALSE(link->delegate.invokes[0].stop.stop_requested());
  EXPECT_TRUE(link->delegate.invokes[1].stop.stop_requested());
}

TEST_P(Invokes, mayBeCancelledAfterTheyWereAnswered) {
  const auto link = connectWithDocument();
  link->page->say(invokeFrame(1, 1, "a"));
  settle();
  link->delegate.invokes[0].reply.send(bytesOf("answer"));
  link->page->say(cancelFrame(1, 1) + cancelFrame(1, 99) + messageFrame(1, "still here"));
  settle();
  EXPECT_FALSE(link->delegate.invokes[0].stop.stop_requested());
  EXPECT_EQ(link->delegate.events.back(), "message 1 still here ");
}

TEST_P(Invokes, areToldWhenTheirDocumentIsGone) {
  const auto link = connectWithDocument();
  link->page->say(openedFrame(2, 2) + invokeFrame(1, 1, "a") + invokeFrame(2, 2, "b") + openedFrame(3, 1));
  settle();
  EXPECT_TRUE(link->delegate.invokes[0].stop.stop_requested());
  EXPECT_FALSE(link->delegate.invokes[1].stop.stop_requested());
}

TEST_P(Invokes, areToldWhenThePageVanishes) {
  const auto link = connectWithDocument();
  link->page->say(invokeFrame(1, 1, "a"));
  settle();
  link->page->vanish();
  settle();
  EXPECT_TRUE(link->delegate.invokes[0].stop.stop_requested());
  EXPECT_TRUE(link->delegate.closed);
  link->delegate.invokes[0].reply.send(bytesOf("nobody hears it"));
}

TEST_P(Invokes, areToldWhenTheSessionIsDestroyed) {
  const auto link = connectWithDocument();
  link->page->say(invokeFrame(1, 1, "a"));
  settle();
  link->delegate.silence();
  link->session.reset();
  EXPECT_TRUE(link->delegate.invokes[0].stop.stop_requested());
}

TEST_P(Invokes, ofAFormerDocumentAreDropped) {
  const auto link = connectWithDocument();
  link->page->say(closedFrame(1) + invokeFrame(1, 1, "a") + cancelFrame(1, 1));
  settle();
  EXPECT_EQ(link->delegate.events, Events{"closed 1"});
}

TEST_P(Invokes, withoutAnAnswerFailWhenTheirReplyGoes) {
  const auto link = connectWithDocument();
  link->page->say(invokeFrame(1, 1, "a"));
  settle();
  link->delegate.invokes.clear();
  settle();
  ASSERT_EQ(link->page->frames.size(), 1u);
  EXPECT_EQ(link->page->frames[0].header.flags, wire::kFlagFailed);
}

TEST_P(Invokes, withTheNumberOfOneUnderWayAreAViolation) {
  const auto link = connectWithDocument();
  link->page->say(invokeFrame(1, 1, "a") + invokeFrame(1, 1, "b"));
  settle();
  EXPECT_EQ(link->page->bye(), "invoke with the number of one that is under way");
  EXPECT_TRUE(link->delegate.invokes[0].stop.stop_requested());
}

TEST_P(Invokes, areBoundedTogetherWithSyncCalls) {
  settings_.limits.maxPendingCalls = 2;
  const auto link = connectWithDocument();
  link->page->say(invokeFrame(1, 1, "a") + syncCallFrame(1, 2, "b") + invokeFrame(1, 3, "c"));
  settle();
  EXPECT_EQ(link->page->bye(), "too many calls wait for an answer");
}

TEST_P(Invokes, ofAPageWithoutIpcAreAViolation) {
  settings_.rights.ipcExposed = false;
  const auto link = connectWithDocument();
  link->page->say(invokeFrame(1, 1, "a"));
  settle();
  EXPECT_EQ(link->page->bye(), "invoke of a page that has no IPC");
}

INSTANTIATE_TEST_SUITE_P(Every, Invokes, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
