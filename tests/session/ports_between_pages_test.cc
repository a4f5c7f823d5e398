// SPDX-License-Identifier: MIT
// Channels from page to page: main passes their bytes on, and no page can harm another one by them.
#include "session/session_fixture.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace transom::test {
namespace {

using core::Port;
using wire::Kind;

constexpr std::size_t kMiB = std::size_t{1} << 20;

/// The number of the port that came with the last message.
std::uint32_t lastPort(Link& link) {
  return link.page->frames.back().ports().at(0);
}

class PortsBetweenPages : public SessionSuite {
 protected:
  /// Two pages and a channel between them.
  struct Joined {
    std::unique_ptr<Link> one;
    std::unique_ptr<Link> two;
    std::uint32_t portOfOne = 0;
    std::uint32_t portOfTwo = 0;
  };

  Joined join() {
    Joined joined{connectWithDocument(), connectWithDocument()};
    auto [one, two] = Port::makePair();
    joined.one->session->postMessage(1, "port", {}, {std::move(one)});
    joined.two->session->postMessage(1, "port", {}, {std::move(two)});
    settle();
    joined.portOfOne = lastPort(*joined.one);
    joined.portOfTwo = lastPort(*joined.two);
    joined.one->page->frames.clear();
    joined.two->page->frames.clear();
    return joined;
  }

  /// A page that main writes to and that never reads.
  struct Deaf {
    Deaf(std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>> ends, const core::SessionSettings& settings)
        : page(std::move(ends.second)), session(std::move(ends.first), settings, delegate) {
      session.start();
      const std::string said = helloFrame() + openedFrame(1);
      page->write(bytesOf(said), {});
    }
    RecordingDelegate delegate;
    std::unique_ptr<Transport> page;
    core::Session session;
  };
};

TEST_P(PortsBetweenPages, carryBytesThatMainDoesNotLookInto) {
  auto pages = join();
  const std::string noValue = "\xff\xff this decodes to nothing";
  pages.one->page->say(portMessageFrame(1, pages.portOfOne, noValue));
  settle();
  ASSERT_EQ(pages.two->page->frames.size(), 1u);
  EXPECT_EQ(pages.two->page->frames[0].header.kind, Kind::portMessage);
  EXPECT_EQ(pages.two->page->frames[0].header.call, pages.portOfTwo);
  EXPECT_EQ(pages.two->page->frames[0].payload, noValue);
  EXPECT_TRUE(pages.one->delegate.events.empty());
  EXPECT_TRUE(pages.two->delegate.events.empty());
}

TEST_P(PortsBetweenPages, carryPorts) {
  auto pages = join();
  pages.one->page->say(portMessageFrame(1, pages.portOfOne, "take", {1}) + portMessageFrame(1, 1, "through"));
  settle();
  ASSERT_EQ(pages.two->page->frames.size(), 2u);
  const auto inner = pages.two->page->frames[0].ports().at(0);
  EXPECT_EQ(pages.two->page->frames[1].header.call, inner);
  EXPECT_EQ(pages.two->page->frames[1].payload, "through");
  pages.two->page->say(portMessageFrame(1, inner, "back"));
  settle();
  EXPECT_EQ(pages.one->page->frames.back().header.call, 1u);
  EXPECT_EQ(pages.one->page->frames.back().payload, "back");
}

TEST_P(PortsBetweenPages, areClosedAtOneEndWhenTheyAreAtTheOther) {
  auto pages = join();
  pages.one->page->say(portMessageFrame(1, pages.portOfOne, "last words") + portCloseFrame(1, pages.portOfOne));
  settle();
  ASSERT_EQ(pages.two->page->frames.size(), 2u);
  EXPECT_EQ(pages.two->page->frames[0].payload, "last words");
  EXPECT_EQ(pages.two->page->frames[1].header.kind, Kind::portClose);
  EXPECT_EQ(pages.two->page->frames[1].header.call, pages.portOfTwo);
}

TEST_P(PortsBetweenPages, areClosedWhenOneOfThemVanishes) {
  auto pages = join();
  pages.one->page->vanish();
  settle();
  ASSERT_EQ(pages.two->page->frames.size(), 1u);
  EXPECT_EQ(pages.two->page->frames[0].header.kind, Kind::portClose);
  EXPECT_FALSE(pages.two->delegate.closed);
}

TEST_P(PortsBetweenPages, endNobodyButThePageThatBreaksTheProtocolThroughThem) {
  auto pages = join();
  pages.one->page->say(portMessageFrame(1, pages.portOfOne, "good") + portMessageFrame(1, pages.portOfOne, "", {2}));
  settle();
  EXPECT_EQ(pages.one->page->bye(), "portMessage names a port that is not the page's to name");
  ASSERT_EQ(pages.two->page->frames.size(), 2u);
  EXPECT_EQ(pages.two->page->frames[0].payload, "good");
  EXPECT_EQ(pages.two->page->frames[1].header.kind, Kind::portClose);
  EXPECT_FALSE(pages.two->delegate.closed);
}

/// A page that floods another one, which is busy, may lose the channel; neither may lose its connection.
TEST_P(PortsBetweenPages, areClosedWhenOnePageWritesMoreThanTheOtherReads) {
  settings_.limits.maxQueuedBytes = 8 * kMiB;
  Deaf deaf(GetParam().connect(loop_.loop()), settings_);
  const auto link = connectWithDocument();
  settle();
  auto [one, two] = Port::makePair();
  link->session->postMessage(1, "port", {}, {std::move(one)});
  deaf.session.postMessage(1, "port", {}, {std::move(two)});
  settle();
  const std::uint32_t port = lastPort(*link);
  link->page->frames.clear();
  const std::string text(kMiB, 'x');
  for (int i = 0; i < 20; ++i) {
    link->page->say(portMessageFrame(1, port, text));
    settle();
  }
  ASSERT_EQ(link->page->frames.size(), 1u);
  EXPECT_EQ(link->page->frames[0].header.kind, Kind::portClose);
  EXPECT_FALSE(link->delegate.closed);
  EXPECT_FALSE(deaf.delegate.closed);
  // And main can still say something to it.
  for (int i = 0; i < 3; ++i) deaf.session.send(1, "c", bytesOf(text));
  settle();
  EXPECT_FALSE(deaf.delegate.closed);
}

/// One page may not fill the table of another one, nor end it by that.
TEST_P(PortsBetweenPages, areClosedWhenOnePageGivesTheOtherTooMany) {
  settings_.limits.maxPorts = 100;
  auto pages = join();
  for (std::uint32_t number = 1; number < 400; number += 2) {
    pages.one->page->say(portMessageFrame(1, pages.portOfOne, "", {number}) + portCloseFrame(1, number));
  }
  settle();
  EXPECT_FALSE(pages.one->delegate.closed);
  EXPECT_FALSE(pages.two->delegate.closed);
  pages.two->page->say(postMessageFrame(1, "mine", "", {1}));
  settle();
  EXPECT_FALSE(pages.two->delegate.closed);
}

INSTANTIATE_TEST_SUITE_P(Every, PortsBetweenPages, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
