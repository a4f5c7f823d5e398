// SPDX-License-Identifier: MIT
#include "session/session_fixture.h"

#include <string>

namespace transom::test {
namespace {

using wire::Kind;

class Streams : public SessionSuite {
 protected:
  /// With the stream 1 of document 1 under way.
  std::unique_ptr<Link> connectWithStream() {
    auto link = connectWithDocument();
    link->page->say(streamFrame(1, 1, "tail", "a"));
    settle();
    return link;
  }
  static core::StreamReply& stream(Link& link) { return link.delegate.streams.front().reply; }
  /// Sends as many chunks as may be under way. @return how many
  static int fill(Link& link) {
    int count = 0;
    for (; stream(link).hasRoom(); ++count) stream(link).send(bytesOf("x"));
    return count;
  }
  void expectViolation(Link& link, const std::string& said, const std::string& reason) {
    link.page->say(said);
    loop_.runUntil([&] { return link.delegate.closed && link.page->closed(); });
    EXPECT_EQ(link.page->bye(), reason);
    EXPECT_TRUE(link.delegate.streams.front().stop.stop_requested());
  }
};

TEST_P(Streams, giveTheirChunksInOrderAndThenTheirEnd) {
  const auto link = connectWithStream();
  EXPECT_EQ(link->delegate.events, Events{"stream 1 tail a"});
  stream(*link).send(bytesOf("one"));
  stream(*link).send(bytesOf("two"));
  stream(*link).end();
  settle();
  ASSERT_EQ(link->page->frames.size(), 3u);
  EXPECT_EQ(link->page->frames[0].header.kind, Kind::chunk);
  EXPECT_EQ(link->page->frames[0].header.call, 1u);
  EXPECT_EQ(link->page->frames[0].payload + link->page->frames[1].payload, "onetwo");
  EXPECT_EQ(link->page->frames[2].header.kind, Kind::reply);
  EXPECT_EQ(link->page->frames[2].header.flags, 0);
}

TEST_P(Streams, waitUntilThePageHasTakenWhatItGot) {
  const auto link = connectWithStream();
  int told = 0;
  stream(*link).onRoom([&] { ++told; });
  EXPECT_EQ(fill(*link), 16);
  link->page->say(creditFrame(1, 1, 3));
  settle();
  EXPECT_EQ(told, 1);
  EXPECT_EQ(fill(*link), 3);
}

TEST_P(Streams, areToldWhenThePageCancelsThemReplacesTheirDocumentOrVanishes) {
  const auto cancelled = connectWithStream();
  cancelled->page->say(cancelFrame(1, 1));
  const auto replaced = connectWithStream();
  replaced->page->say(openedFrame(2));
  const auto vanished = connectWithStream();
  vanished->page->vanish();
  settle();
  for (Link* link : {cancelled.get(), replaced.get(), vanished.get()}) {
    EXPECT_TRUE(link->delegate.streams.front().stop.stop_requested());
    stream(*link).send(bytesOf("nobody hears it"));
    stream(*link).end();
  }
}

TEST_P(Streams, sendNothingToAFormerDocument) {
  const auto link = connectWithStream();
  link->page->say(openedFrame(2));
  settle();
  stream(*link).send(bytesOf("x"));
  settle();
  EXPECT_TRUE(link->page->frames.empty());
}

TEST_P(Streams, withoutAnEndFailWhenTheirReplyGoes) {
  const auto link = connectWithStream();
  link->delegate.streams.clear();
  settle();
  ASSERT_EQ(link->page->frames.size(), 1u);
  EXPECT_EQ(link->page->frames[0].header.flags, wire::kFlagFailed);
}

TEST_P(Streams, mayBeGivenCreditThatHasCrossedTheirEnd) {
  const auto link = connectWithStream();
  stream(*link).send(bytesOf("x"));
  stream(*link).end();
  link->page->say(creditFrame(1, 1, 1) + creditFrame(1, 99, 7) + messageFrame(1, "still here"));
  settle();
  EXPECT_EQ(link->delegate.events.back(), "message 1 still here ");
}

TEST_P(Streams, acceptNoCreditForWhatWasNotSent) {
  const auto none = connectWithStream();
  expectViolation(*none, creditFrame(1, 1, 1), "credit for chunks that were not sent");
  const auto zero = connectWithStream();
  fill(*zero);
  expectViolation(*zero, creditFrame(1, 1, 0), "credit for chunks that were not sent");
  const auto many = connectWithStream();
  fill(*many);
  expectViolation(*many, creditFrame(1, 1, UINT32_MAX), "credit for chunks that were not sent");
}

TEST_P(Streams, aloneAreGivenCredit) {
  const auto link = connectWithStream();
  expectViolation(*link, invokeFrame(1, 2, "load") + creditFrame(1, 2, 1), "credit for an invoke that is no stream");
}

TEST_P(Streams, areBoundedTogetherWithOtherCalls) {
  settings_.limits.maxPendingCalls = 2;
  const auto link = connectWithStream();
  expectViolation(*link, invokeFrame(1, 2, "b") + streamFrame(1, 3, "c"), "too many calls wait for an answer");
}

TEST_P(Streams, makeRoomForOthersWhenTheyEnd) {
  settings_.limits.maxPendingCalls = 1;
  const auto link = connectWithStream();
  stream(*link).end();
  link->page->say(streamFrame(1, 2, "c"));
  settle();
  EXPECT_EQ(link->delegate.events.back(), "stream 1 c ");
}

TEST_P(Streams, haveNumbersOfTheirOwnAmongTheInvokes) {
  const auto link = connectWithStream();
  expectViolation(*link, invokeFrame(1, 1, "b"), "invoke with the number of one that is under way");
}

TEST_P(Streams, mayEndTheSessionWhenTheyHaveRoom) {
  const auto link = connectWithStream();
  fill(*link);
  stream(*link).onRoom([&] {
    link->delegate.silence();
    link->session.reset();
  });
  link->page->say(creditFrame(1, 1, 1) + messageFrame(1, "never heard"));
  settle();
  EXPECT_FALSE(link->session);
}

INSTANTIATE_TEST_SUITE_P(Every, Streams, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
