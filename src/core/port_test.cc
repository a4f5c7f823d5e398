// SPDX-License-Identifier: MIT
#include "core/port.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace transom::core {
namespace {

using Ends = std::pair<std::shared_ptr<Port>, std::shared_ptr<Port>>;

PortMessage message(std::string_view text, std::vector<std::shared_ptr<Port>> ports = {}) {
  const ByteView view = std::as_bytes(std::span(text));
  return {.payload = Bytes(view.begin(), view.end()), .ports = std::move(ports)};
}

/// Takes whatever comes, at once.
struct Taker final : PortHolder {
  std::vector<std::string> events;
  std::vector<std::shared_ptr<Port>> ports;
  void portReady(Port& port) override {
    while (auto taken = port.take()) {
      events.emplace_back(reinterpret_cast<const char*>(taken->payload.data()), taken->payload.size());
      ports.insert(ports.end(), taken->ports.begin(), taken->ports.end());
    }
    if (port.isOver()) events.emplace_back("over");
  }
};

using Events = std::vector<std::string>;

TEST(Port, givesItsHolderWhatWaitedFirst) {
  const auto [one, two] = Port::makePair();
  Taker taker;
  one->post(message("a"));
  one->post(message("b"));
  EXPECT_EQ(two->waiting(), 2u);
  two->hold(&taker);
  one->post(message("c"));
  EXPECT_EQ(taker.events, (Events{"a", "b", "c"}));
}

TEST(Port, tellsItsHolderOfTheEndOfTheOtherOne) {
  const auto [one, two] = Port::makePair();
  Taker taker;
  two->hold(&taker);
  one->close();
  one->close();
  EXPECT_EQ(taker.events, Events{"over"});
  two->post(message("late"));
  EXPECT_EQ(one->waiting(), 0u);
}

TEST(Port, isClosedWhenItsOwnerLetsItGo) {
  auto [one, two] = Port::makePair();
  Taker taker;
  two->hold(&taker);
  one->post(message("last words"));
  one.reset();
  EXPECT_EQ(taker.events, (Events{"last words", "over"}));
}

TEST(Port, deliversWhatWasPostedBeforeTheEndAndThenTheEnd) {
  auto [one, two] = Port::makePair();
  Taker taker;
  one->post(message("last words"));
  one->close();
  EXPECT_FALSE(two->isOver());
  two->hold(&taker);
  EXPECT_EQ(taker.events, (Events{"last words", "over"}));
}

TEST(Port, tellsALaterHolderOfAnEndThatCameBefore) {
  auto [one, two] = Port::makePair();
  one.reset();
  Taker taker;
  two->hold(&taker);
  EXPECT_EQ(taker.events, Events{"over"});
}

TEST(Port, dropsWhatWaitsInItWhenItIsClosedAndWhatThatCarries) {
  const auto [one, two] = Port::makePair();
  auto [inner, carried] = Port::makePair();
  Taker atInner;
  inner->hold(&atInner);
  one->post(message("never read", {std::move(carried)}));
  EXPECT_TRUE(atInner.events.empty());
  two->close();
  EXPECT_EQ(two->waiting(), 0u);
  EXPECT_EQ(atInner.events, Events{"over"});
}

TEST(Port, carriesOthersAndWhatWaitsInThem) {
  const auto [one, two] = Port::makePair();
  auto [inner, carried] = Port::makePair();
  inner->post(message("early"));
  one->post(message("take", {std::move(carried)}));
  inner->post(message("on the way"));
  Taker taker;
  two->hold(&taker);
  ASSERT_EQ(taker.ports.size(), 1u);
  Taker atCarried;
  taker.ports[0]->hold(&atCarried);
  inner->post(message("after"));
  EXPECT_EQ(atCarried.events, (Events{"early", "on the way", "after"}));
}

TEST(Port, mayBeLetGoByItsHolderInTheMiddleOfAMessage) {
  auto [one, two] = Port::makePair();
  struct Dropper final : PortHolder {
    std::shared_ptr<Port>* port = nullptr;
    void portReady(Port&) override { port->reset(); }
  } dropper;
  dropper.port = &two;
  two->hold(&dropper);
  Taker atOne;
  one->hold(&atOne);
  one->post(message("the last"));
  EXPECT_FALSE(two);
  EXPECT_EQ(atOne.events, Events{"over"});
}

TEST(Port, sentThroughItsOwnChannelIsLostAndKeepsNothing) {
  auto [one, two] = Port::makePair();
  const std::weak_ptr<Port> watched = two;
  Taker atOne;
  one->hold(&atOne);
  one->post(message("ring", {std::move(two)}));
  EXPECT_TRUE(watched.expired());
  EXPECT_EQ(atOne.events, Events{"over"});
}

TEST(Port, thatWouldCloseARingIsLostAndKeepsNothing) {
  auto first = Port::makePair();
  auto second = Port::makePair();
  auto third = Port::makePair();
  const std::vector<std::weak_ptr<Port>> watched{first.second, second.second, third.second};
  first.first->post(message("holds the second", {std::move(second.second)}));
  second.first->post(message("holds the third", {std::move(third.second)}));
  third.first->post(message("would hold the first", {std::move(first.second)}));
  for (const auto& port : watched) EXPECT_TRUE(port.expired());
}

/// Puts the far end of each channel into a message of the next one. @return the near ends
std::vector<Ends> nest(std::size_t count) {
  std::vector<Ends> all(count);
  for (Ends& ends : all) ends = Port::makePair();
  return all;
}

TEST(Port, isCarriedByOthersOnlySoManyLevelsDeepFromWithout) {
  std::vector<Ends> all = nest(100'000);
  for (std::size_t i = 1; i < all.size(); ++i) all[i - 1].first->post(message("x", {std::move(all[i].second)}));
  Taker taker;
  all.back().first->hold(&taker);
  EXPECT_EQ(taker.events, Events{"over"});
  EXPECT_FALSE(all[Port::kMaxNesting - 1].first->isOver());
}

TEST(Port, isCarriedByOthersOnlySoManyLevelsDeepFromWithin) {
  std::vector<Ends> all = nest(100'000);
  Taker innermost;
  all.front().first->hold(&innermost);
  for (std::size_t i = 1; i < all.size(); ++i) all[i].first->post(message("x", {std::move(all[i - 1].second)}));
  EXPECT_EQ(innermost.events, Events{"over"});
}

TEST(Port, mayBeNestedAgainOnceWhatItCarriedWasTaken) {
  const auto [one, two] = Port::makePair();
  for (std::size_t i = 0; i < 3 * Port::kMaxNesting; ++i) {
    auto [inner, carried] = Port::makePair();
    one->post(message("x", {std::move(carried)}));
    ASSERT_EQ(two->waiting(), 1u);
    ASSERT_TRUE(two->take());
  }
}

/// Posts, carries, takes, holds and closes at random, rings and long chains among it.
TEST(Port, leavesNothingWhateverIsDoneWithManyOfThem) {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    std::minstd_rand random(seed);
    std::vector<std::shared_ptr<Port>> owned;
    std::vector<std::weak_ptr<Port>> watched;
    Taker taker;
    const auto any = [&]() -> std::shared_ptr<Port>& { return owned[random() % owned.size()]; };
    const auto takeOne = [&] {
      std::swap(any(), owned.back());
      auto port = std::move(owned.back());
      owned.pop_back();
      return port;
    };
    for (int step = 0; step < 2000; ++step) {
      if (owned.size() < 4) {
        auto [one, two] = Port::makePair();
        watched.insert(watched.end(), {one, two});
        owned.insert(owned.end(), {std::move(one), std::move(two)});
      }
      switch (random() % 8) {
        case 0: any()->close(); break;
        case 1: takeOne(); break;
        case 2: any()->hold(&taker); break;
        case 3: any()->hold(nullptr); break;
        case 4:
          if (auto taken = any()->take()) owned.insert(owned.end(), taken->ports.begin(), taken->ports.end());
          break;
        default: {
          auto carried = takeOne();
          carried->hold(nullptr);
          any()->post(message("x", {std::move(carried)}));
        }
      }
    }
    for (const auto& port : owned) port->hold(nullptr);
    owned.clear();
    taker.ports.clear();
    for (const auto& port : watched) ASSERT_TRUE(port.expired()) << seed;
  }
}

TEST(PortBudget, countsWhatWaitsUntilItIsGone) {
  const PortBudget budget(100);
  {
    const auto most = budget.charge(60);
    ASSERT_TRUE(most);
    EXPECT_FALSE(budget.charge(41));
    EXPECT_TRUE(budget.charge(40));
    EXPECT_EQ(budget.used(), 60u);
  }
  EXPECT_EQ(budget.used(), 0u);
}

TEST(PortBudget, isFreedByTheMessagesThatGo) {
  const PortBudget budget(100);
  const auto [one, two] = Port::makePair();
  for (int i = 0; i < 3; ++i) {
    PortMessage next = message("x");
    next.charge = budget.charge(10).value();
    one->post(std::move(next));
  }
  EXPECT_EQ(budget.used(), 30u);
  two->take().reset();
  EXPECT_EQ(budget.used(), 20u);
  two->close();
  EXPECT_EQ(budget.used(), 0u);
}

}  // namespace
}  // namespace transom::core
