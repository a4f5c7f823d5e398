// SPDX-License-Identifier: MIT
// kill -9 of the process that shows a page: main goes on, and so does the page after a reload.
#include "support/echo_test.h"
#include "support/processes.h"

#include <csignal>
#include <optional>
#include <string>

namespace transom::test {
namespace {

class Crash : public EchoTest {
 protected:
  /// Kills the process of a page. @return what `render-process-gone` then says
  std::string kill(BrowserWindow& window) {
    WebContents& contents = window.webContents();
    const auto reason = std::make_shared<std::string>();
    contents.once("render-process-gone",
                  [reason](WebContentsEvent&, const std::string& why, const std::string&) { *reason = why; });
    EXPECT_GT(contents.osProcessId(), 0);
    ::kill(contents.osProcessId(), SIGKILL);
    runUntil([&reason] { return !reason->empty(); });
    return *reason;
  }
  std::string kill() { return kill(window()); }

  void reload() {
    ASSERT_TRUE(causes("did-finish-load", [this] { contents().reload(); }));
  }
};

TEST_F(Crash, theProcessIdIsThatOfThePagesProcess) {
  EXPECT_EQ(contents().osProcessId(), 0);
  load(window(), echoPage());
  EXPECT_TRUE(webProcesses().contains(contents().osProcessId()));
  kill();
  EXPECT_EQ(contents().osProcessId(), 0);
}

TEST_F(Crash, anIdlePageThatIsKilledWorksAgainAfterReload) {
  load(window(), echoPage());
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(kill(), "crashed");
    reload();
    ASSERT_TRUE(isAlive());
  }
}

TEST_F(Crash, mainMayBeSendingMeanwhile) {
  load(window(), echoPage());
  const std::string text(std::size_t{64} << 10, 'x');
  const int process = contents().osProcessId();
  bool gone = false;
  contents().on("render-process-gone", [&] { gone = true; });
  for (int i = 0; i < 300; ++i) {
    contents().send("nobody-listens", text);
    if (i == 100) ::kill(process, SIGKILL);
  }
  ASSERT_TRUE(runUntil([&] {
    contents().send("nobody-listens", text);
    return gone;
  }));
  reload();
  EXPECT_TRUE(isAlive());
}

TEST_F(Crash, thePageMayBeSendingMeanwhile) {
  int count = 0;
  bool inOrder = true;
  ipcMain().on("count", [&](IpcMainEvent&, int n, const std::string&) { inOrder = inOrder && n == count++; });
  load(window(), echoPage("/", R"js(
    const text = 'x'.repeat(10000);
    let n = 0;
    ipcRenderer.on('go', () => { for (;;) ipcRenderer.send('count', n++, text); });
  )js"));
  contents().send("go");
  ASSERT_TRUE(runUntil([&] { return count > 1000; }));
  EXPECT_EQ(kill(), "crashed");
  EXPECT_TRUE(inOrder);
  reload();
  EXPECT_TRUE(isAlive());
}

TEST_F(Crash, thePageMayWaitInSendSyncAndALateAnswerIsSilent) {
  std::optional<SyncReply> kept;
  ipcMain().on("ask", [&](IpcMainEvent& event) { kept = event.deferReply(); });
  load(window(), echoPage("/", "ipcRenderer.on('go', () => ipcRenderer.sendSync('ask'));"));
  contents().send("go");
  ASSERT_TRUE(runUntil([&] { return kept.has_value(); }));
  EXPECT_EQ(kill(), "crashed");
  kept->send("too late");
  reload();
  kept->send("too late for this one, too");
  kept.reset();
  EXPECT_TRUE(isAlive());
  EXPECT_TRUE(log().empty());
}

TEST_F(Crash, otherWindowsGoOn) {
  BrowserWindow& other = openWindow();
  load(other, echoPage());
  BrowserWindow& victim = openWindow();
  load(victim, server().url("localhost", "/"));
  ASSERT_NE(victim.webContents().osProcessId(), other.webContents().osProcessId());
  EXPECT_EQ(kill(victim), "crashed");
  EXPECT_TRUE(isAlive(other));
  EXPECT_GT(other.webContents().osProcessId(), 0);
}

TEST_F(Crash, aScriptUnderWayFails) {
  load(window(), echoPage());
  const Task<Value> script = contents().executeJavaScript("new Promise(() => {})");
  evaluate("0");
  EXPECT_EQ(kill(), "crashed");
  try {
    wait(script);
    FAIL() << "a script of a process that is gone gave a result";
  } catch (const Error& error) {
    EXPECT_EQ(error.message(), "The page is gone");
  }
}

TEST_F(Crash, aLoadUnderWayFails) {
  std::optional<SyncReply> kept;
  ipcMain().on("ask", [&](IpcMainEvent& event) { kept = event.deferReply(); });
  const Task<void> load = contents().loadURL(echoPage("/", "ipcRenderer.sendSync('ask')"));
  ASSERT_TRUE(runUntil([&] { return kept.has_value(); }));
  EXPECT_EQ(kill(), "crashed");
  EXPECT_THROW(wait(load), Error);
}

TEST_F(Crash, whatIsSentFromItsListenerWaitsForTheNextDocument) {
  load(window(), echoPage("/", "ipcRenderer.on('restored', (event, text) => { globalThis.restored = text; });"));
  std::optional<Task<Value>> script;
  contents().once("render-process-gone", [&] {
    contents().reload();
    contents().send("restored", "state");
    script = contents().executeJavaScript("document.title");
  });
  ASSERT_TRUE(causes("did-finish-load", [this] { kill(); }));
  ASSERT_TRUE(isAlive());
  EXPECT_EQ(wait(*script), Value("echo"));
  EXPECT_EQ(evaluate("restored"), Value("state"));
}

TEST_F(Crash, aPageWhoseProcessIsGoneCanBeClosed) {
  load(window(), echoPage());
  EXPECT_EQ(kill(), "crashed");
  window().close();
  EXPECT_TRUE(contents().isDestroyed());
}

TEST_F(Crash, aWindowMayBeClosedBeforeAnybodyKnowsThatItsProcessIsGone) {
  for (int i = 0; i < 10; ++i) {
    BrowserWindow doomed(app(), {.webPreferences = {.exposeIpcToPage = true}});
    load(doomed, echoPage());
    ::kill(doomed.webContents().osProcessId(), SIGKILL);
  }
  load(window(), echoPage());
  EXPECT_TRUE(isAlive());
}

TEST_F(Crash, aPageWhoseProcessIsGoneCanShowAnotherOne) {
  load(window(), echoPage());
  EXPECT_EQ(kill(), "crashed");
  load(window(), server().url("localhost", "/"));
  EXPECT_TRUE(isAlive());
}

// Without acceleration, as under a display without a screen, WebKitGTK 2.50 ends main where a page may have one.
TEST_F(Crash, noPageEndsMainByAViewTransition) {
  load(window(), echoPage());
  wait(contents().executeJavaScript("document.startViewTransition?.(() => document.body.append('changed')).finished"));
  EXPECT_TRUE(isAlive());
}

}  // namespace
}  // namespace transom::test
