// SPDX-License-Identifier: MIT
#include "session/session_fixture.h"

#include <string>
#include <vector>

namespace transom::test {
namespace {

using wire::Kind;

/// Bytes that end a connection, and what main says to them. `why` is what they would do to us otherwise.
struct Violation {
  const char* why;
  std::string bytes;
  std::string reason;
};

std::string header(wire::FrameHeader fields) {
  const auto encoded = wire::encodeHeader(fields);
  return {reinterpret_cast<const char*>(encoded.data()), encoded.size()};
}

/// Said before anything else.
std::vector<Violation> violationsOfTheHandshake() {
  return {
      {"speaks before main has agreed to any settings", openedFrame(1), "the first frame is not hello"},
      {"skips the handshake with a frame that main would skip", frame({.kind = Kind{99}, .flags = 0x80}),
       "the first frame is not hello"},
      {"sends something that is not this protocol at all: an HTTP request", "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
       "channel is longer than its frame"},
      {"makes main read a version that is not there", frame({.kind = Kind::hello, .call = 1}, {}, "abc"),
       "hello has a payload of the wrong size"},
      {"hides data in the handshake", frame({.kind = Kind::hello, .call = 1}, {}, "abcde"),
       "hello has a payload of the wrong size"},
      {"names no lowest version", frame({.kind = Kind::hello}, {}, littleEndian32(1)), "hello has no call number"},
  };
}

/// Wrong by their header alone, in any state; PROTOCOL.md, section 2.
std::vector<Violation> violationsOfTheFraming() {
  return {
      {"makes main allocate 4 GiB", header({.length = UINT32_MAX, .kind = Kind::message, .document = 1}),
       "message of 4294967295 bytes is over the limit of 268435456"},
      {"is one byte too long", header({.length = (256u << 20) + 1, .kind = Kind::message, .document = 1}),
       "message of 268435457 bytes is over the limit of 268435456"},
      {"makes main allocate through the channel",
       header({.length = 5u << 20, .kind = Kind::message, .document = 1, .channelLength = (4u << 20) + 1}),
       "channel of 4194305 bytes is over the limit of 4194304"},
      {"makes main read past the frame: a channel longer than it",
       frame({.kind = Kind::message, .document = 1}, "abc").replace(16, 1, "\x04"), "channel is longer than its frame"},
      {"makes main read past the frame, by wrapping around",
       header({.length = 0, .kind = Kind::message, .document = 1, .channelLength = UINT32_MAX}),
       "channel is longer than its frame"},
      {"fills main's descriptor table", header({.kind = Kind::message, .descriptors = 1, .document = 1}),
       "file descriptors are not part of this version"},
      {"makes two keys look like one in logs and maps: overlong UTF-8", messageFrame(1, "\xc0\xaf"),
       "message has a channel that is not UTF-8"},
      {"the same, cut off in the middle", messageFrame(1, "abc\xe2\x82"), "message has a channel that is not UTF-8"},
      {"the same, a lone surrogate", syncCallFrame(1, 1, "\xed\xa0\x80"), "syncCall has a channel that is not UTF-8"},
      {"the same in a URL", openedFrame(2, 2, "\xff"), "documentOpened has a channel that is not UTF-8"},
      {"says something that main can't skip and doesn't know", frame({.kind = Kind{98}}), "kind 98 is unknown"},
      {"the same with kind 0", frame({.kind = Kind{0}}), "kind 0 is unknown"},
      {"sets a bit that may come to mean something", frame({.kind = Kind::message, .flags = 0x40, .document = 1}),
       "message has flags that it doesn't define"},
  };
}

/// Frames that no page may send, or not now; PROTOCOL.md, sections 3 to 5.
std::vector<Violation> violationsOfTheState() {
  return {
      {"renegotiates under main's feet", helloFrame(), "hello came twice"},
      {"plays main", frame({.kind = Kind::welcome, .call = 1}, {}, std::string(12, '\0')),
       "welcome is not for a page to send"},
      {"plays main, to run code", frame({.kind = Kind::evaluate, .document = 1, .call = 1}, {}, "1"),
       "evaluate is not for a page to send"},
      {"plays main, even with the optional bit", frame({.kind = Kind::bye, .flags = 0x80}, {}, "x"),
       "bye is not for a page to send"},
      {"speaks for a document that main doesn't know", messageFrame(2, "c"), "message of document 2, which never was"},
      {"speaks for no document", messageFrame(0, "c"), "message names no document"},
      {"asks for one that never was", syncCallFrame(UINT32_MAX, 1, "c"),
       "syncCall of document 4294967295, which never was"},
      {"closes one that never was", closedFrame(2), "documentClosed of document 2, which never was"},
      {"readies one that never was", frame({.kind = Kind::documentReady, .document = 2}),
       "documentReady of document 2, which never was"},
      {"unloads one that never was", frame({.kind = Kind::documentUnloading, .document = 2}),
       "documentUnloading of document 2, which never was"},
      {"logs for one that never was", frame({.kind = Kind::console, .document = 2}, "", "x"),
       "console of document 2, which never was"},
      {"answers for one that never was", replyFrame(2, 1, ""), "reply of document 2, which never was"},
      {"says as a child of the main frame what main would not believe of that",
       openedChildFrame(2, 1, 9, "app://page", "app://main"),
       "documentOpened of a frame that takes or gives up the place of the main frame"},
      {"makes a child the main frame, so that main keeps what was there for ever",
       openedChildFrame(2, 2, 1, "app://page", "app://page") + openedFrame(3, 2),
       "documentOpened of a frame that takes or gives up the place of the main frame"},
      {"takes the place of an open document", openedFrame(1, 2), "documentOpened with a number that is not the next"},
      {"leaves numbers out, so that main can't tell former from never", openedFrame(3, 2),
       "documentOpened with a number that is not the next"},
      {"says less than where a document is",
       frame({.kind = Kind::documentOpened, .flags = wire::kFlagMainFrame, .document = 2}, "", std::string(15, '\0')),
       "documentOpened has a payload of the wrong size"},
      {"says an origin without end", openedChildFrame(2, 2, 1, "", std::string(1025, 'x')),
       "documentOpened has a payload of the wrong size"},
      {"says an origin that is not UTF-8", openedChildFrame(2, 2, 1, "", "\xff"),
       "documentOpened has an origin that is not UTF-8"},
      {"makes a frame that is in none", openedChildFrame(2, 2, 0), "documentOpened of a frame without a parent"},
      {"puts the main frame into another",
       frame({.kind = Kind::documentOpened, .flags = wire::kFlagMainFrame, .document = 2}, "",
             littleEndian64(2) + littleEndian64(1)),
       "documentOpened of a main frame that has a parent"},
      {"opens document 0", openedFrame(0, 2), "documentOpened names no document"},
      {"answers a question that was never asked", replyFrame(1, 1, ""), "reply to a call that was never made"},
      {"asks a question that can't be answered", syncCallFrame(1, 0, "c"), "syncCall has no call number"},
      {"claims more ports than it names",
       frame({.kind = Kind::postMessage, .flags = wire::kFlagPorts, .document = 1}, "c",
             littleEndian32(2) + littleEndian32(1)),
       "postMessage has a broken list of ports"},
      {"makes main set aside room for four billion ports",
       frame({.kind = Kind::postMessage, .flags = wire::kFlagPorts, .document = 1}, "c", littleEndian32(UINT32_MAX)),
       "postMessage has a broken list of ports"},
      {"makes main open more channels than there may be",
       postMessageFrame(1, "c", "", std::vector<std::uint32_t>(65537, 1)), "postMessage has a broken list of ports"},
      {"carries no ports, and says that it does",
       frame({.kind = Kind::portMessage, .flags = wire::kFlagPorts, .document = 1, .call = 1}, "", littleEndian32(0)),
       "portMessage has a broken list of ports"},
      {"names a port twice", postMessageFrame(1, "c", "", {1, 3, 1}), "postMessage names a port twice"},
      {"takes the name of an open port", postMessageFrame(1, "c", "", {1}) + portMessageFrame(1, 1, "", {1}),
       "portMessage names a port that is not the page's to name"},
      {"takes a name that main gives", postMessageFrame(1, "c", "", {2}),
       "postMessage names a port that is not the page's to name"},
      {"names port 0", postMessageFrame(1, "c", "", {0}), "postMessage names a port that is not the page's to name"},
      {"posts to no port", portMessageFrame(1, 0, ""), "portMessage has no call number"},
      {"posts from a document that never was", portMessageFrame(2, 1, ""),
       "portMessage of document 2, which never was"},
      {"closes a port of one that never was", portCloseFrame(2, 1), "portClose of document 2, which never was"},
      {"closes no port", portCloseFrame(1, 0), "portClose has no call number"},
      {"plays main, to end up in a stream", frame({.kind = Kind::chunk, .document = 1, .call = 1}, {}, "1"),
       "chunk is not for a page to send"},
      {"asks for more of a stream in a number that isn't there",
       frame({.kind = Kind::credit, .document = 1, .call = 1}), "credit has a payload of the wrong size"},
      {"asks for more for a document that never was", creditFrame(2, 1, 1), "credit of document 2, which never was"},
      {"logs at a level that isn't one", frame({.kind = Kind::console, .flags = 5}, "", "x"),
       "console has a level that isn't defined"},
  };
}

class HostilePage : public SessionSuite {
 protected:
  /// Main says why, closes, tells its delegate, and handles nothing that follows.
  void expectViolation(Link& link, const Violation& violation) {
    SCOPED_TRACE(violation.why);
    link.page->say(violation.bytes + messageFrame(1, "after the end"));
    loop_.runUntil([&] { return link.delegate.closed && link.page->closed(); });
    EXPECT_EQ(link.page->bye(), violation.reason);
    EXPECT_EQ(link.delegate.closed->text, violation.reason);
    EXPECT_TRUE(link.delegate.closed->violation);
    for (const std::string& event : link.delegate.events) EXPECT_EQ(event.find("after the end"), std::string::npos);
  }

