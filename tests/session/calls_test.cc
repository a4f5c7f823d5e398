// SPDX-License-Identifier: MIT
#include "session/session_fixture.h"

#include <optional>

namespace transom::test {
namespace {

using core::CallResult;
using wire::Kind;
using Outcome = CallResult::Outcome;

/// What became of one evaluate(); fails the test if it is told twice.
struct Answer {
  std::optional<Outcome> outcome;
  std::string payload;

  core::CallCallback callback() {
    return [this](const CallResult& result) {
      EXPECT_FALSE(outcome) << "settled twice";
      outcome = result.outcome;
      payload = std::string(reinterpret_cast<const char*>(result.payload.data()), result.payload.size());
    };
  }
};

using Calls = SessionSuite;

TEST_P(Calls, reachThePageAndBringItsAnswer) {
  const auto link = connectWithDocument();
  Answer value;
  Answer error;
  link->session->evaluate(1, bytesOf("1 + 1"), value.callback());
  link->session->evaluate(1, bytesOf("oops()"), error.callback());
  settle();
  ASSERT_EQ(link->page->frames.size(), 2u);
  EXPECT_EQ(link->page->frames[0].header.kind, Kind::evaluate);
  EXPECT_EQ(link->page->frames[0].header.call, 1u);
  EXPECT_EQ(link->page->frames[0].payload, "1 + 1");
  EXPECT_EQ(link->page->frames[1].header.call, 2u);
  link->page->say(replyFrame(1, 2, "error", true) + replyFrame(1, 1, "value"));
  settle();
  EXPECT_EQ(value.outcome, Outcome::answered);
  EXPECT_EQ(value.payload, "value");
  EXPECT_EQ(error.outcome, Outcome::failed);
  EXPECT_EQ(error.payload, "error");
}

TEST_P(Calls, nameTheScriptWorldThatTheyAreFor) {
  const auto link = connectWithDocument();
  Answer inPage;
  Answer inWorld;
  link->session->evaluate(1, bytesOf("1"), inPage.callback());
  link->session->evaluate(1, bytesOf("2"), inWorld.callback(), "1004");
  settle();
  ASSERT_EQ(link->page->frames.size(), 2u);
  EXPECT_EQ(link->page->frames[0].channel, "");
  EXPECT_EQ(link->page->frames[1].channel, "1004");
  EXPECT_EQ(link->page->frames[1].payload, "2");
}

TEST_P(Calls, areSettledOnceEvenIfThePageAnswersTwice) {
  const auto link = connectWithDocument();
  Answer answer;
  link->session->evaluate(1, bytesOf("1"), answer.callback());
  link->page->say(replyFrame(1, 1, "first") + replyFrame(1, 1, "second") + messageFrame(1, "still here"));
  settle();
  EXPECT_EQ(answer.payload, "first");
  EXPECT_EQ(link->delegate.events, Events{"message 1 still here "});
}

TEST_P(Calls, areGoneWithTheirDocument) {
  const auto link = connectWithDocument();
  link->page->say(openedFrame(2, 2));
  settle();
  Answer ofFirst;
  Answer ofSecond;
  link->session->evaluate(1, bytesOf("1"), ofFirst.callback());
  link->session->evaluate(2, bytesOf("2"), ofSecond.callback());
  link->page->say(closedFrame(1) + replyFrame(1, 1, "too late") + replyFrame(2, 2, "in time"));
  settle();
  EXPECT_EQ(ofFirst.outcome, Outcome::gone);
  EXPECT_EQ(ofSecond.outcome, Outcome::answered);
  EXPECT_FALSE(link->delegate.closed);
}

TEST_P(Calls, areGoneAtOnceIfTheirDocumentIsNotThere) {
  const auto link = connectWithDocument();
  Answer answer;
  link->session->evaluate(2, bytesOf("1"), answer.callback());
  EXPECT_EQ(answer.outcome, Outcome::gone);
}

TEST_P(Calls, areGoneWithTheConnection) {
  const auto link = connectWithDocument();
  Answer answer;
  link->session->evaluate(1, bytesOf("1"), answer.callback());
  link->page->vanish();
  settle();
  EXPECT_EQ(answer.outcome, Outcome::gone);
  Answer later;
  link->session->evaluate(1, bytesOf("1"), later.callback());
  EXPECT_EQ(later.outcome, Outcome::gone);
}

TEST_P(Calls, areGoneWithTheSession) {
  const auto link = connectWithDocument();
  Answer answer;
  link->session->evaluate(1, bytesOf("1"), answer.callback());
  link->session.reset();
  EXPECT_EQ(answer.outcome, Outcome::gone);
}

TEST_P(Calls, mayMakeAnotherFromInsideTheirAnswer) {
  const auto link = connectWithDocument();
  Answer second;
  link->session->evaluate(1, bytesOf("1"),
                          [&](const CallResult&) { link->session->evaluate(1, bytesOf("2"), second.callback()); });
  link->page->say(replyFrame(1, 1, ""));
  settle();
  link->page->say(replyFrame(1, 2, "two"));
  settle();
  EXPECT_EQ(second.payload, "two");
}

TEST_P(Calls, areGoneAlsoIfTheyAreMadeWhileTheSessionEnds) {
  const auto link = connectWithDocument();
  Answer second;
  link->session->evaluate(1, bytesOf("1"),
                          [&](const CallResult&) { link->session->evaluate(1, bytesOf("2"), second.callback()); });
  link->page->vanish();
  settle();
  EXPECT_EQ(second.outcome, Outcome::gone);
}

TEST_P(Calls, mayDestroyTheSessionFromInsideTheirAnswer) {
  const auto link = connectWithDocument();
  std::string seen;
  link->session->evaluate(1, bytesOf("1"), [&](const CallResult& result) {
    link->session.reset();
    link->delegate.silence();
    seen = std::string(reinterpret_cast<const char*>(result.payload.data()), result.payload.size());
  });
  link->page->say(replyFrame(1, 1, "value") + messageFrame(1, "never told"));
  settle();
  EXPECT_EQ(seen, "value");
}

TEST_P(Calls, withAScriptOverTheLimitFailWithoutBeingSent) {
  settings_.limits.maxMessageBytes = 100;
  const auto link = connectWithDocument();
  Answer answer;
  link->session->evaluate(1, bytesOf(std::string(101, 'x')), answer.callback());
  EXPECT_EQ(answer.outcome, Outcome::failed);
  settle();
  EXPECT_TRUE(link->page->frames.empty());
}

INSTANTIATE_TEST_SUITE_P(Every, Calls, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
