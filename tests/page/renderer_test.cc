// SPDX-License-Identifier: MIT
// The page's end: ipcRenderer as an EventEmitter, and who may have it.
#include "support/messaging_test.h"

#include <string>
#include <vector>

namespace transom::test {
namespace {

class Renderer : public MessagingTest {
 protected:
  /// Runs `body`, whose parts send the names they want to be told of, and gives these, joined.
  std::string toldBy(std::string_view body, const std::function<void()>& meanwhile = {}) {
    std::string told;
    const ScopedListener listener = ipcMain().scoped(
        "tell", [&](IpcMainEvent&, const std::string& name) { told += (told.empty() ? "" : " ") + name; });
    inPage("const tell = (name) => ipcRenderer.send('tell', name);" + std::string(body), meanwhile);
    return told;
  }
};

TEST_F(Renderer, isAnEventEmitter) {
  EXPECT_EQ(inPage(R"js(
    const nothing = () => {};
    const before = ipcRenderer.eventNames().length;
    ipcRenderer.on('a', nothing).once('b', nothing).addListener('a', nothing);
    ipcRenderer.prependListener('a', nothing).prependOnceListener('b', nothing);
    const names = ipcRenderer.eventNames().join();
    const counts = [ipcRenderer.listenerCount('a'), ipcRenderer.listenerCount('b')];
    ipcRenderer.removeListener('a', nothing).off('a', nothing);
    counts.push(ipcRenderer.listenerCount('a'), ipcRenderer.listeners('b').length);
    ipcRenderer.removeAllListeners('a');
    counts.push(ipcRenderer.listenerCount('a'));
    ipcRenderer.removeAllListeners();
    return [before, names, ...counts, ipcRenderer.eventNames().length].join(' ');
  )js"),
            Value("0 a,b 3 2 1 2 0 0"));
}

TEST_F(Renderer, callsListenersInTheOrderOfRegistration) {
  EXPECT_EQ(toldBy(R"js(
    ipcRenderer.on('news', () => tell('a'));
    ipcRenderer.once('news', () => tell('b'));
    ipcRenderer.prependListener('news', () => tell('c'));
    await next('news');
    await next('news');
  )js",
                   [this] {
                     contents().send("news");
                     contents().send("news");
                   }),
            "c a b c a");
}

TEST_F(Renderer, callsTheListenersThereWereWhenTheMessageCame) {
  EXPECT_EQ(toldBy(R"js(
    const removed = () => tell('removed');
    ipcRenderer.once('news', () => {
      ipcRenderer.removeListener('news', removed);
      ipcRenderer.on('news', () => tell('added'));
    });
    ipcRenderer.on('news', removed);
    await next('news');
    tell('|');
    await next('news');
  )js",
                   [this] {
                     contents().send("news");
                     contents().send("done");
                     contents().send("news");
                   }),
            "removed | added");
}

TEST_F(Renderer, settlesThePromisesOfOneMessageBeforeTheNext) {
  EXPECT_EQ(toldBy(R"js(
    ipcRenderer.on('news', async (event, i) => {
      tell(`begin ${i}`);
      await null;
      tell(`end ${i}`);
    });
    await next('last');
  )js",
                   [this] {
                     for (int i = 0; i < 3; ++i) contents().send("news", i);
                     contents().send("last");
                   }),
            "begin 0 end 0 begin 1 end 1 begin 2 end 2");
}

TEST_F(Renderer, givesListenersAnEventWithSenderAndPortsAndNothingMore) {
  EXPECT_EQ(inPage(R"js(
    const event = await new Promise((resolve) => ipcRenderer.once('news', resolve));
    const names = [];
    for (const name in event) names.push(name);
    return [names.sort().join(), Reflect.ownKeys(event).length, event.sender === ipcRenderer,
            Array.isArray(event.ports), event.ports.length,
            Object.getPrototypeOf(event) === Object.prototype].join(' ');
  )js",
                   [this] { contents().send("news"); }),
            Value("ports,sender 2 true true 0 true"));
}

