// SPDX-License-Identifier: MIT
// Ends of channels in one page, as its session with main sees them.
#include "session/session_fixture.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace transom::test {
namespace {

using core::Port;
using wire::Kind;

std::string textOf(const core::PortMessage& message) {
  return {reinterpret_cast<const char*>(message.payload.data()), message.payload.size()};
}

core::PortMessage messageOf(std::string_view text, std::vector<std::shared_ptr<Port>> ports = {}) {
  const ByteView bytes = bytesOf(text);
  return {.payload = Bytes(bytes.begin(), bytes.end()), .ports = std::move(ports)};
}

/// What waits in a port.
Events takeAll(Port& port) {
  Events texts;
  while (const auto message = port.take()) texts.push_back(textOf(*message));
  return texts;
}

class Ports : public SessionSuite {
 protected:
  /// The end in main of a channel that the page has made, as port `number`.
  std::shared_ptr<Port> fromPage(Link& link, std::uint32_t number) {
    link.page->say(postMessageFrame(1, "port", "", {number}));
    settle();
    auto port = std::move(link.delegate.ports.back());
    link.delegate.ports.clear();
    link.delegate.events.clear();
    return port;
  }

  /// The end in main of a channel that main has made, and its number in the page.
  std::pair<std::shared_ptr<Port>, std::uint32_t> toPage(Link& link) {
    auto [ours, theirs] = Port::makePair();
    link.session->postMessage(1, "port", {}, {std::move(theirs)});
    settle();
    const std::uint32_t number = link.page->frames.back().ports().at(0);
    link.page->frames.clear();
    return {std::move(ours), number};
  }

