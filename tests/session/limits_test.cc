// SPDX-License-Identifier: MIT
#include "session/session_fixture.h"

#include <stdexcept>
#include <utility>

namespace transom::test {
namespace {

using SessionLimits = SessionSuite;

constexpr std::size_t kMiB = std::size_t{1} << 20;

TEST_P(SessionLimits, letThePageSendWhatIsJustWithinThem) {
  settings_.limits.maxMessageBytes = 1000;
  settings_.limits.maxChannelBytes = 10;
  const auto link = connectWithDocument();
  link->page->say(messageFrame(1, std::string(10, 'c'), std::string(1000, 'p')));
  settle();
  EXPECT_EQ(link->delegate.events.size(), 1u);
  EXPECT_FALSE(link->delegate.closed);
}

TEST_P(SessionLimits, keepMainFromSendingMoreThanAPageWouldTake) {
  settings_.limits.maxMessageBytes = 1000;
  settings_.limits.maxChannelBytes = 10;
  const auto link = connectWithDocument();
  EXPECT_THROW(link->session->send(1, "c", bytesOf(std::string(1001, 'p'))), std::length_error);
  EXPECT_THROW(link->session->send(1, std::string(11, 'c'), {}), std::length_error);
  link->page->say(syncCallFrame(1, 1, "ask"));
  settle();
  EXPECT_THROW(link->delegate.replies[0].send(bytesOf(std::string(1001, 'p'))), std::length_error);
  link->delegate.replies[0].send(bytesOf("fits"));
  link->session->send(1, std::string(10, 'c'), bytesOf(std::string(1000, 'p')));
  settle();
  ASSERT_EQ(link->page->frames.size(), 2u);
  EXPECT_EQ(link->page->frames[0].payload, "fits");
  EXPECT_EQ(link->page->frames[1].payload.size(), 1000u);
}

TEST_P(SessionLimits, endAPageThatDoesNotRead) {
  settings_.limits.maxQueuedBytes = 8 * kMiB;
  auto [mains, pages] = GetParam().connect(loop_.loop());
  RecordingDelegate delegate;
  core::Session session(std::move(mains), settings_, delegate);
  session.start();
  const std::string said = helloFrame() + openedFrame(1);
  pages->write(bytesOf(said), {});  // and is never started, so it reads nothing
  settle();
  const std::string payload(kMiB, 'x');
  for (int i = 0; i < 20; ++i) {
    session.send(1, "c", bytesOf(payload));
    EXPECT_FALSE(delegate.closed) << "nothing is told from inside send()";
  }
  settle();
  ASSERT_TRUE(delegate.closed);
  EXPECT_TRUE(delegate.closed->violation);
  EXPECT_EQ(delegate.closed->text, "page does not read");
}

TEST_P(SessionLimits, letAPageThatReadsHaveFarMoreThanMayWait) {
  settings_.limits.maxQueuedBytes = 2 * kMiB;
  const auto link = connectWithDocument();
  const std::string payload(kMiB, 'x');
  for (std::size_t i = 1; i <= 10; ++i) {
    link->session->send(1, "c", bytesOf(payload));
    loop_.runUntil([&] { return link->page->frames.size() == i; });
  }
  EXPECT_FALSE(link->delegate.closed);
}

TEST_P(SessionLimits, endAPageThatOpensTooManyDocuments) {
  settings_.limits.maxDocuments = 3;
  const auto link = connectWithDocument();
  link->page->say(openedFrame(2, 2) + openedFrame(3, 3));
  settle();
  EXPECT_FALSE(link->delegate.closed);
  link->page->say(openedFrame(4, 4));
  settle();
  EXPECT_EQ(link->page->bye(), "too many documents are open");
  ASSERT_TRUE(link->delegate.closed);
  EXPECT_TRUE(link->delegate.closed->violation);
}

TEST_P(SessionLimits, endAPageWithTooManyCallsThatWait) {
  settings_.limits.maxPendingCalls = 3;
  const auto link = connectWithDocument();
  for (std::uint32_t call = 1; call <= 3; ++call) link->page->say(syncCallFrame(1, call, "ask"));
  settle();
  ASSERT_EQ(link->delegate.replies.size(), 3u);
  link->delegate.replies.pop_front();  // which answers it, and makes room for another
  link->page->say(syncCallFrame(1, 4, "ask"));
  settle();
  EXPECT_FALSE(link->delegate.closed);
  link->page->say(syncCallFrame(1, 5, "ask"));
  settle();
  EXPECT_EQ(link->page->bye(), "too many calls wait for an answer");
}

TEST_P(SessionLimits, ofCallsCountOnlyThoseThatWait) {
  settings_.limits.maxPendingCalls = 1;
  const auto link = connectWithDocument();
  link->delegate.onSyncCall = [](const core::IncomingMessage&, core::Reply reply) { reply.send({}); };
  for (std::uint32_t call = 1; call <= 1000; ++call) link->page->say(syncCallFrame(1, call, "ask"));
  loop_.runUntil([&] { return link->page->frames.size() == 1000; });
  EXPECT_FALSE(link->delegate.closed);
}

TEST_P(SessionLimits, beyondWhatAFrameCanHoldAreLowered) {
  settings_.limits.maxMessageBytes = UINT64_MAX;
  settings_.limits.maxChannelBytes = UINT32_MAX;
  settings_.limits.maxPendingCalls = 7;
  const auto link = connect();
  link->page->say(helloFrame());
  settle();
  ASSERT_EQ(link->page->frames.size(), 1u);
  EXPECT_EQ(link->page->frames.front().payload, littleEndian64(UINT32_MAX) + littleEndian32(0) + littleEndian32(7));
}

INSTANTIATE_TEST_SUITE_P(Every, SessionLimits, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
