// SPDX-License-Identifier: MIT
// Streams: a handler in main yields, a loop in the page takes. What arrives, and who waits for whom.
#include "support/stream_test.h"
#include "support/temporary_directory.h"

#include <cstddef>
#include <string>

namespace transom::test {
namespace {

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

TEST_F(Stream, andInvokeByMistakeUseUpNoHandlerThatIsForOneCall) {
  ipcMain().handleOnce("one stream", [](IpcMainInvokeEvent&) -> AsyncGenerator<int> { co_yield 1; });
  ipcMain().handleOnce("one answer", [](IpcMainInvokeEvent&) { return 2; });
  begin();
  EXPECT_EQ(inPage(R"js(
    const failed = () => 'failed';
    return [
      await ipcRenderer.invoke('one stream').catch(failed),
      await ipcRenderer.stream('one answer').next().catch(failed),
      (await ipcRenderer.stream('one stream').next()).value,
      await ipcRenderer.invoke('one answer'),
      await ipcRenderer.stream('one stream').next().catch(failed),
      await ipcRenderer.invoke('one answer').catch(failed),
    ].join();
  )js"),
            Value("failed,failed,1,2,failed,failed"));
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
