// SPDX-License-Identifier: MIT
// Windows that pages ask for: none without a handler, and with one what it says.
#include "support/page_test.h"

#include <string>
#include <vector>

namespace transom::test {
namespace {

class OpenedWindow : public PageTest {
 protected:
  OpenedWindow() {
    page("<!doctype html><title>opener</title>", "/opener");
    page("<!doctype html><title>opened</title>", "/opened");
  }
  std::string here(std::string_view path) { return server().url("127.0.0.1", path); }
  std::string there(std::string_view path) { return server().url("localhost", path); }

  void open() { load(window(), here("/opener")); }
  /// Lets `url` be opened by the page. @return what the new window is
  BrowserWindow* openFromPage(const std::string& url, const WindowOpenAction& action = {.allow = true}) {
    BrowserWindow* opened = nullptr;
    bool loaded = false;
    contents().setWindowOpenHandler([&](const WindowOpenDetails& details) {
      asked_.push_back(details);
      return action;
    });
    contents().once("did-create-window", [&](WindowCreatedEvent& event) {
      opened = &event.window();
      opened->webContents().once("did-finish-load", [&loaded] { loaded = true; });
    });
    EXPECT_EQ(evaluate("globalThis.child = window.open('" + url + "', 'name'); child !== null"), Value(true));
    EXPECT_TRUE(runUntil([&] { return loaded; }));
    return opened;
  }

  std::vector<WindowOpenDetails> asked_;
};

TEST_F(OpenedWindow, isNoneWithoutAHandler) {
  open();
  const std::size_t before = app().allWebContents().size();
  EXPECT_EQ(evaluate("window.open('/opened')"), Value(nullptr));
  EXPECT_EQ(evaluate("window.open()"), Value(nullptr));
  evaluate("document.body.innerHTML = '<a target=_blank href=/opened>x</a>'; document.querySelector('a').click()");
  EXPECT_EQ(app().allWebContents().size(), before);
  EXPECT_TRUE(logged("may not open a window"));
}

TEST_F(OpenedWindow, isNoneWhereTheHandlerSaysSoOrThrows) {
  open();
  std::vector<std::string> asked;
  contents().setWindowOpenHandler([&](const WindowOpenDetails& details) -> WindowOpenAction {
    asked.push_back(details.url);
    if (asked.size() == 2) throw std::runtime_error("of the handler");
    return {};
  });
  EXPECT_EQ(evaluate("window.open('/opened')"), Value(nullptr));
  EXPECT_EQ(evaluate("window.open('/opened')"), Value(nullptr));
  EXPECT_EQ(asked, (std::vector<std::string>{here("/opened"), here("/opened")}));
  EXPECT_TRUE(logged("of the handler"));
}

TEST_F(OpenedWindow, isAWindowOfTheApplicationThatKnowsItsOpener) {
  open();
  ipcMain().on("square", [](IpcMainEvent& event, int n) { event.returnValue = n * n; });
  BrowserWindow* opened = openFromPage("/opened");
  ASSERT_NE(opened, nullptr);
  EXPECT_EQ(asked_.at(0).url, here("/opened"));
  EXPECT_EQ(asked_.at(0).openerOrigin, Origin::of(here("/")));
  EXPECT_EQ(opened->webContents().url(), here("/opened"));
  EXPECT_EQ(evaluate(*opened, "transom.ipcRenderer.sendSync('square', 12)"), Value(144));
  EXPECT_EQ(evaluate(*opened, "opener.document.title"), Value("opener"));
  EXPECT_EQ(evaluate("child.document.title"), Value("opened"));
}

TEST_F(OpenedWindow, livesUntilItIsClosedByThePageOrTheApplication) {
  open();
  const std::size_t before = app().allWebContents().size();
  openFromPage("/opened");
  EXPECT_EQ(app().allWebContents().size(), before + 1);
  evaluate("child.close()");
  EXPECT_TRUE(runUntil([&] { return app().allWebContents().size() == before; }));
  openFromPage("/opened")->close();
  EXPECT_EQ(app().allWebContents().size(), before);
  EXPECT_TRUE(runUntil([this] { return evaluate("child.closed") == Value(true); }));
}

TEST_F(OpenedWindow, ofAnotherOriginHasNoIpc) {
  open();
  BrowserWindow* opened = openFromPage(there("/opened"));
  EXPECT_EQ(opened->webContents().url(), there("/opened"));
  EXPECT_EQ(evaluate(*opened, "typeof transom"), Value("undefined"));
}

TEST_F(OpenedWindow, hasTheOptionsThatTheHandlerGives) {
  open();
  const BrowserWindowOptions options{.width = 400, .height = 300, .title = "mine"};
  BrowserWindow* opened = openFromPage("/opened", {.allow = true, .options = options});
  EXPECT_EQ(opened->title(), "mine");
  EXPECT_EQ(opened->size(), (std::pair<int, int>{400, 300}));
  EXPECT_EQ(evaluate(*opened, "typeof transom"), Value("undefined"));
}

TEST_F(OpenedWindow, staysWhereItsOpenerMayGo) {
  open();
  BrowserWindow* opened = openFromPage("/opened");
  evaluate("child.location = '" + there("/opened") + "'; 1");
  EXPECT_TRUE(runUntil([this] { return logged("may not go to " + Origin::of(there("/"))); }));
  EXPECT_EQ(opened->webContents().url(), here("/opened"));
}

TEST_F(OpenedWindow, mayBeClosedAsSoonAsItIsThere) {
  open();
  contents().setWindowOpenHandler([](const WindowOpenDetails&) { return WindowOpenAction{.allow = true}; });
  contents().on("did-create-window", [](WindowCreatedEvent& event) { event.window().destroy(); });
  EXPECT_EQ(evaluate("window.open('/opened')"), Value(nullptr));
  EXPECT_EQ(evaluate("document.title"), Value("opener"));
}

TEST_F(OpenedWindow, mayComeWithTheEndOfItsOpener) {
  open();
  contents().setWindowOpenHandler([](const WindowOpenDetails&) { return WindowOpenAction{.allow = true}; });
  contents().on("did-create-window", [this](WindowCreatedEvent&) { window().destroy(); });
  const Task<Value> opening = contents().executeJavaScript("window.open('/opened') !== null");
  EXPECT_TRUE(runUntil([&] { return opening.isDone(); }));
  EXPECT_TRUE(window().isDestroyed());
  BrowserWindow& other = openWindow();
  load(other, here("/opener"));
}

TEST_F(OpenedWindow, mayEndTheApplication) {
  for (const bool asks : {true, false}) {
    restart();
    load(openWindow(), here("/opener"));
    contents().setWindowOpenHandler([](const WindowOpenDetails&) { return WindowOpenAction{.allow = true}; });
    contents().on("did-create-window", [&](WindowCreatedEvent&) { asks ? app().quit() : app().exit(0); });
    contents().executeJavaScript("window.open('/opened')");
    EXPECT_EQ(app().run(), 0);
  }
}

}  // namespace
}  // namespace transom::test
