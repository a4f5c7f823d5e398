// SPDX-License-Identifier: MIT
// What a page goes through: first documents, loads that push each other aside, history, closing.
#include "support/echo_test.h"
#include "support/temporary_directory.h"

#include <string>
#include <vector>

namespace transom::test {
namespace {

class Navigation : public EchoTest {
 protected:
  /// The name of the error that a load ended with; empty if it went well, `pending` if it hasn't ended.
  static std::string outcome(const Task<void>& load) {
    if (!load.isDone()) return "pending";
    std::string name;
    load.then([&name](const TaskResult<void>& result) {
      try {
        result.value();
      } catch (const Error& error) {
        name = error.name();
      }
    });
    return name;
  }
  TemporaryDirectory files_;
};

TEST_F(Navigation, ipcRendererWorksAgainAfterEachReload) {
  load(window(), echoPage());
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(causes("did-finish-load", [this] { contents().reload(); }));
    ASSERT_TRUE(isAlive());
  }
}

TEST_F(Navigation, whatFollowsTheEndOfALoadGoesToTheNewDocument) {
  for (int i = 0; i < 50; ++i) {
    load(window(), page(echoHtml("globalThis.number = " + std::to_string(i)), "/" + std::to_string(i)));
    ASSERT_EQ(evaluate("number"), Value(i));
  }
}

TEST_F(Navigation, ipcRendererWorksOnEverySiteAndInFiles) {
  const std::string here = echoPage();
  const std::string there = server().url("localhost", "/");
  const std::string file = "file://" + files_.write("page.html", echoHtml()).string();
  for (const std::string& url : {here, there, file, here, file, there}) {
    load(window(), url);
    EXPECT_EQ(contents().url(), url);
    ASSERT_TRUE(isAlive()) << url;
  }
}

TEST_F(Navigation, ipcRendererWorksAfterThePageItselfGoesElsewhere) {
  openWindow({.webPreferences = {.exposeIpcToPage = true, .navigation = kEverywhere}});
  load(window(), echoPage());
  page(echoHtml(), "/next");
  const std::string next = server().url("localhost", "/next");
  ASSERT_TRUE(causes("did-finish-load", [&] { contents().executeJavaScript("location.href = '" + next + "'; 0"); }));
  EXPECT_EQ(contents().url(), next);
  EXPECT_TRUE(isAlive());
}

TEST_F(Navigation, aLoadOfAnotherPlaceInTheDocumentEndsAndKeepsTheDocument) {
  const std::string url = echoPage();
  load(window(), url);
  evaluate("globalThis.same = true");
  load(window(), url + "#place");
  EXPECT_EQ(contents().url(), url + "#place");
  EXPECT_TRUE(runUntil([this] { return evaluate("location.hash + globalThis.same") == Value("#placetrue"); }));
}

TEST_F(Navigation, aLoadThatTheEngineRefusesFails) {
  EXPECT_THROW(load(window(), "http://127.0.0.1:1/"), Error);
  for (const char* url : {"javascript:1", " JavaScript:1", "java\nscript:1", "\xff\xfe", "http://127.0.0.1/\xff"}) {
    EXPECT_THROW(load(window(), url), Error) << url;
  }
  load(window(), echoPage());
  EXPECT_TRUE(isAlive());
}

TEST_F(Navigation, aPageThatIsGoneBackToIsLoadedAnewAndHasWorkingIpc) {
  const std::string first = echoPage("/first");
  load(window(), first);
  load(window(), echoPage("/second"));
  ASSERT_TRUE(causes("did-finish-load", [this] { contents().executeJavaScript("history.back(); 0"); }));
  EXPECT_EQ(contents().url(), first);
  EXPECT_TRUE(isAlive());
  ASSERT_TRUE(causes("did-finish-load", [this] { contents().executeJavaScript("history.forward(); 0"); }));
  EXPECT_TRUE(isAlive());
}

TEST_F(Navigation, whatIsSentBeforeTheFirstDocumentExistsWaitsForItInOrder) {
  std::vector<int> seen;
  ipcMain().on("seen", [&](IpcMainEvent&, int i) { seen.push_back(i); });
  for (int i = 0; i < 100; ++i) contents().send("early", i);
  const Task<Value> script = contents().executeJavaScript("early");
  for (int i = 100; i < 200; ++i) contents().send("early", i);
  runPage(R"js(
    var early = 'the script ran in the page';
    const {ipcRenderer} = require('electron');
    ipcRenderer.on('early', (event, i) => ipcRenderer.send('seen', i));
  )js");
  EXPECT_EQ(wait(script), Value("the script ran in the page"));
  ASSERT_TRUE(runUntil([&] { return seen.size() >= 200; }));
  for (int i = 0; i < 200; ++i) ASSERT_EQ(seen[static_cast<std::size_t>(i)], i);
}

TEST_F(Navigation, aListenerRegisteredLaterMissesWhatWaited) {
  contents().send("early");
  contents().send("register");
  load(window(), echoPage("/", R"js(
    globalThis.calls = 0;
    ipcRenderer.on('register', () => ipcRenderer.on('early', () => calls++));
  )js"));
  ASSERT_TRUE(isAlive());
  EXPECT_EQ(evaluate("calls"), Value(0));
}

TEST_F(Navigation, nothingIsHeardAfterTheWindowIsClosed) {
  load(window(), echoPage());
  WebContents& closed = contents();
  window().close();
  ASSERT_TRUE(closed.isDestroyed());
  closed.send("echo", 1);
  closed.sender().send("echo", 2);
  closed.reload();
  closed.stop();
  EXPECT_EQ(closed.url(), "");
  EXPECT_EQ(closed.title(), "");
  EXPECT_THROW(wait(closed.executeJavaScript("1")), Error);
  EXPECT_THROW(wait(closed.loadURL("about:blank")), Error);
  EXPECT_TRUE(log().empty());
}

TEST_F(Navigation, aLoadUnderWayEndsWithAnErrorWhenItsWindowCloses) {
  const Task<void> load = contents().loadURL(echoPage());
  window().close();
  EXPECT_THROW(wait(load), Error);
}

TEST_F(Navigation, aPageWithoutScriptsGetsDomReadyAndRunsJavaScript) {
  const std::string url = page("<!doctype html><title>plain</title><p id=text>no script</p>");
  ASSERT_TRUE(causes("dom-ready", [&] { contents().loadURL(url); }));
  EXPECT_EQ(evaluate("document.getElementById('text').textContent"), Value("no script"));
}

TEST_F(Navigation, aboutBlankIsAPageLikeAnyOther) {
  ipcMain().on("square", [](IpcMainEvent& event, int n) { event.returnValue = n * n; });
  load(window(), "about:blank");
  EXPECT_EQ(contents().url(), "about:blank");
  EXPECT_EQ(evaluate("require('electron').ipcRenderer.sendSync('square', 12)"), Value(144));
}

TEST_F(Navigation, aDataUrlMayHoldAPageOfSeveralMegabytes) {
  const std::string url = "data:text/html," + echoHtml() + "<!--" + std::string(std::size_t{4} << 20, 'x') + "-->";
  load(window(), url);
  EXPECT_TRUE(isAlive());
}

TEST_F(Navigation, theLastOfManyQuickLoadsWinsAndTheOthersEndWithAbortError) {
  std::vector<std::string> urls;
  for (int i = 0; i < 10; ++i) urls.push_back(echoPage("/page" + std::to_string(i)));
  std::vector<Task<void>> loads;
  for (const std::string& url : urls) loads.push_back(contents().loadURL(url));
  wait(loads.back());
  for (std::size_t i = 0; i + 1 < loads.size(); ++i) EXPECT_EQ(outcome(loads[i]), "AbortError") << i;
  EXPECT_EQ(contents().url(), urls.back());
  EXPECT_TRUE(isAlive());
}

TEST_F(Navigation, loadsThatPushEachOtherAsideUnderWayEndTheSameWay) {
  // Each load has got as far as its document when the next one begins.
  const std::vector<std::string> urls{echoPage("/0"), server().url("localhost", "/1"), echoPage("/2"),
                                      server().url("localhost", "/3")};
  for (const char* path : {"/0", "/1", "/2", "/3"}) page(echoHtml("ipcRenderer.sendSync('begun')"), path);
  std::vector<Task<void>> loads;
  ipcMain().on("begun", [&](IpcMainEvent& event) {
    event.returnValue = true;
    if (loads.size() < urls.size()) loads.push_back(contents().loadURL(urls[loads.size()]));
  });
  loads.push_back(contents().loadURL(urls[0]));
  ASSERT_TRUE(runUntil([&] { return loads.size() == urls.size(); }));
  wait(loads.back());
  for (std::size_t i = 0; i + 1 < loads.size(); ++i) EXPECT_EQ(outcome(loads[i]), "AbortError") << i;
  EXPECT_EQ(contents().url(), urls.back());
  EXPECT_TRUE(isAlive());
}

TEST_F(Navigation, aLoadThatIsStoppedEndsWithAbortErrorAndThePageGoesOn) {
  load(window(), echoPage());
  const Task<void> load = contents().loadURL(server().url("127.0.0.1", "/"));
  contents().stop();
  EXPECT_EQ(outcome(load), "AbortError");
  ASSERT_TRUE(causes("did-finish-load", [this] { contents().reload(); }));
  EXPECT_TRUE(isAlive());
}

}  // namespace
}  // namespace transom::test
