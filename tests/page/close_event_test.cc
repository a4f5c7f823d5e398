// SPDX-License-Identifier: MIT
// `close`: who is asked before a window closes, and what they can say.
#include "support/echo_test.h"

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace transom::test {
namespace {

using CloseEventTest = EchoTest;

TEST_F(CloseEventTest, keepsTheWindowAndItsPageWhenPrevented) {
  load(window(), echoPage());
  int asked = 0;
  bool prevent = true;
  int closed = 0;
  window().on("close", [&](CloseEvent& event) {
    ++asked;
    EXPECT_FALSE(event.window().isDestroyed());
    if (prevent) event.preventDefault();
  });
  window().on("closed", [&] { ++closed; });
  window().close();
  contents().close();
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(closed, 0);
  EXPECT_FALSE(window().isDestroyed());
  EXPECT_TRUE(isAlive());
  prevent = false;
  window().close();
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(closed, 1);
  EXPECT_TRUE(window().isDestroyed());
}

TEST_F(CloseEventTest, asksWhenThePageWantsToCloseItsWindow) {
  load(window(), echoPage());
  int asked = 0;
  window().on("close", [&](CloseEvent& event) {
    ++asked;
    event.preventDefault();
  });
  contents().executeJavaScript("window.close()").then([](const TaskResult<Value>&) {});
  ASSERT_TRUE(runUntil([&] { return asked == 1; }));
  EXPECT_TRUE(isAlive());
}

TEST_F(CloseEventTest, isNotAskedByDestroyNorTheEndOfTheObject) {
  int asked = 0;
  int closed = 0;
  const auto prevent = [&](CloseEvent& event) {
    ++asked;
    event.preventDefault();
  };
  window().on("close", prevent);
  window().on("closed", [&] { ++closed; });
  window().destroy();
  EXPECT_TRUE(window().isDestroyed());
  EXPECT_EQ(closed, 1);
  window().destroy();
  EXPECT_EQ(closed, 1);
  auto doomed = std::make_unique<BrowserWindow>(app());
  doomed->on("close", prevent);
  doomed.reset();
  EXPECT_EQ(asked, 0);
}

TEST_F(CloseEventTest, callsItsListenersInOrderWhateverTheyTakeAndThrow) {
  std::vector<std::string> called;
  window().on("close", [&] { called.emplace_back("nothing"); });
  window().on("close", [](CloseEvent&) { throw std::runtime_error("broken listener"); });
  window().once("close", [&](BrowserWindowEvent&) { called.emplace_back("window"); });
  window().on("close", [&](CloseEvent& event) {
    called.emplace_back(event.defaultPrevented() ? "prevented" : "close");
    event.preventDefault();
  });
  const Listener last = window().on(
      "close", [&](CloseEvent& event) { called.emplace_back(event.defaultPrevented() ? "prevented" : "close"); });
  window().close();
  EXPECT_EQ(called, (std::vector<std::string>{"nothing", "window", "close", "prevented"}));
  EXPECT_TRUE(logged("Error occurred in listener for 'close': Error: broken listener"));
  window().removeListener("close", last);
  called.clear();
  window().close();
  EXPECT_EQ(called, (std::vector<std::string>{"nothing", "close"}));
}

TEST_F(CloseEventTest, aListenerThatClosesTheWindowMeansIt) {
  int asked = 0;
  window().on("close", [&](CloseEvent& event) {
    ++asked;
    event.preventDefault();
    event.window().close();
  });
  window().close();
  EXPECT_EQ(asked, 1);
  EXPECT_TRUE(window().isDestroyed());
}

TEST_F(CloseEventTest, aListenerMayDestroyTheWindowObject) {
  auto doomed = std::make_unique<BrowserWindow>(app());
  bool other = false;
  doomed->on("close", [&] { doomed.reset(); });
  doomed->on("close", [&] { other = true; });
  doomed->close();
  EXPECT_FALSE(doomed);
  EXPECT_FALSE(other);
}

class Quitting : public CloseEventTest {
 protected:
  Quitting() { restart(); }
};

TEST_F(Quitting, closesNothingIfOneWindowPreventsIt) {
  BrowserWindow& first = openWindow();
  BrowserWindow& second = openWindow();
  bool prevent = true;
  second.on("close", [&](CloseEvent& event) {
    if (prevent) event.preventDefault();
  });
  app().post([&] {
    app().quit();
    EXPECT_FALSE(first.isDestroyed());
    EXPECT_FALSE(second.isDestroyed());
    prevent = false;
    app().quit();
  });
  EXPECT_EQ(app().run(), 0);
  EXPECT_TRUE(first.isDestroyed());
  EXPECT_TRUE(second.isDestroyed());
}

TEST_F(Quitting, inAListenerOfCloseEndsTheApplication) {
  BrowserWindow& first = openWindow();
  BrowserWindow& second = openWindow();
  first.on("close", [&] { app().quit(); });
  app().post([&] { first.close(); });
  EXPECT_EQ(app().run(), 0);
  EXPECT_TRUE(second.isDestroyed());
}

TEST_F(Quitting, withAStatusAsksNobody) {
  openWindow().on("close", [](CloseEvent& event) { event.preventDefault(); });
  app().post([&] { app().exit(4); });
  EXPECT_EQ(app().run(), 4);
}

}  // namespace
}  // namespace transom::test