TEST_F(Renderer, isTheSameUnderAllItsNames) {
  EXPECT_EQ(inPage(R"js(
    return transom.ipcRenderer === require('electron').ipcRenderer && require('transom').ipcRenderer === ipcRenderer;
  )js"),
            Value(true));
}

TEST_F(Renderer, isAllThatRequireKnows) {
  EXPECT_EQ(inPage(R"js(
    const names = ['fs', 'Electron', 'electron/', '', './electron', 'toString', '__proto__', undefined, null, {}];
    return names.filter((name) => thrownBy(() => require(name)) === 'nothing').length;
  )js"),
            Value(0));
  EXPECT_EQ(inPage("return Object.keys(require('electron')).join();"), Value("ipcRenderer,contextBridge"));
}

TEST_F(Renderer, reportsAListenerThatThrowsAndGoesOn) {
  EXPECT_EQ(toldBy(R"js(
    window.onerror = (message, file, line, column, error) => (tell(error.message), true);
    ipcRenderer.on('news', (event, i) => { throw new Error(`thrown ${i}`); });
    ipcRenderer.on('other', () => tell('other'));
    await next('last');
  )js",
                   [this] {
                     contents().send("news", 1);
                     contents().send("other");
                     contents().send("news", 2);
                     contents().send("last");
                   }),
            "thrown 1 other thrown 2");
}

TEST_F(Renderer, isNotInAPageThatWasNotGivenIt) {
  BrowserWindow& closed = openWindow({});
  runPage(closed, "");
  EXPECT_EQ(
      evaluate(closed, "[typeof transom, typeof require, typeof ipcRenderer, typeof module, typeof process].join()"),
      Value("undefined,undefined,undefined,undefined,undefined"));
}

TEST_F(Renderer, isNoConcernOfMessagesToAPageThatWasNotGivenIt) {
  BrowserWindow& closed = openWindow({});
  runPage(closed, "var errors = 0; window.onerror = () => errors++;");
  closed.webContents().send("news", 1);
  closed.webContents().send("error", 2);
  EXPECT_EQ(evaluate(closed, "errors"), Value(0));
  EXPECT_TRUE(log().empty());
}

TEST_F(Renderer, leavesNothingElseInThePage) {
  window();
  BrowserWindow& closed = openWindow({});
  runPage(closed, "");
  const Value without = evaluate(closed, "Object.getOwnPropertyNames(window).sort().join()");
  const Value with = inPage(R"js(
    return Object.getOwnPropertyNames(window).filter((name) => !['require', 'transom'].includes(name)).sort().join();
  )js");
  EXPECT_EQ(with, without);
}

TEST_F(Renderer, missesMessagesSentBeforeItsListenerWasRegistered) {
  EXPECT_EQ(inPage(R"js(
    await next('marker');
    let early = 0;
    ipcRenderer.on('news', (event, text) => (early = text));
    await next('last');
    return early;
  )js",
                   [this] {
                     contents().send("news", "too early");
                     contents().send("marker");
                     contents().send("last");
                   }),
            Value(0));
}

TEST_F(Renderer, worksUnderAStrictContentSecurityPolicy) {
  int answer = 0;
  ipcMain().on("ask", [](IpcMainEvent& event, const Value& value) { event.returnValue = value; });
  ipcMain().on("tell", [&](IpcMainEvent&, int number) { answer = number; });
  server().serve("/strict", R"html(<!doctype html><script nonce="r4nd0m">
    const {ipcRenderer} = require('electron');
    ipcRenderer.on('news', (event, {number}) => ipcRenderer.send('tell', number + ipcRenderer.sendSync('ask', 2)));
    ipcRenderer.send('ready');
  </script>)html",
                 "default-src 'none'; script-src 'nonce-r4nd0m'");
  ipcMain().on("ready", [](IpcMainEvent& event) { event.sender().send("news", Value::object({{"number", 40}})); });
  load(window(), server().url("127.0.0.1", "/strict"));
  ASSERT_TRUE(runUntil([&] { return answer != 0; }));
  EXPECT_EQ(answer, 42);
  EXPECT_EQ(evaluate("try { eval('1') } catch (error) { error.name }"), Value("EvalError"));
}

}  // namespace
}  // namespace transom::test
