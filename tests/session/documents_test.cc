// SPDX-License-Identifier: MIT
#include "session/session_fixture.h"

#include "codec/codec.h"

namespace transom::test {
namespace {

using wire::Kind;

using Documents = SessionSuite;

TEST_P(Documents, areToldWithFrameAndUrl) {
  const auto link = connect();
  link->page->say(helloFrame() + openedFrame(1, 77, "https://example/ü") +
                  openedChildFrame(2, UINT64_MAX, 77, "about:blank", "https://example") +
                  frame({.kind = Kind::documentReady, .document = 1}) + closedFrame(2));
  settle();
  EXPECT_EQ(link->delegate.events, (Events{"opened 1 main 77 https://example/ü",
                                           "opened 2 child 18446744073709551615 about:blank in 77 from https://example",
                                           "ready 1", "closed 2"}));
}

TEST_P(Documents, closeWhenTheirFrameOpensAnother) {
  const auto link = connectWithDocument();
  link->page->say(openedFrame(2));
  settle();
  EXPECT_EQ(link->delegate.events, (Events{"replaced 1", "opened 2 main 1 app://page"}));
}

TEST_P(Documents, areHeardWhileTheyUnload) {
  const auto link = connectWithDocument();
  const std::string unloading = frame({.kind = Kind::documentUnloading, .document = 1});
  link->page->say(unloading + messageFrame(1, "last words") + openedFrame(2) + unloading);
  settle();
  EXPECT_EQ(link->delegate.events,
            (Events{"unloading 1", "message 1 last words ", "replaced 1", "opened 2 main 1 app://page"}));
  EXPECT_FALSE(link->delegate.closed);
}

TEST_P(Documents, stayOpenWhenAnotherFrameOpensOne) {
  const auto link = connectWithDocument();
  link->page->say(openedFrame(2, 2) + messageFrame(1, "a") + messageFrame(2, "b"));
  settle();
  EXPECT_EQ(link->delegate.events, (Events{"opened 2 main 2 app://page", "message 1 a ", "message 2 b "}));
}

TEST_P(Documents, thatAreFormerAreNotHeard) {
  const auto link = connectWithDocument();
  link->page->say(openedFrame(2) + messageFrame(1, "late") + frame({.kind = Kind::documentReady, .document = 1}) +
                  closedFrame(1));
  settle();
  EXPECT_EQ(link->delegate.events, (Events{"replaced 1", "opened 2 main 1 app://page"}));
  EXPECT_FALSE(link->delegate.closed);
}

TEST_P(Documents, thatAreFormerDoNotHangInASynchronousCall) {
  const auto link = connectWithDocument();
  link->page->say(openedFrame(2) + syncCallFrame(1, 9, "late"));
  settle();
  ASSERT_EQ(link->page->frames.size(), 1u);
  const auto& reply = link->page->frames.front();
  EXPECT_EQ(reply.header.kind, Kind::reply);
  EXPECT_EQ(reply.header.flags, wire::kFlagFailed);
  EXPECT_EQ(reply.header.document, 1u);
  EXPECT_EQ(reply.header.call, 9u);
  const Bytes error = codec::encodeError("Error", "IPC method called after context was released");
  EXPECT_EQ(reply.payload, std::string(reinterpret_cast<const char*>(error.data()), error.size()));
  EXPECT_EQ(link->delegate.events, (Events{"replaced 1", "opened 2 main 1 app://page"}));
}

TEST_P(Documents, getNoMessageThatWasMeantForAnother) {
  const auto link = connectWithDocument();
  link->page->say(openedFrame(2));
  settle();
  link->session->send(1, "for the former", {});
  link->session->send(3, "for one that never was", {});
  link->session->send(0, "for none", {});
  link->session->send(2, "for this one", {});
  settle();
  ASSERT_EQ(link->page->frames.size(), 1u);
  EXPECT_EQ(link->page->frames.front().channel, "for this one");
}

TEST_P(Documents, mayFollowEachOtherForEver) {
  settings_.limits.maxDocuments = 1;
  const auto link = connectWithDocument();
  for (std::uint32_t id = 2; id <= 3000; ++id) link->page->say(openedFrame(id));
  settle();
  EXPECT_FALSE(link->delegate.closed);
  EXPECT_EQ(link->delegate.events.back(), "opened 3000 main 1 app://page");
}

INSTANTIATE_TEST_SUITE_P(Every, Documents, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
