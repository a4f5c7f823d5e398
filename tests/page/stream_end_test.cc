// SPDX-License-Identifier: MIT
// The end of a stream from the page's side, which destroys the handler's coroutine: by the loop, a signal, the
// collector, or the end of the page.
#include "support/stream_test.h"

#include <chrono>
#include <csignal>
#include <cstddef>
#include <stop_token>
#include <string>

namespace transom::test {
namespace {

TEST_F(Stream, endsInMainWhenTheLoopBreaks) {
  begin();
  inPage("for await (const chunk of ipcRenderer.stream('endless')) if (chunk === 50) break;");
  EXPECT_TRUE(endsWith([] {}));
  const int yielded = yielded_;
  inPage("return 0");
  EXPECT_EQ(yielded_, yielded);
}

TEST_F(Stream, endsInMainWhenTheLoopThrows) {
  begin();
  EXPECT_EQ(inPage(R"js(
    try { for await (const chunk of ipcRenderer.stream('endless')) throw new Error('mine'); } catch (error) { return error.message; }
  )js"),
            Value("mine"));
  EXPECT_TRUE(endsWith([] {}));
}

TEST_F(Stream, endsOnBothSidesWhenItsSignalIsAborted) {
  begin();
  EXPECT_EQ(inPage(R"js(
    const controller = new AbortController();
    try {
      for await (const chunk of ipcRenderer.streamWithOptions('endless', {signal: controller.signal})) {
        if (chunk === 30) controller.abort(new Error('enough'));
      }
    } catch (error) {
      return error.message;
    }
  )js"),
            Value("enough"));
  EXPECT_TRUE(endsWith([] {}));
}

TEST_F(Stream, endsInMainWhenThePageReloads) {
  readEndlessly();
  EXPECT_TRUE(endsWith([this] { load(window(), page("<!doctype html>", "/other")); }));
}

TEST_F(Stream, thatNobodyReadsEndsInMainWhenThePageReloads) {
  begin();
  inPage("unread = [ipcRenderer.stream('endless'), ipcRenderer.stream('endless').toReadableStream()]");
  ASSERT_EQ(stops_.size(), 2u);
  EXPECT_EQ(gone_, 0);
  load(window(), page("<!doctype html>", "/other"));
  EXPECT_TRUE(runUntil([this] { return gone_ == 2; }));
}

TEST_F(Stream, thatAReadableStreamReadsEndsForAllWhenThatIsCancelled) {
  ipcMain().handle("silent", [this](IpcMainInvokeEvent& event) -> AsyncGenerator<int> {
    const Resource resource(gone_);
    stops_.push_back(event.stopToken());
    co_await app().delay(std::chrono::hours(1), event.stopToken());
    co_yield 1;
  });
  begin();
  EXPECT_EQ(dump(inPage(R"js(
    const reader = ipcRenderer.stream('silent').toReadableStream().getReader();
    const read = reader.read();
    await null;
    const cancelled = await reader.cancel('why').then(() => 'cancelled', String);
    return [cancelled, await read];
  )js")),
            R"(["cancelled", {"value": undefined, "done": true}])");
  EXPECT_TRUE(endsWith([] {}));
}

TEST_F(Stream, givesWhatReturnIsGiven) {
  begin();
  EXPECT_EQ(dump(inPage("return ipcRenderer.stream('endless').return(5)")), R"({"value": 5, "done": true})");
  EXPECT_TRUE(endsWith([] {}));
}

/// Of those that are forgotten the engine may keep a few for longer: it collects conservatively.
TEST_F(Stream, ofThoseThatThePageHasForgottenMostEndInMainOnceTheyAreCollected) {
  constexpr int kForgotten = 20;
  ipcMain().handle("large", [](IpcMainInvokeEvent&) { return Bytes(std::size_t{1} << 20); });
  begin();
  inPage("for (let i = 0; i < " + std::to_string(kForgotten) + "; i++) ipcRenderer.stream('endless')");
  ASSERT_EQ(stops_.size(), std::size_t{kForgotten});
  // The engine collects now and then as large messages come.
  EXPECT_TRUE(runUntil([this] {
    inPage("for (let i = 0; i < 16; i++) await ipcRenderer.invoke('large')");
    return gone_ >= kForgotten / 2;
  }));
}

TEST_F(Stream, endsInMainWhenThePageIsKilled) {
  readEndlessly();
  EXPECT_TRUE(endsWith([this] { kill(contents().osProcessId(), SIGKILL); }));
}

TEST_F(Stream, endsInMainWhenTheWindowIsClosed) {
  readEndlessly();
  EXPECT_TRUE(endsWith([this] { window().close(); }));
}

TEST_F(Stream, mayCloseItsOwnWindowInTheMiddle) {
  int gone = 0;
  ipcMain().handle("closes", [&](IpcMainInvokeEvent&) -> AsyncGenerator<int> {
    const Resource resource(gone);
    co_yield 1;
    window().close();
    co_yield 2;
    ADD_FAILURE() << "nobody is there any more";
  });
  const std::string script = "<script>it = require('electron').ipcRenderer.stream('closes'); it.next()</script>";
  contents().loadURL(page(script)).then([](const TaskResult<void>&) {});
  EXPECT_TRUE(runUntil([&] { return gone == 1; }));
  EXPECT_TRUE(contents().isDestroyed());
}

TEST_F(Stream, thatAwaitsIsToldByItsStopTokenAndEndsAtItsNextYield) {
  TaskSource<void> go;
  std::stop_token stop;
  int gone = 0;
  ipcMain().handle("waits", [&](IpcMainInvokeEvent& event, const std::string& text) -> AsyncGenerator<std::string> {
    const Resource resource(gone);
    stop = event.stopToken();
    co_yield text;
    co_await go.task();
    co_yield text + (event.sender().isDestroyed() ? " destroyed" : "");
    ADD_FAILURE() << "it was cancelled";
  });
  begin();
  inPage("const it = ipcRenderer.stream('waits', 'text'); await it.next(); it.next(); it.return();");
  ASSERT_TRUE(runUntil([&] { return stop.stop_requested(); }));
  EXPECT_EQ(gone, 0);
  window().close();
  go.resolve();
  EXPECT_EQ(gone, 1);
}

}  // namespace
}  // namespace transom::test
