// SPDX-License-Identifier: MIT
#include "session/session_fixture.h"

#include "codec/codec.h"

#include <utility>

namespace transom::test {
namespace {

using wire::Kind;

using Messages = SessionSuite;

std::string textOf(const Bytes& view) {
  return {reinterpret_cast<const char*>(view.data()), view.size()};
}

TEST_P(Messages, arriveAsInTheWorkedExampleOfTheProtocol) {
  const auto link = connectWithDocument();
  link->page->say(bytes({0x0a, 0, 0, 0, 5, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0}) + "greet" + "\x82" + "bhi" +
                  "\x07");
  link->page->say(bytes({4, 0, 0, 0, 6, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0}) + "ask" + "\x80");
  link->delegate.onSyncCall = [](const core::IncomingMessage&, core::Reply reply) { reply.send(bytesOf("bok")); };
  settle();
  EXPECT_EQ(link->delegate.events, (Events{"message 1 greet \x82"
                                           "bhi\x07",
                                           "sync 1 ask \x80"}));
  ASSERT_EQ(link->page->frames.size(), 1u);
  EXPECT_EQ(frame(link->page->frames[0].header, {}, link->page->frames[0].payload),
            bytes({3, 0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}) + "bok");
}

TEST_P(Messages, mayHaveAnyChannelThatIsUtf8) {
  const auto link = connectWithDocument();
  const std::string large(std::size_t{1} << 20, 'c');
  for (const std::string& channel :
       {std::string(), std::string("\0", 1), std::string("__proto__"), std::string("😀"), large}) {
    link->page->say(messageFrame(1, channel));
    link->session->send(1, channel, {});
    loop_.runUntil([&] { return link->delegate.events.size() == 1 && link->page->frames.size() == 1; });
    EXPECT_EQ(link->delegate.events.front(), "message 1 " + channel + " ");
    EXPECT_EQ(link->page->frames.front().channel, channel);
    link->delegate.events.clear();
    link->page->frames.clear();
  }
}

TEST_P(Messages, ofAllSizesArriveUnchangedBothWays) {
  const auto link = connectWithDocument();
  for (std::size_t size : {0u, 1u, 255u, 65'516u, 65'536u, 1'000'000u, 5'000'000u}) {
    const std::string payload(size, static_cast<char>('a' + size % 26));
    std::string heard;
    bool came = false;
    link->delegate.onMessage = [&](const core::IncomingMessage& message) {
      heard = std::string(reinterpret_cast<const char*>(message.payload.data()), message.payload.size());
      came = true;
    };
    link->page->say(messageFrame(1, "c", payload));
    link->session->send(1, "c", bytesOf(payload));
    loop_.runUntil([&] { return came && !link->page->frames.empty(); });
    EXPECT_EQ(heard, payload);
    EXPECT_EQ(link->page->frames.front().payload, payload);
    link->page->frames.clear();
  }
}

TEST_P(Messages, andSynchronousCallsShareOneOrder) {
  const auto link = connectWithDocument();
  Events expected;
  std::string said;
  for (std::uint32_t i = 1; i <= 10'000; ++i) {
    const std::string channel = std::to_string(i);
    if (i % 3 == 0) {
      said += syncCallFrame(1, i, channel);
      expected.push_back("sync 1 " + channel + " ");
    } else {
      said += messageFrame(1, channel);
      expected.push_back("message 1 " + channel + " ");
    }
  }
  link->page->say(said);
  loop_.runUntil([&] { return link->delegate.events.size() == expected.size(); });
  EXPECT_EQ(link->delegate.events, expected);
}

TEST_P(Messages, ofMainAreSentInOrderWithItsReplies) {
  const auto link = connectWithDocument();
  link->delegate.onSyncCall = [&](const core::IncomingMessage&, core::Reply reply) {
    link->session->send(1, "before", {});
    reply.send(bytesOf("answer"));
    link->session->send(1, "after", {});
  };
  link->page->say(syncCallFrame(1, 1, "ask"));
  settle();
  ASSERT_EQ(link->page->frames.size(), 3u);
  EXPECT_EQ(link->page->frames[0].channel, "before");
  EXPECT_EQ(link->page->frames[1].header.kind, Kind::reply);
  EXPECT_EQ(link->page->frames[2].channel, "after");
}

TEST_P(Messages, mayBeAnsweredLaterAndInAnyOrder) {
  const auto link = connectWithDocument();
  link->page->say(syncCallFrame(1, 1, "a") + syncCallFrame(1, 2, "b"));
  settle();
  ASSERT_EQ(link->delegate.replies.size(), 2u);
  link->delegate.replies[1].send(bytesOf("second"));
  link->delegate.replies[0].fail(bytesOf("first"));
  settle();
  ASSERT_EQ(link->page->frames.size(), 2u);
  EXPECT_EQ(link->page->frames[0].header.call, 2u);
  EXPECT_EQ(link->page->frames[0].header.flags, 0);
  EXPECT_EQ(link->page->frames[1].header.call, 1u);
  EXPECT_EQ(link->page->frames[1].header.flags, wire::kFlagFailed);
}

TEST_P(Messages, thatNobodyAnswersFail) {
  const auto link = connectWithDocument();
  link->delegate.onSyncCall = [](const core::IncomingMessage&, const core::Reply&) {};
  link->page->say(syncCallFrame(1, 1, "a"));
  settle();
  ASSERT_EQ(link->page->frames.size(), 1u);
  EXPECT_EQ(link->page->frames[0].header.flags, wire::kFlagFailed);
  EXPECT_EQ(link->page->frames[0].payload, textOf(codec::encodeError("Error", "reply was never sent")));
}

TEST_P(Messages, areAnsweredAlsoWhenTheirDocumentHasGone) {
  // The process behind it may still be blocked in the call.
  const auto link = connectWithDocument();
  link->page->say(syncCallFrame(1, 1, "a") + openedFrame(2));
  settle();
  link->delegate.replies[0].send(bytesOf("answer"));
  settle();
  ASSERT_EQ(link->page->frames.size(), 1u);
  EXPECT_EQ(link->page->frames[0].header.document, 1u);
}

TEST_P(Messages, ofTheConsoleAreToldWithLevelAndPlace) {
  const auto link = connectWithDocument();
  link->page->say(frame({.kind = Kind::console, .flags = 3, .document = 1, .call = 42}, "app://page/x.js", "oh no") +
                  frame({.kind = Kind::console, .flags = 0}, "", "of no document") + openedFrame(2) +
                  frame({.kind = Kind::console, .flags = 4, .document = 1}, "", "from an unload handler"));
  settle();
  EXPECT_EQ(link->delegate.events,
            (Events{"console 1 level 3 app://page/x.js:42 oh no", "console 0 level 0 :0 of no document", "replaced 1",
                    "opened 2 main 1 app://page", "console 1 level 4 :0 from an unload handler"}));
}

TEST_P(Messages, ofTheConsoleAreMendedWhereTheyAreNotUtf8) {
  const auto link = connectWithDocument();
  link->page->say(frame({.kind = Kind::console, .document = 1}, "", "a\xed\xa0\x80z"));
  settle();
  EXPECT_EQ(link->delegate.events, Events{"console 1 level 0 :0 a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz"});
}

TEST_P(Messages, ofAnUnknownOptionalKindAreSkipped) {
  const auto link = connectWithDocument();
  link->page->say(frame({.kind = Kind{200}, .flags = 0xff, .document = 99, .call = 7}, "channel", "payload") +
                  messageFrame(1, "next"));
  settle();
  EXPECT_EQ(link->delegate.events, Events{"message 1 next "});
}

INSTANTIATE_TEST_SUITE_P(Every, Messages, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
