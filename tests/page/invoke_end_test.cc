// SPDX-License-Identifier: MIT
// Every invoke ends, on both sides: cancelled by its page, or with its page.
#include "support/echo_test.h"
#include "support/messaging_test.h"

#include <csignal>
#include <stop_token>
#include <string>
#include <vector>

namespace transom::test {
namespace {

class InvokeEnd : public EchoTest {
 protected:
  InvokeEnd() {
    ipcMain().handle("wait", [this](IpcMainInvokeEvent& event) {
      stops_.push_back(event.stopToken());
      return sources_.emplace_back().task();
    });
  }

  /// Loads a page that asks `count` times and hears nothing.
  void waitInPage(int count = 1) {
    const std::size_t before = stops_.size();
    load(window(),
         echoPage("/", "for (let i = 0; i < " + std::to_string(count) + "; i++) ipcRenderer.invoke('wait');"));
    ASSERT_TRUE(runUntil([&] { return stops_.size() == before + static_cast<std::size_t>(count); }));
  }
  bool allStopped() const {
    for (const std::stop_token& stop : stops_) {
      if (!stop.stop_requested()) return false;
    }
    return true;
  }

  std::vector<TaskSource<int>> sources_;
  std::vector<std::stop_token> stops_;
};

TEST_F(InvokeEnd, theHandlerIsToldWhenThePageAbortsIt) {
  load(window(), echoPage());
  const Value text = evaluate(R"js(
    globalThis.controller = new AbortController();
    const asked = ipcRenderer.invokeWithOptions('wait', {signal: controller.signal});
    setTimeout(() => controller.abort(new Error('my reason')), 0);
    asked.catch((error) => error.message);
  )js");
  EXPECT_EQ(text, Value("my reason"));
  EXPECT_TRUE(runUntil([this] { return stops_.size() == 1 && allStopped(); }));
  sources_.front().resolve(1);  // too late, and dropped
  EXPECT_TRUE(isAlive());
}

TEST_F(InvokeEnd, theHandlerIsToldWhenItsTimeIsOver) {
  load(window(), echoPage());
  EXPECT_EQ(
      evaluate("ipcRenderer.invokeWithOptions('wait', {timeout: 1}).catch(({name, message}) => name + ': ' + message)"),
      Value("TimeoutError: No answer came within 1 ms."));
  EXPECT_TRUE(runUntil([this] { return stops_.size() == 1 && allStopped(); }));
}

TEST_F(InvokeEnd, whatIsAbortedAlreadyIsNeverSent) {
  load(window(), echoPage());
  EXPECT_EQ(
      evaluate("ipcRenderer.invokeWithOptions('wait', {signal: AbortSignal.abort('why')}).catch((reason) => reason)"),
      Value("why"));
  EXPECT_TRUE(isAlive());
  EXPECT_TRUE(stops_.empty());
}

TEST_F(InvokeEnd, aLongTimeIsWaitedFor) {
  ipcMain().handle("echo", [](IpcMainInvokeEvent&, const Value& value) { return value; });
  load(window(), echoPage());
  EXPECT_EQ(evaluate(R"js(
    globalThis.waiting = [];
    for (const timeout of [Infinity, 2 ** 31, 2 ** 32 + 1, 1e10, Number.MAX_VALUE]) {
      ipcRenderer.invokeWithOptions('wait', {timeout}).catch(() => waiting.push(timeout));
    }
    // What the engine's timers would cut short is over long before.
    new Promise((resolve) => setTimeout(resolve, 20)).then(() => waiting.join());
  )js"),
            Value(""));
  EXPECT_EQ(stops_.size(), 5u);
  EXPECT_EQ(evaluate("ipcRenderer.invokeWithOptions('echo', {signal: null, timeout: undefined}, 1)"), Value(1));
  EXPECT_EQ(evaluate("ipcRenderer.invokeWithOptions('echo', undefined, 2)"), Value(2));
}

TEST_F(InvokeEnd, aTimeThatIsNoneIsRefusedBeforeAnythingIsSent) {
  load(window(), echoPage());
  EXPECT_EQ(evaluate(R"js(
    const times = [NaN, -1, null, '200', 1n, Symbol(), {valueOf() { throw new Error(); }}];
    Promise.all(times.map((timeout) => ipcRenderer.invokeWithOptions('wait', {timeout}).catch((error) => error.name)))
      .then((names) => names.join());
  )js"),
            Value("RangeError,RangeError,TypeError,TypeError,TypeError,TypeError,TypeError"));
  EXPECT_TRUE(isAlive());
  EXPECT_TRUE(stops_.empty());
}

TEST_F(InvokeEnd, anAnswerInTimeIsNotCancelledLater) {
  ipcMain().handle("quick", [](IpcMainInvokeEvent&) { return "answer"; });
  load(window(), echoPage());
  EXPECT_EQ(evaluate(R"js(
    globalThis.controller = new AbortController();
    ipcRenderer.invokeWithOptions('quick', {signal: controller.signal, timeout: 60000}).then((answer) => {
      controller.abort();
      return answer;
    });
  )js"),
            Value("answer"));
  EXPECT_TRUE(isAlive());
}

TEST_F(InvokeEnd, theHandlerIsToldWhenItsPageReloads) {
  waitInPage();
  contents().reload();
  EXPECT_TRUE(runUntil([this] { return stops_.front().stop_requested(); }));
}

TEST_F(InvokeEnd, theHandlerIsToldWhenItsPageGoesToAnotherSite) {
  waitInPage();
  load(window(), server().url("localhost", "/"));
  EXPECT_TRUE(runUntil([this] { return stops_.front().stop_requested(); }));
}

TEST_F(InvokeEnd, theHandlerIsToldWhenItsPageIsKilled) {
  waitInPage(3);
  kill(contents().osProcessId(), SIGKILL);
  EXPECT_TRUE(runUntil([this] { return allStopped(); }));
}

TEST_F(InvokeEnd, theHandlerIsToldWhenItsWindowIsClosed) {
  waitInPage(3);
  window().close();
  EXPECT_TRUE(runUntil([this] { return allStopped(); }));
  for (const TaskSource<int>& source : sources_) source.resolve(1);
}

TEST_F(InvokeEnd, aCoroutineMayUseItsSenderAfterThatIsGone) {
  TaskSource<void> go;
  std::string found;
  ipcMain().handle("ask", [&](IpcMainInvokeEvent& event) -> Task<void> {
    co_await go.task();
    found = event.sender().isDestroyed() ? "destroyed" : "there";
    event.sender().send("nobody");
  });
  bool asked = false;
  ipcMain().on("asked", [&] { asked = true; });
  auto own = std::make_unique<BrowserWindow>(app(), BrowserWindowOptions{.webPreferences = {.exposeIpcToPage = true}});
  load(*own, echoPage("/", "ipcRenderer.invoke('ask'); ipcRenderer.send('asked');"));
  ASSERT_TRUE(runUntil([&] { return asked; }));
  own.reset();
  go.resolve();
  EXPECT_EQ(found, "destroyed");
}

}  // namespace
}  // namespace transom::test
