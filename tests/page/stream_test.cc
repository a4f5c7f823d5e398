// SPDX-License-Identifier: MIT
// Streams: a handler in main yields, a loop in the page takes. What arrives, how it ends, and who waits for whom.
#include "support/messaging_test.h"
#include "support/temporary_directory.h"

#include <csignal>
#include <functional>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

namespace transom::test {
namespace {

/// Notes that it has gone.
class Resource {
 public:
  explicit Resource(int& gone) : gone_(gone) {}
  ~Resource() { ++gone_; }
  Resource(const Resource&) = delete;
  Resource& operator=(const Resource&) = delete;

 private:
  int& gone_;
};

class Stream : public MessagingTest {
 protected:
  Stream() {
    ipcMain().handle("count", [](IpcMainInvokeEvent&, int last) -> AsyncGenerator<int> {
      for (int i = 1; i <= last; ++i) co_yield i;
    });
    ipcMain().handle("endless", [this](IpcMainInvokeEvent& event) -> AsyncGenerator<int> {
      const Resource resource(gone_);
      stops_.push_back(event.stopToken());
      for (;;) co_yield ++yielded_;
    });
  }

  void begin() { runPage(window(), "window.ready = true"); }
  /// A page that reads `endless` and takes one chunk after the other for ever.
  void readEndlessly() {
    runPage(R"js(
      const {ipcRenderer} = require('electron');
      (async () => { for await (const chunk of ipcRenderer.stream('endless')) if (chunk === 100) ipcRenderer.send('at 100'); })();
    )js");
    ASSERT_TRUE(runUntil([this] { return yielded_ > 100; }));
  }
  bool endsWith(const std::function<void()>& action) {
    action();
    return runUntil([this] { return gone_ == 1 && stops_.front().stop_requested(); });
  }

