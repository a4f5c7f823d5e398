// SPDX-License-Identifier: MIT
// WebContents: what it says of its page, its loads and its events.
#include "support/echo_test.h"
#include "support/temporary_directory.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace transom::test {
namespace {

struct ConsoleMessage {
  int level = -1;
  std::string text;
  int line = 0;
  std::string source;
};

class WebContentsTest : public EchoTest {
 protected:
  /// The message of the error that a load ends with.
  std::string failureOf(const Task<void>& load) {
    try {
      wait(load);
    } catch (const Error& error) {
      return error.message();
    }
    return "";
  }

  void recordConsole() {
    contents().on("console-message",
                  [this](WebContentsEvent&, int level, const std::string& text, int line, const std::string& source) {
                    console_.push_back({level, text, line, source});
                  });
  }

  std::vector<ConsoleMessage> console_;
  TemporaryDirectory files_;
};

TEST_F(WebContentsTest, idsAreUniqueAndNeverUsedAgain) {
  restart();
  BrowserWindow& first = openWindow();
  EXPECT_EQ(first.webContents().id(), 1);
  first.close();
  BrowserWindow& second = openWindow();
  EXPECT_EQ(second.webContents().id(), 2);
  EXPECT_EQ(app().webContents(1), nullptr);
  EXPECT_EQ(app().webContents(2), &second.webContents());
  EXPECT_EQ(app().allWebContents(), std::vector<WebContents*>{&second.webContents()});
}

TEST_F(WebContentsTest, urlAndTitleAreThoseOfThePage) {
  EXPECT_EQ(contents().url(), "");
  const std::string url = page("<!doctype html><title>Grüße &amp; more</title>");
  load(window(), url);
  EXPECT_EQ(contents().url(), url);
  ASSERT_TRUE(runUntil([this] { return contents().title() == "Grüße & more"; }));
  EXPECT_EQ(evaluate("document.title = 'changed'"), Value("changed"));
  EXPECT_TRUE(runUntil([this] { return contents().title() == "changed"; }));
}

TEST_F(WebContentsTest, aLoadTellsDomReadyAndDidFinishLoadBeforeItsTask) {
  std::string order;
  contents().on("dom-ready", [&] { order += "dom-ready "; });
  contents().on("did-finish-load", [&] { order += "did-finish-load "; });
  bool done = false;
  contents().loadURL(echoPage()).then([&](const TaskResult<void>& result) {
    order += result.ok() ? "done" : "failed";
    done = true;
  });
  EXPECT_TRUE(runUntil([&] { return done; }));
  EXPECT_EQ(order, "dom-ready did-finish-load done");
}

TEST_F(WebContentsTest, aRefusedConnectionFailsTheTaskAndTellsDidFailLoad) {
  // Nothing listens on the port of a server that is gone.
  const std::string url = std::make_unique<TestServer>()->url("127.0.0.1", "/");
  int code = 0;
  std::string description;
  std::string failed;
  contents().on("did-fail-load", [&](WebContentsEvent&, int why, const std::string& text, const std::string& which) {
    code = why;
    description = text;
    failed = which;
  });
  bool finished = false;
  contents().on("did-finish-load", [&] { finished = true; });
  const std::string failure = failureOf(contents().loadURL(url));
  EXPECT_EQ(failure, description + " (" + url + ")");
  EXPECT_NE(code, 0);
  EXPECT_FALSE(description.empty());
  EXPECT_EQ(failed, url);
  load(window(), echoPage());
  EXPECT_TRUE(finished);
  EXPECT_TRUE(isAlive());
}

TEST_F(WebContentsTest, aFailedLoadNeverTellsDidFinishLoad) {
  const std::string url = std::make_unique<TestServer>()->url("127.0.0.1", "/");
  int finished = 0;
  contents().on("did-finish-load", [&] { ++finished; });
  EXPECT_NE(failureOf(contents().loadURL(url)), "");
  load(window(), echoPage());
  EXPECT_EQ(finished, 1);
}

TEST_F(WebContentsTest, aLoadThatFailsMayBeFollowedByAnotherAtOnce) {
  const std::string refused = std::make_unique<TestServer>()->url("127.0.0.1", "/");
  for (const std::string& failing : {refused, "file://" + (files_.path() / "missing.html").string()}) {
    const TaskSource<void> followed;
    contents().loadURL(failing).then([&](const TaskResult<void>& first) {
      EXPECT_FALSE(first.ok());
      contents().loadURL(echoPage()).then([&](const TaskResult<void>& second) {
        EXPECT_TRUE(second.ok());
        followed.resolve();
      });
    });
    wait(followed.task());
    EXPECT_EQ(contents().url(), echoPage());
    EXPECT_TRUE(isAlive());
  }
}

TEST_F(WebContentsTest, aFileIsLoadedByItsPathWhateverItsName) {
  const auto path = files_.write("a b/100% #1?ä\n.html", "<!doctype html><title>found</title>");
  wait(contents().loadFile(path));
  EXPECT_EQ(evaluate("document.title"), Value("found"));
}

TEST_F(WebContentsTest, aRelativePathStartsAtTheAppPath) {
  static_cast<void>(files_.write("pages/index.html", "<!doctype html><title>relative</title>"));
  restart({.appPath = files_.path()});
  wait(contents().loadFile("pages/index.html"));
  EXPECT_EQ(evaluate("document.title"), Value("relative"));
}

TEST_F(WebContentsTest, aMissingFileFailsWithItsPathAndHowToMendIt) {
  const auto path = files_.path() / "missing.html";
  const std::string message = failureOf(contents().loadFile(path));
  EXPECT_EQ(message.find("page file not found: " + path.string()), 0u) << message;
  EXPECT_NE(message.find("App::appPath()"), std::string::npos) << message;
  EXPECT_EQ(message.find('\n'), std::string::npos);
}

TEST_F(WebContentsTest, aMissingFileThatNobodyCaresForEndsTheApplicationWithOne) {
  contents().loadFile(files_.path() / "missing.html");
  EXPECT_EQ(app().run(), 1);
  EXPECT_TRUE(logged("page file not found"));
}

TEST_F(WebContentsTest, consoleMessagesTellLevelTextLineAndSource) {
  recordConsole();
  const std::string url = page(R"html(<!doctype html><title>t</title><script>
console.info('an info', 1, {a: 2});
console.log('a log');
console.warn('a warning');
console.error('an error');
console.debug('a debug');
</script>)html");
  load(window(), url);
  ASSERT_TRUE(runUntil([this] { return console_.size() >= 5; }));
  const std::vector<std::pair<int, std::string>> expected{
      {0, "an info"}, {1, "a log"}, {2, "a warning"}, {3, "an error"}, {4, "a debug"}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(console_[i].level, expected[i].first);
    EXPECT_EQ(console_[i].text.substr(0, expected[i].second.size()), expected[i].second);
    EXPECT_EQ(console_[i].line, static_cast<int>(i) + 2);
    EXPECT_EQ(console_[i].source, url);
  }
}

TEST_F(WebContentsTest, anErrorThatThePageDoesNotCatchIsAConsoleMessage) {
  recordConsole();
  runPage("throw new RangeError('nobody caught me')");
  ASSERT_TRUE(runUntil([this] { return !console_.empty(); }));
  EXPECT_EQ(console_[0].level, 3);
  EXPECT_NE(console_[0].text.find("RangeError: nobody caught me"), std::string::npos) << console_[0].text;
}

TEST_F(WebContentsTest, consoleMessagesOfAPageWithoutIpcAreHeardToo) {
  BrowserWindow& quiet = openWindow({});
  std::string heard;
  quiet.webContents().on("console-message", [&](WebContentsEvent&, int, const std::string& text) { heard = text; });
  load(quiet, page("<!doctype html><title>t</title><script>console.log('even so')</script>"));
  EXPECT_TRUE(runUntil([&] { return heard == "even so"; }));
}

TEST_F(WebContentsTest, destroyedIsToldOnceAndFromThenOnItIs) {
  load(window(), echoPage());
  int destroyed = 0;
  contents().on("destroyed", [&](WebContentsEvent& event) {
    ++destroyed;
    EXPECT_TRUE(event.sender().isDestroyed());
  });
  EXPECT_FALSE(contents().isDestroyed());
  contents().close();
  contents().close();
  EXPECT_EQ(destroyed, 1);
  EXPECT_TRUE(contents().isDestroyed());
  EXPECT_TRUE(window().isDestroyed());
}

TEST_F(WebContentsTest, thePageMayCloseItsWindow) {
  load(window(), echoPage());
  EXPECT_TRUE(causes("destroyed", [this] { contents().executeJavaScript("window.close()").then([](const auto&) {}); }));
}

TEST_F(WebContentsTest, developerToolsOpenAndClose) {
  load(window(), echoPage());
  EXPECT_FALSE(contents().isDevToolsOpened());
  contents().openDevTools();
  EXPECT_TRUE(contents().isDevToolsOpened());
  EXPECT_TRUE(isAlive());
  contents().closeDevTools();
  EXPECT_FALSE(contents().isDevToolsOpened());
  EXPECT_TRUE(isAlive());
}

TEST_F(WebContentsTest, developerToolsStayClosedWhereTheyAreNotAllowed) {
  BrowserWindow& sealed = openWindow({.webPreferences = {.exposeIpcToPage = true, .devTools = false}});
  load(sealed, echoPage());
  sealed.webContents().openDevTools();
  EXPECT_FALSE(sealed.webContents().isDevToolsOpened());
}

TEST_F(WebContentsTest, anUnknownEventNameOrTheWrongListenerForItThrows) {
  EXPECT_THROW(contents().on("did-finish-laod", [] {}), std::invalid_argument);
  EXPECT_THROW(contents().once("", [] {}), std::invalid_argument);
  EXPECT_THROW(contents().on("ipc-message", [](WebContentsEvent&) {}), std::invalid_argument);
  EXPECT_THROW(contents().on("dom-ready", [](IpcMainEvent&) {}), std::invalid_argument);
}

TEST_F(WebContentsTest, aListenerThatThrowsIsLoggedAndTheOthersStillRun) {
  bool other = false;
  contents().on("did-finish-load", [] { throw std::runtime_error("broken listener"); });
  contents().on("did-finish-load", [&] { other = true; });
  load(window(), echoPage());
  EXPECT_TRUE(other);
  EXPECT_TRUE(logged("Error occurred in listener for 'did-finish-load': Error: broken listener"));
}

TEST_F(WebContentsTest, aListenerThatIsRemovedHearsNothing) {
  int heard = 0;
  const Listener listener = contents().on("did-finish-load", [&] { ++heard; });
  contents().once("did-finish-load", [&] { ++heard; });
  load(window(), echoPage());
  EXPECT_EQ(heard, 2);
  contents().removeListener("did-finish-load", listener);
  load(window(), echoPage());
  EXPECT_EQ(heard, 2);
}

}  // namespace
}  // namespace transom::test