  void expectUntouched(Link& link) {
    link.delegate.events.clear();
    link.page->say(messageFrame(1, "all is well"));
    settle();
    EXPECT_EQ(link.delegate.events, Events{"message 1 all is well "});
  }
};

TEST_P(HostilePage, endsItsConnectionInTheHandshakeAndNoOther) {
  const auto bystander = connectWithDocument();
  for (const Violation& violation : violationsOfTheHandshake()) expectViolation(*connect(), violation);
  expectUntouched(*bystander);
}

TEST_P(HostilePage, endsItsConnectionByBrokenFramesAndNoOther) {
  const auto bystander = connectWithDocument();
  for (const Violation& violation : violationsOfTheFraming()) expectViolation(*connectWithDocument(), violation);
  expectUntouched(*bystander);
}

TEST_P(HostilePage, endsItsConnectionByFramesOutOfPlaceAndNoOther) {
  const auto bystander = connectWithDocument();
  for (const Violation& violation : violationsOfTheState()) expectViolation(*connectWithDocument(), violation);
  expectUntouched(*bystander);
}

TEST_P(HostilePage, mayNotSendMessagesOnceItWasToldThatItHasNoIpc) {
  settings_.rights.ipcExposed = false;
  expectViolation(*connectWithDocument(),
                  {"speaks without leave", messageFrame(1, "c"), "message of a page that has no IPC"});
  expectViolation(*connectWithDocument(),
                  {"asks without leave", syncCallFrame(1, 1, "c"), "syncCall of a page that has no IPC"});
  expectViolation(*connectWithDocument(),
                  {"posts without leave", postMessageFrame(1, "c", ""), "postMessage of a page that has no IPC"});
  expectViolation(*connectWithDocument(), {"posts to a port that it can't have", portMessageFrame(1, 2, ""),
                                           "portMessage of a page that has no IPC"});
  expectViolation(*connectWithDocument(), {"closes one", portCloseFrame(1, 2), "portClose of a page that has no IPC"});
  expectViolation(*connectWithDocument(), {"the same from a former document", openedFrame(2) + messageFrame(1, "c"),
                                           "message of a page that has no IPC"});
}

TEST_P(HostilePage, mayNotSendFromAFrameUnlessItWasToldThatItsFramesHaveIpc) {
  expectViolation(*connectWithDocument(), {"speaks from a frame", openedChildFrame(2, 2) + messageFrame(2, "c"),
                                           "message of a frame that has no IPC"});
  settings_.rights.ipcInSubFrames = true;
  const auto link = connectWithDocument();
  link->page->say(openedChildFrame(2, 2) + messageFrame(2, "c"));
  settle();
  EXPECT_EQ(link->delegate.events.back(), "message 2 c ");
}

TEST_P(HostilePage, isHeardUpToTheFrameThatBreaksTheRules) {
  const auto link = connectWithDocument();
  link->page->say(messageFrame(1, "good") + messageFrame(7, "bad") + messageFrame(1, "never"));
  settle();
  EXPECT_EQ(link->delegate.events, (Events{"message 1 good ", "closed 1", "session closed"}));
}

TEST_P(HostilePage, losesItsDocumentsBeforeTheSessionEnds) {
  const auto link = connectWithDocument();
  link->page->say(openedFrame(2, 2) + openedFrame(3, 3) + messageFrame(9, "bad"));
  settle();
  EXPECT_EQ(link->delegate.events, (Events{"opened 2 main 2 app://page", "opened 3 main 3 app://page", "closed 1",
                                           "closed 2", "closed 3", "session closed"}));
}

TEST_P(HostilePage, mayVanishInTheMiddleOfAFrame) {
  const auto link = connectWithDocument();
  link->page->say(messageFrame(1, "channel", std::string(100'000, 'x')).substr(0, 50'000));
  settle();
  link->page->vanish();
  settle();
  EXPECT_EQ(link->delegate.events, (Events{"closed 1", "session closed"}));
  EXPECT_FALSE(link->delegate.closed->violation);
}

TEST_P(HostilePage, breaksNothingWithAnyPrefixOfAConversation) {
  const std::string said =
      helloFrame() + openedFrame(1) + messageFrame(1, "a", "b") + syncCallFrame(1, 1, "c") + closedFrame(1);
  for (std::size_t size = 0; size <= said.size(); ++size) {
    const auto link = connect();
    link->page->say(said.substr(0, size));
    settle();
    link->page->vanish();
    loop_.runUntil([&] { return link->delegate.closed.has_value(); });
    EXPECT_FALSE(link->delegate.closed->violation) << size;
  }
}

INSTANTIATE_TEST_SUITE_P(Every, HostilePage, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