  int yielded_ = 0;
  int gone_ = 0;
  std::vector<std::stop_token> stops_;
};

TEST_F(Stream, givesTheLoopAllThatTheHandlerYieldsInOrder) {
  begin();
  EXPECT_EQ(inPage(R"js(
    let expected = 0;
    for await (const chunk of ipcRenderer.stream('count', 1000)) if (chunk !== ++expected) throw new Error(`${chunk}`);
    return expected;
  )js"),
            Value(1000));
}

TEST_F(Stream, mayBeEmpty) {
  begin();
  EXPECT_EQ(inPage("for await (const chunk of ipcRenderer.stream('count', 0)) return chunk; return 'none'"),
            Value("none"));
}

TEST_F(Stream, carriesValuesOfAnyTypeThatConverts) {
  ipcMain().handle("values", [](IpcMainInvokeEvent&) -> AsyncGenerator<Value> {
    const Value object = Value::object({{"file", "a.md"}, {"line", 7}});
    co_yield object;
    co_yield Value(nullptr);
    co_yield Value(Bytes(3, std::byte{7}));
  });
  begin();
  EXPECT_EQ(dump(inPage("const all = []; for await (const v of ipcRenderer.stream('values')) all.push(v); return all")),
            dump(inPage("return [{file: 'a.md', line: 7}, null, new Uint8Array([7, 7, 7])]")));
}

TEST_F(Stream, givesTheLoopWhatTheHandlerThrows) {
  ipcMain().handle("fails", [](IpcMainInvokeEvent&) -> AsyncGenerator<int> {
    co_yield 1;
    throw Error({.name = "NotFoundError", .message = "no such file", .code = "ENOENT", .data = "a.log"});
  });
  begin();
  EXPECT_EQ(inPage(R"js(
    const got = [];
    try {
      for await (const chunk of ipcRenderer.stream('fails')) got.push(chunk);
    } catch (error) {
      const {name, message, code, data} = error.cause;
      got.push(error.message, name, message, code, data);
    }
    return got.join('|');
  )js"),
            Value("1|Error invoking remote method 'fails': NotFoundError: no such file|NotFoundError|no such "
                  "file|ENOENT|a.log"));
  EXPECT_TRUE(logged("Error occurred in handler for 'fails': NotFoundError: no such file"));
}

TEST_F(Stream, ofAnUnknownChannelOrAWrongArgumentFailsAsInvokeDoes) {
  begin();
  const auto failure = [&](const std::string& call) {
    return inPage("return " + call + ".next().then(() => 'nothing', (error) => error.message)").asString();
  };
  EXPECT_EQ(failure("ipcRenderer.stream('nobody')"),
            "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'");
  EXPECT_NE(failure("ipcRenderer.stream('count', 'x')").find("TypeError: argument 0 of 'count': expected integer"),
            std::string::npos);
}

TEST_F(Stream, andInvokeSayHowToMendIt) {
  ipcMain().handle("one", [](IpcMainInvokeEvent&) { return 1; });
  begin();
  EXPECT_EQ(
      inPage("return ipcRenderer.invoke('count', 3).catch((error) => error.message)"),
      Value("Error invoking remote method 'count': TypeError: The handler gives a stream: use ipcRenderer.stream"));
  EXPECT_EQ(inPage("return ipcRenderer.stream('one').next().catch((error) => error.message)"),
            Value("Error invoking remote method 'one': TypeError: The handler gives one answer, not a stream: use "
                  "ipcRenderer.invoke"));
}

TEST_F(Stream, makesTheHandlerWaitUntilThePageHasTakenWhatItGot) {
  begin();
  // One is taken, 16 wait: the handler has yielded no more, however long the page takes.
  EXPECT_EQ(inPage("stream = ipcRenderer.stream('endless'); return (await stream.next()).value"), Value(1));
  inPage("return 0");
  EXPECT_EQ(yielded_, 17);
  inPage("for (let i = 0; i < 3; i++) await stream.next()");
  inPage("return 0");
  EXPECT_EQ(yielded_, 20);
}

TEST_F(Stream, ofLargeChunksMakesTheHandlerWaitSooner) {
  int yielded = 0;
  ipcMain().handle("large", [&yielded](IpcMainInvokeEvent&) -> AsyncGenerator<Bytes> {
    for (;;) {
      ++yielded;
      co_yield Bytes(std::size_t{5} << 20);
    }
  });
  begin();
  inPage("stream = ipcRenderer.stream('large')");
  inPage("return 0");
  EXPECT_EQ(yielded, 1);
  EXPECT_EQ(inPage("return (await stream.next()).value.length"), Value(5 << 20));
  inPage("return 0");
  EXPECT_EQ(yielded, 2);
}

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

TEST_F(Stream, runsBesideManyOthers) {
  begin();
  EXPECT_EQ(inPage(R"js(
    const sums = await Promise.all(Array.from({length: 100}, async (_, index) => {
      let sum = 0;
      for await (const chunk of ipcRenderer.stream('count', index)) sum += chunk;
      return sum;
    }));
    return sums.every((sum, index) => sum === (index * (index + 1)) / 2);
  )js"),
            Value(true));
}

TEST_F(Stream, keepsItsOrderWithMessagesAndSynchronousCalls) {
  ipcMain().on("sync", [](IpcMainEvent& event) { event.returnValue = "answer"; });
  ipcMain().handle("mixed", [](IpcMainInvokeEvent& event) -> AsyncGenerator<int> {
    event.sender().send("message", "before");
    co_yield 1;
    event.sender().send("message", "between");
    co_yield 2;
    event.sender().send("message", "after");
  });
  begin();
  EXPECT_EQ(inPage(R"js(
    const got = [];
    const note = (event, text) => got.push(text);
    ipcRenderer.on('message', note);
    const stream = ipcRenderer.stream('mixed');
    const first = stream.next().then(({value}) => got.push(value));
    const second = stream.next().then(({value}) => got.push(value));
    got.push(ipcRenderer.sendSync('sync'));
    await first; await second; await stream.next();
    return got.join();
  )js"),
            Value("answer,before,1,between,2,after"));
}

TEST_F(Stream, isReadAsAReadableStreamToo) {
  begin();
  EXPECT_EQ(inPage(R"js(
    const reader = ipcRenderer.stream('count', 3).toReadableStream().getReader();
    const got = [];
    for (;;) {
      const {value, done} = await reader.read();
      if (done) return got.join();
      got.push(value);
    }
  )js"),
            Value("1,2,3"));
  inPage(R"js(
    const reader = ipcRenderer.stream('endless').toReadableStream().getReader();
    await reader.read();
    await reader.cancel();
  )js");
  EXPECT_TRUE(endsWith([] {}));
}

TEST_F(Stream, isPipedIntoWhatThePageHas) {
  ipcMain().handle("text", [](IpcMainInvokeEvent&) -> AsyncGenerator<Bytes> {
    const std::string text = "hällo";
    for (const char byte : text) co_yield Bytes(1, static_cast<std::byte>(byte));
  });
  begin();
  EXPECT_EQ(inPage(R"js(
    const reader = ipcRenderer.stream('text').toReadableStream().pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const {value, done} = await reader.read();
      if (done) return text;
      text += value;
    }
  )js"),
            Value("hällo"));
}

TEST_F(Stream, crossesTheContextBridgeAsTwoFunctions) {
  TemporaryDirectory files;
  WebPreferences preferences;
  preferences.preload = files.write("preload.js", R"js(
    const {ipcRenderer, contextBridge} = require('electron');
    contextBridge.exposeInMainWorld('count', (last) => {
      const stream = ipcRenderer.stream('count', last);
      return {next: () => stream.next(), return: () => stream.return()};
    });
  )js");
  openWindow({.webPreferences = preferences});
  runPage("");
  EXPECT_EQ(evaluate(R"js((async () => {
    const got = [];
    for await (const chunk of {[Symbol.asyncIterator]: () => count(3)}) got.push(chunk);
    return got.join();
  })())js"),
            Value("1,2,3"));
}

TEST_F(Stream, keepsToTheRulesOfAccess) {
  ipcMain().setAccess("count", {.nobody = true});
  begin();
  EXPECT_EQ(inPage("return ipcRenderer.stream('count', 3).next().catch((error) => error.message)"),
            Value("Error invoking remote method 'count': Error: No handler registered for 'count'"));
  ipcMain().removeAccess("count");
}

TEST_F(Stream, worksInAPageThatHasPatchedItsBuiltIns) {
  Value sum;
  ipcMain().on("sum", [&](IpcMainEvent&, const Value& value) { sum = value; });
  runPage(R"js(
    const {ipcRenderer} = require('electron');
    globalThis.ReadableStream = globalThis.Promise = undefined;
    Array.prototype.push = Array.prototype.shift = Map.prototype.get = Map.prototype.set = () => { throw new Error('patched'); };
    (async () => {
      let sum = 0;
      for await (const chunk of ipcRenderer.stream('count', 100)) sum += chunk;
      const reader = ipcRenderer.stream('count', 1).toReadableStream().getReader();
      ipcRenderer.send('sum', sum + (await reader.read()).value);
    })().catch((error) => ipcRenderer.send('sum', String(error)));
  )js");
  EXPECT_TRUE(runUntil([&] { return !sum.isUndefined(); }));
  EXPECT_EQ(sum, Value(5051));
}

}  // namespace
}  // namespace transom::test
