// SPDX-License-Identifier: MIT
// BrowserWindow and the life of an application: title, size, closing, run().
#include "support/echo_test.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace transom::test {
namespace {

class WindowTest : public EchoTest {
 protected:
  /// A window that the test destroys itself.
  std::unique_ptr<BrowserWindow> newWindow() {
    return std::make_unique<BrowserWindow>(app(), BrowserWindowOptions{.webPreferences = {.exposeIpcToPage = true}});
  }
};

TEST_F(WindowTest, hasTheSizeItWasGiven) {
  BrowserWindow& small = openWindow({.width = 321, .height = 234});
  EXPECT_EQ(small.size(), std::pair(321, 234));
  small.setSize(432, 345);
  EXPECT_EQ(small.size(), std::pair(432, 345));
}

TEST_F(WindowTest, showsTheTitleOfItsPage) {
  load(window(), page("<!doctype html><title>of the page</title>"));
  ASSERT_TRUE(runUntil([this] { return window().title() == "of the page"; }));
  evaluate("document.title = 'changed'");
  EXPECT_TRUE(runUntil([this] { return window().title() == "changed"; }));
}

TEST_F(WindowTest, keepsATitleOfItsOwn) {
  BrowserWindow& named = openWindow({.title = "of the window"});
  load(named, page("<!doctype html><title>of the page</title>"));
  ASSERT_TRUE(runUntil([&] { return named.webContents().title() == "of the page"; }));
  EXPECT_EQ(named.title(), "of the window");
  named.setTitle("renamed");
  EXPECT_EQ(named.title(), "renamed");
}

TEST_F(WindowTest, isShownAndHidden) {
  EXPECT_TRUE(window().isVisible());
  window().hide();
  EXPECT_FALSE(window().isVisible());
  window().show();
  EXPECT_TRUE(window().isVisible());
}

TEST_F(WindowTest, worksUnseen) {
  BrowserWindow& unseen = openWindow({.show = false, .webPreferences = {.exposeIpcToPage = true}});
  EXPECT_FALSE(unseen.isVisible());
  load(unseen, echoPage());
  EXPECT_TRUE(isAlive(unseen));
}

TEST_F(WindowTest, tellsClosedOnceAndIsSilentFromThenOn) {
  load(window(), echoPage());
  int closed = 0;
  window().on("closed", [&](BrowserWindowEvent& event) {
    ++closed;
    EXPECT_TRUE(event.window().isDestroyed());
  });
  window().close();
  EXPECT_EQ(closed, 1);
  EXPECT_TRUE(window().isDestroyed());
  window().close();
  window().show();
  window().hide();
  window().setTitle("nobody sees it");
  window().setSize(1, 1);
  EXPECT_FALSE(window().isVisible());
  EXPECT_EQ(window().title(), "");
  EXPECT_EQ(closed, 1);
}

TEST_F(WindowTest, anUnknownEventNameThrows) {
  EXPECT_THROW(window().on("hidden", [] {}), std::invalid_argument);
  EXPECT_THROW(window().on("closed", [](CloseEvent&) {}), std::invalid_argument);
  EXPECT_THROW(app().on("quit", [] {}), std::invalid_argument);
}

TEST_F(WindowTest, aListenerOfClosedThatThrowsIsLoggedAndTheOthersStillRun) {
  bool other = false;
  window().on("closed", [] { throw std::runtime_error("broken listener"); });
  window().on("closed", [&] { other = true; });
  window().close();
  EXPECT_TRUE(other);
  EXPECT_TRUE(logged("Error occurred in listener for 'closed': Error: broken listener"));
}

TEST_F(WindowTest, mayBeDestroyedInAListenerOfItsOwnMessage) {
  auto doomed = newWindow();
  bool survived = false;
  ipcMain().on("destroy-me", [&](IpcMainEvent& event) {
    doomed.reset();
    EXPECT_TRUE(event.sender().isDestroyed());
    event.sender().send("nobody-is-there");
    event.reply("nobody-is-there");
  });
  ipcMain().on("destroy-me", [&](IpcMainEvent&, const std::string& text) { survived = text == "still readable"; });
  load(*doomed, echoPage());
  doomed->webContents().executeJavaScript("ipcRenderer.send('destroy-me', 'still readable')").then([](const auto&) {});
  EXPECT_TRUE(runUntil([&] { return survived; }));
}

TEST_F(WindowTest, mayBeDestroyedInAListenerOfItsOwnSyncCall) {
  auto doomed = newWindow();
  ipcMain().on("destroy-me", [&](IpcMainEvent& event) {
    doomed.reset();
    event.returnValue = "nobody waits for it";
  });
  load(*doomed, echoPage());
  doomed->webContents().executeJavaScript("ipcRenderer.sendSync('destroy-me')").then([](const auto&) {});
  EXPECT_TRUE(runUntil([&] { return !doomed; }));
  EXPECT_TRUE(log().empty());
}

TEST_F(WindowTest, mayBeDestroyedInEveryListenerOfItsPage) {
  const std::string url = echoPage("/", "console.log('a message')");
  for (const char* event : {"dom-ready", "did-finish-load", "console-message", "destroyed"}) {
    auto doomed = newWindow();
    doomed->webContents().on(event, [&] { doomed.reset(); });
    doomed->loadURL(url).then([](const TaskResult<void>&) {});
    if (std::string_view(event) == "destroyed") doomed->close();
    EXPECT_TRUE(runUntil([&] { return !doomed; })) << event;
  }
  auto doomed = newWindow();
  doomed->on("closed", [&] { doomed.reset(); });
  doomed->close();
  EXPECT_FALSE(doomed);
}

TEST_F(WindowTest, twentyAtOnceEachExchangeTheirOwnMessages) {
  constexpr int kWindows = 20;
  std::map<int, int> counts;
  bool mixed = false;
  ipcMain().on("count", [&](IpcMainEvent& event, int id, int n) {
    mixed = mixed || id != event.sender().id() || n != counts[id]++;
    if (n < 50) event.sender().send("next", id, n + 1);
  });
  ipcMain().on("my-id", [](IpcMainEvent& event) { event.returnValue = event.sender().id(); });
  const std::string url = echoPage("/", R"js(
    const id = ipcRenderer.sendSync('my-id');
    ipcRenderer.on('next', (event, whose, n) => { if (whose === id) ipcRenderer.send('count', id, n); });
    ipcRenderer.send('count', id, 0);
  )js");
  for (int i = 0; i < kWindows; ++i) openWindow().loadURL(url).then([](const TaskResult<void>&) {});
  const auto allCounted = [&] {
    return counts.size() == kWindows &&
           std::all_of(counts.begin(), counts.end(), [](auto& each) { return each.second > 50; });
  };
  ASSERT_TRUE(runUntil(allCounted, std::chrono::seconds(300)));
  EXPECT_FALSE(mixed);
}

class Application : public WindowTest {
 protected:
  Application() {
    restart();
    answerEchoes(app());
  }
};

TEST_F(Application, endsWithZeroWhenItsLastWindowCloses) {
  openWindow();
  BrowserWindow& second = openWindow();
  window().close();
  app().post([&] { second.close(); });
  EXPECT_EQ(app().run(), 0);
}

TEST_F(Application, decidesItselfWhereItListensToWindowAllClosed) {
  int told = 0;
  app().on("window-all-closed", [&](AppEvent& event) {
    ++told;
    event.app().post([&] { app().exit(3); });
  });
  openWindow();
  app().post([this] { window().close(); });
  EXPECT_EQ(app().run(), 3);
  EXPECT_EQ(told, 1);
}

TEST_F(Application, tellsAllWhoListenToWindowAllClosedWhateverAnotherThrows) {
  std::vector<int> told;
  app().on("window-all-closed", [&] { told.push_back(1); });
  app().on("window-all-closed", [&]() -> void { throw std::runtime_error("out of order"); });
  app().on("window-all-closed", [&](AppEvent& event) {
    told.push_back(3);
    event.app().exit(4);
  });
  openWindow();
  app().post([this] { window().close(); });
  EXPECT_EQ(app().run(), 4);
  EXPECT_EQ(told, (std::vector<int>{1, 3}));
  EXPECT_EQ(log(), std::vector<std::string>{"Error occurred in listener for 'window-all-closed': Error: out of order"});
}

TEST_F(Application, quitClosesAllWindowsAndEndsRun) {
  BrowserWindow& first = openWindow();
  BrowserWindow& second = openWindow();
  int allClosed = 0;
  app().on("window-all-closed", [&] { ++allClosed; });
  app().post([this] { app().quit(); });
  EXPECT_EQ(app().run(), 0);
  EXPECT_TRUE(first.isDestroyed());
  EXPECT_TRUE(second.isDestroyed());
  EXPECT_EQ(allClosed, 0);
}

TEST_F(Application, mayBeToldToQuitBeforeItRuns) {
  openWindow();
  app().exit(5);
  EXPECT_EQ(app().run(), 5);
}

TEST_F(Application, mayOpenWindowsWhileItRuns) {
  const std::string url = echoPage("/", "ipcRenderer.send('begun')");
  ipcMain().on("begun", [this] { app().quit(); });
  app().post([&] { openWindow().loadURL(url).then([](const TaskResult<void>&) {}); });
  EXPECT_EQ(app().run(), 0);
}

}  // namespace
}  // namespace transom::test