  /// Frames that main has sent since the last call, as `kind port value`.
  Events sentTo(Link& link) {
    settle();
    Events frames;
    for (const auto& frame : std::exchange(link.page->frames, {})) {
      const char* const kind = frame.header.kind == Kind::portClose ? "close " : "message ";
      frames.push_back(kind + std::to_string(frame.header.call) + ' ' + frame.value());
    }
    return frames;
  }
};

TEST_P(Ports, comeWithAPostedMessageInTheOrderOfAllMessages) {
  const auto link = connectWithDocument();
  link->page->say(messageFrame(1, "a") + postMessageFrame(1, "b", "value", {1, 3}) + invokeFrame(1, 1, "c") +
                  postMessageFrame(1, "d", "without"));
  settle();
  EXPECT_EQ(link->delegate.events,
            (Events{"message 1 a ", "posted 1 b value with 2", "invoke 1 c ", "posted 1 d without with 0"}));
}

TEST_P(Ports, carryMessagesBothWays) {
  const auto link = connectWithDocument();
  const auto port = fromPage(*link, 1);
  link->page->say(portMessageFrame(1, 1, "one") + portMessageFrame(1, 1, "two"));
  settle();
  EXPECT_EQ(takeAll(*port), (Events{"one", "two"}));
  port->post(messageOf("answer"));
  EXPECT_EQ(sentTo(*link), Events{"message 1 answer"});
}

TEST_P(Ports, ofMainGoToAPageWithWhatWaitsInThem) {
  const auto link = connectWithDocument();
  auto [ours, theirs] = Port::makePair();
  ours->post(messageOf("early"));
  link->session->postMessage(1, "port", bytesOf("value"), {std::move(theirs)});
  ours->post(messageOf("late"));
  settle();
  ASSERT_EQ(link->page->frames.size(), 3u);
  EXPECT_EQ(link->page->frames[0].header.kind, Kind::postMessage);
  EXPECT_EQ(link->page->frames[0].channel, "port");
  EXPECT_EQ(link->page->frames[0].value(), "value");
  const auto numbers = link->page->frames[0].ports();
  ASSERT_EQ(numbers.size(), 1u);
  EXPECT_EQ(numbers[0] % 2, 0u) << "odd ones are the page's to give";
  link->page->frames.pop_front();
  const std::string number = std::to_string(numbers[0]);
  EXPECT_EQ(sentTo(*link), (Events{"message " + number + " early", "message " + number + " late"}));
}

TEST_P(Ports, goThroughPorts) {
  const auto link = connectWithDocument();
  const auto port = fromPage(*link, 1);
  link->page->say(portMessageFrame(1, 1, "take", {3}) + portMessageFrame(1, 3, "through"));
  settle();
  const auto message = port->take();
  ASSERT_TRUE(message && message->ports.size() == 1);
  EXPECT_EQ(takeAll(*message->ports[0]), Events{"through"});
  message->ports[0]->post(messageOf("back"));
  EXPECT_EQ(sentTo(*link), Events{"message 3 back"});
}

TEST_P(Ports, areClosedByThePage) {
  const auto link = connectWithDocument();
  const auto port = fromPage(*link, 1);
  link->page->say(portMessageFrame(1, 1, "last words") + portCloseFrame(1, 1) + portMessageFrame(1, 1, "too late"));
  settle();
  EXPECT_FALSE(port->isOver());
  EXPECT_EQ(takeAll(*port), Events{"last words"});
  EXPECT_TRUE(port->isOver());
  port->post(messageOf("to nobody"));
  EXPECT_EQ(sentTo(*link), Events{});
  EXPECT_FALSE(link->delegate.closed);
}

TEST_P(Ports, tellThePageWhenTheyAreClosed) {
  const auto link = connectWithDocument();
  auto port = fromPage(*link, 1);
  port->post(messageOf("last words"));
  port.reset();
  EXPECT_EQ(sentTo(*link), (Events{"message 1 last words", "close 1 "}));
  link->page->say(portMessageFrame(1, 1, "crossed it") + portCloseFrame(1, 1) + messageFrame(1, "still here"));
  settle();
  EXPECT_EQ(link->delegate.events.back(), "message 1 still here ");
}

TEST_P(Ports, thatNobodyKeepsAreClosed) {
  const auto link = connectWithDocument();
  link->delegate.onPostMessage = [](const auto&) {};
  link->page->say(postMessageFrame(1, "port", "", {1, 3}));
  settle();
  EXPECT_EQ(sentTo(*link), (Events{"close 1 ", "close 3 "}));
}

TEST_P(Ports, thatComeThroughAClosedOneAreClosed) {
  const auto link = connectWithDocument();
  fromPage(*link, 1).reset();
  EXPECT_EQ(sentTo(*link), Events{"close 1 "});
  link->page->say(portMessageFrame(1, 1, "crossed it", {3}));
  EXPECT_EQ(sentTo(*link), Events{"close 3 "});
}

TEST_P(Ports, areClosedWhenTheirDocumentIsGone) {
  const auto link = connectWithDocument();
  link->page->say(openedFrame(2, 2));
  const auto port = fromPage(*link, 1);
  link->page->say(portMessageFrame(1, 1, "last words") + postMessageFrame(2, "port", "", {1}));
  settle();
  const auto other = link->delegate.ports.back();
  link->page->say(openedFrame(3, 1));
  settle();
  EXPECT_EQ(takeAll(*port), Events{"last words"});
  EXPECT_TRUE(port->isOver());
  EXPECT_FALSE(other->isOver()) << "the same number in another document is another port";
}

TEST_P(Ports, areClosedWhenThePageVanishes) {
  const auto link = connectWithDocument();
  const auto port = fromPage(*link, 1);
  const auto [given, number] = toPage(*link);
  link->page->vanish();
  settle();
  EXPECT_TRUE(port->isOver());
  EXPECT_TRUE(given->isOver());
}

TEST_P(Ports, areClosedWhenTheSessionIsDestroyed) {
  const auto link = connectWithDocument();
  const auto port = fromPage(*link, 1);
  link->delegate.silence();
  link->session.reset();
  EXPECT_TRUE(port->isOver());
}

TEST_P(Ports, inOnePageBothAreClosedWithItsDocument) {
  const auto link = connectWithDocument();
  auto [one, two] = Port::makePair();
  link->session->postMessage(1, "port", {}, {std::move(one), std::move(two)});
  settle();
  link->page->frames.clear();
  link->page->say(closedFrame(1));
  settle();
  EXPECT_EQ(sentTo(*link), Events{});
  EXPECT_FALSE(link->delegate.closed);
}

TEST_P(Ports, forADocumentThatIsGoneAreClosed) {
  const auto link = connectWithDocument();
  link->page->say(openedFrame(2, 1));
  settle();
  const auto [ours, theirs] = Port::makePair();
  link->session->postMessage(1, "port", {}, {theirs});
  EXPECT_TRUE(ours->isOver());
  EXPECT_EQ(sentTo(*link), Events{});
}

TEST_P(Ports, forAFrameWithoutIpcAreClosed) {
  const auto link = connectWithDocument();
  link->page->say(openedChildFrame(2, 2));
  settle();
  const auto [ours, theirs] = Port::makePair();
  link->session->postMessage(2, "port", {}, {theirs});
  EXPECT_TRUE(ours->isOver());
  EXPECT_EQ(sentTo(*link), Events{});
}

TEST_P(Ports, ofAFormerDocumentAreDropped) {
  const auto link = connectWithDocument();
  link->page->say(closedFrame(1) + postMessageFrame(1, "a", "", {1}) + portMessageFrame(1, 1, "b") +
                  portCloseFrame(1, 1));
  settle();
  EXPECT_EQ(link->delegate.events, Events{"closed 1"});
}

TEST_P(Ports, mayBeGivenBackToThePageTheyCameFrom) {
  const auto link = connectWithDocument();
  auto port = fromPage(*link, 1);
  link->page->say(portMessageFrame(1, 1, "waits in it"));
  settle();
  link->session->postMessage(1, "port", {}, {std::move(port)});
  settle();
  const std::uint32_t number = link->page->frames.front().ports().at(0);
  link->page->frames.pop_front();
  EXPECT_EQ(sentTo(*link), Events{"message " + std::to_string(number) + " waits in it"});
  link->page->say(portMessageFrame(1, number, "around") + portCloseFrame(1, number));
  EXPECT_EQ(sentTo(*link), (Events{"message 1 around", "close 1 "}));
}

TEST_P(Ports, areClosedAsTheyComeWhenAPageHasTooMany) {
  settings_.limits.maxPorts = 3;
  const auto link = connectWithDocument();
  link->page->say(postMessageFrame(1, "port", "", {1, 3}) + postMessageFrame(1, "port", "", {5, 7}));
  settle();
  EXPECT_EQ(sentTo(*link), Events{"close 7 "});
  ASSERT_EQ(link->delegate.ports.size(), 4u);
  EXPECT_FALSE(link->delegate.ports[2]->isOver());
  EXPECT_TRUE(link->delegate.ports[3]->isOver());
  const auto [ours, theirs] = Port::makePair();
  link->session->postMessage(1, "port", {}, {theirs});
  EXPECT_TRUE(ours->isOver());
  EXPECT_EQ(sentTo(*link), (Events{"message 0 ", "close 2 "}));
  EXPECT_FALSE(link->delegate.closed);
  link->page->say(portCloseFrame(1, 1) + postMessageFrame(1, "port", "", {9}));
  settle();
  EXPECT_FALSE(link->delegate.ports.back()->isOver());
}

TEST_P(Ports, areClosedWhenMoreWaitsInMainThanAPageMayHaveWaiting) {
  settings_.limits.maxQueuedBytes = 10'000;
  const auto link = connectWithDocument();
  const auto one = fromPage(*link, 1);
  const auto two = fromPage(*link, 3);
  const std::string text(3000, 'x');
  link->page->say(portMessageFrame(1, 1, text) + portMessageFrame(1, 3, text) + portMessageFrame(1, 1, text));
  EXPECT_EQ(sentTo(*link), Events{});
  link->page->say(portMessageFrame(1, 3, text));
  EXPECT_EQ(sentTo(*link), Events{"close 3 "});
  EXPECT_EQ(takeAll(*two), Events{text});
  EXPECT_TRUE(two->isOver());
  EXPECT_FALSE(one->isOver());
  link->page->say(portMessageFrame(1, 1, text));
  settle();
  EXPECT_EQ(takeAll(*one), (Events{text, text, text})) << "what was taken counts no more";
  EXPECT_FALSE(link->delegate.closed);
}

TEST_P(Ports, countAsBytesThatWait) {
  settings_.limits.maxQueuedBytes = 10'000;
  const auto link = connectWithDocument();
  const auto port = fromPage(*link, 1);
  for (std::uint32_t number = 3; number < 103; number += 2) link->page->say(portMessageFrame(1, 1, "", {number}));
  settle();
  EXPECT_LT(port->waiting(), 20u);
  EXPECT_GT(port->waiting(), 5u);
}

TEST_P(Ports, keepMainFromSendingMoreThanAPageWouldTake) {
  settings_.limits.maxMessageBytes = 1000;
  settings_.limits.maxChannelBytes = 10;
  const auto link = connectWithDocument();
  EXPECT_THROW(link->session->postMessage(1, "c", bytesOf(std::string(1001, 'p')), {}), std::length_error);
  EXPECT_THROW(link->session->postMessage(1, std::string(11, 'c'), {}, {}), std::length_error);
}

INSTANTIATE_TEST_SUITE_P(Every, Ports, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
