// SPDX-License-Identifier: MIT
#include "session/session_fixture.h"

#include <algorithm>
#include <string>
#include <utility>

namespace transom::test {
namespace {

using Teardown = SessionSuite;

TEST_P(Teardown, byMainSaysByeAndTellsTheDelegateFirst) {
  const auto link = connectWithDocument();
  link->session->close("the window was closed");
  EXPECT_EQ(link->delegate.events, (Events{"closed 1", "session closed"}));
  EXPECT_FALSE(link->delegate.closed->violation);
  EXPECT_EQ(link->delegate.closed->text, "the window was closed");
  settle();
  EXPECT_EQ(link->page->bye(), "the window was closed");
  EXPECT_TRUE(link->page->closed());
}

TEST_P(Teardown, happensOnce) {
  const auto link = connectWithDocument();
  link->session->close("first");
  link->session->close("second");
  link->page->vanish();
  settle();
  EXPECT_EQ(link->delegate.closed->text, "first");
}

TEST_P(Teardown, byDestructionTellsTheDelegateNothing) {
  const auto link = connectWithDocument();
  link->delegate.silence();
  link->session.reset();
  settle();
  EXPECT_TRUE(link->page->closed());
}

TEST_P(Teardown, isToldWhenThePageVanishes) {
  const auto link = connectWithDocument();
  link->page->say(messageFrame(1, "last words"));
  link->page->vanish();
  settle();
  EXPECT_EQ(link->delegate.events, (Events{"message 1 last words ", "closed 1", "session closed"}));
  EXPECT_FALSE(link->delegate.closed->violation);
}

TEST_P(Teardown, leavesASessionThatDoesNothing) {
  const auto link = connectWithDocument();
  link->session->close("over");
  link->session->send(1, "c", bytesOf("p"));
  settle();
  EXPECT_EQ(link->page->frames.size(), 1u);  // bye
}

TEST_P(Teardown, leavesRepliesThatDoNothing) {
  const auto link = connectWithDocument();
  link->page->say(syncCallFrame(1, 1, "a") + syncCallFrame(1, 2, "b") + syncCallFrame(1, 3, "c"));
  settle();
  auto replies = std::move(link->delegate.replies);
  replies[0].send(bytesOf("before the end"));
  link->session->close("over");
  replies[1].send(bytesOf("after the end"));
  link->session.reset();
  replies[2].send(bytesOf("after the session"));
  replies.clear();
  settle();
  ASSERT_EQ(link->page->frames.size(), 2u);
  EXPECT_EQ(link->page->frames[0].header.call, 1u);
}

/// Everything that a page can make a session tell.
std::string everything() {
  return openedFrame(2, 2) + frame({.kind = wire::Kind::documentReady, .document = 2}) + messageFrame(2, "m") +
         syncCallFrame(2, 1, "s") + frame({.kind = wire::Kind::console}, "", "text") + openedFrame(3, 2) +
         closedFrame(3) + messageFrame(99, "violation");
}

const Events kEverything{
    "opened 2 main 2 app://page",
    "ready 2",
    "message 2 m ",
    "sync 2 s ",
    "console 0 level 0 :0 text",
    "replaced 2",
    "opened 3 main 2 app://page",
    "closed 3",
    "closed 1",
    "session closed",
};

TEST_P(Teardown, isPossibleByDestructionInsideEveryCall) {
  for (std::size_t last = 1; last <= kEverything.size(); ++last) {
    SCOPED_TRACE(kEverything[last - 1]);
    const auto link = connectWithDocument();
    link->delegate.onEvent = [&](const std::string&) {
      if (link->delegate.events.size() != last) return;
      link->delegate.silence();
      link->session.reset();
    };
    link->page->say(everything());
    settle();
    EXPECT_EQ(link->delegate.events,
              Events(kEverything.begin(), kEverything.begin() + static_cast<std::ptrdiff_t>(last)));
    EXPECT_TRUE(link->page->closed());
  }
}

TEST_P(Teardown, isPossibleByCloseInsideEveryCall) {
  for (std::size_t last = 1; last <= kEverything.size(); ++last) {
    SCOPED_TRACE(kEverything[last - 1]);
    const auto link = connectWithDocument();
    link->delegate.onEvent = [&](const std::string&) {
      if (link->delegate.events.size() == last) link->session->close("enough");
    };
    link->page->say(everything());
    settle();
    ASSERT_TRUE(link->delegate.closed);
    EXPECT_EQ(link->delegate.events.back(), "session closed");
    const auto count = [&](const char* prefix) {
      return std::count_if(link->delegate.events.begin(), link->delegate.events.end(),
                           [prefix](const std::string& event) { return event.starts_with(prefix); });
    };
    EXPECT_EQ(count("opened") + 1, count("closed") + count("replaced"));  // document 1 was open before
  }
}

TEST_P(Teardown, leavesAMessageReadableUntilItsCallReturns) {
  const auto link = connectWithDocument();
  std::string channel;
  std::string payload;
  link->delegate.onMessage = [&](const core::IncomingMessage& message) {
    link->delegate.silence();
    link->session.reset();  // a listener closed its window
    channel = message.channel;
    payload = std::string(reinterpret_cast<const char*>(message.payload.data()), message.payload.size());
  };
  link->page->say(messageFrame(1, "channel", std::string(100'000, 'p')));
  settle();
  EXPECT_EQ(channel, "channel");
  EXPECT_EQ(payload, std::string(100'000, 'p'));
}

TEST_P(Teardown, ofOneSessionInsideACallOfAnotherIsPossible) {
  const auto first = connectWithDocument();
  auto second = connectWithDocument();
  first->delegate.onMessage = [&](const core::IncomingMessage&) { second.reset(); };
  second->page->say(messageFrame(1, "on its way"));
  first->page->say(messageFrame(1, "c"));
  settle();
  EXPECT_EQ(second, nullptr);
}

INSTANTIATE_TEST_SUITE_P(Every, Teardown, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
