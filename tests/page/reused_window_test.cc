// SPDX-License-Identifier: MIT
// A frame whose window a script has touched before it has loaded anything: the engine goes on with that window, and all
// that was done to it, as the one of the page that the frame loads.
#include "support/isolation_test.h"

#include <string>
#include <string_view>

namespace transom::test {
namespace {

constexpr const char* kPreload = R"js(
  const who = () => ipcRenderer.sendSync('who');
  contextBridge.exposeInMainWorld('api', {who, ask: () => ipcRenderer.invoke('who'), isSealed: customElements === null});
  contextBridge.exposeInMainWorld(location.protocol === 'about:' ? 'blank' : 'loaded', {});
  contextBridge.exposeInIsolatedWorld(1000, 'api', {who});
)js";

class ReusedWindow : public IsolationTest {
 protected:
  ReusedWindow() {
    page("<!doctype html><script>var own = 1</script>", "/loaded");
    ipcMain().on("who", [](IpcMainEvent& event) { event.returnValue = event.senderFrame()->url(); });
    ipcMain().handle("who", [](IpcMainInvokeEvent& event) { return event.senderFrame()->url(); });
  }
  ~ReusedWindow() override { ipcMain().removeHandler("who"); }

  void beginIsolated() {
    withPreload(kPreload, {.ipcInSubFrames = true});
    recordConsole();
    show();
  }
  void beginExposed() {
    openWindow({.webPreferences = {.exposeIpcToPage = true, .ipcInSubFrames = true}});
    show();
  }

  /// Makes a frame, has `touch` done to its window `w` at once, loads `/loaded` in it and waits for that.
  void load(const std::string& touch) {
    evaluate(
        "globalThis.made = document.createElement('iframe'); made.src = '/loaded'; document.body.append(made);"
        "globalThis.w = made.contentWindow; w.mark = 'touched';" +
        touch + "; new Promise((done) => made.onload = () => done(1))");
    EXPECT_EQ(texts("[w.mark, w.own]"), "[\"touched\", 1]") << "the engine made a new window: this shows nothing";
  }
  std::shared_ptr<WebFrameMain> frame() { return contents().mainFrame()->frames().at(0); }
  std::string url() { return server().url("127.0.0.1", "/loaded"); }
  std::string quoted(const std::string& text) { return '"' + text + '"'; }
};

TEST_F(ReusedWindow, hasTheApiOfThePreloadScriptOfItsDocument) {
  beginIsolated();
  load("globalThis.former = w.api.who()");
  EXPECT_EQ(texts("former"), "\"\"");
  EXPECT_EQ(texts("w.api.who()"), quoted(url()));
  EXPECT_EQ(texts("w.api.ask()"), quoted(url()));
  EXPECT_EQ(texts("['blank' in w, 'loaded' in w, w.api.isSealed]"), "[false, true, true]");
  EXPECT_EQ(console_, "");
}

TEST_F(ReusedWindow, hasTheApiInTheWorldsOfTheApplication) {
  beginIsolated();
  load("");
  EXPECT_EQ(wait(frame()->executeJavaScriptInIsolatedWorld(1000, "api.who()")), Value(url()));
}

TEST_F(ReusedWindow, keepsNoApiThatItsBlankDocumentHad) {
  beginIsolated();
  load("globalThis.former = w.api");
  ASSERT_EQ(texts("typeof former"), "\"object\"");
  EXPECT_EQ(texts("former === w.api"), "false");
  try {
    evaluate("former.who()");
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "IPC method called after context was released");
  }
}

TEST_F(ReusedWindow, hasIpcOfItsDocument) {
  beginExposed();
  load("globalThis.former = w.transom.ipcRenderer; globalThis.said = former.sendSync('who')");
  EXPECT_EQ(texts("said"), "\"\"");
  EXPECT_EQ(texts("w.transom.ipcRenderer.sendSync('who')"), quoted(url()));
  EXPECT_EQ(texts("w.require('electron').ipcRenderer.invoke('who')"), quoted(url()));
  EXPECT_THROW(evaluate("former.sendSync('who')"), Error);
}

TEST_F(ReusedWindow, hearsMainOnceForEachMessage) {
  beginExposed();
  load("w.transom.ipcRenderer.on('news', () => top.heard.push('former')); globalThis.heard = []");
  evaluate("w.transom.ipcRenderer.on('news', () => heard.push('new')); 1");
  frame()->send("news");
  EXPECT_EQ(texts("w.transom.ipcRenderer.sendSync('who')"), quoted(url()));
  EXPECT_EQ(texts("heard"), "[\"new\"]");
}

// What the page could hear of the native functions of the document to come: with them it would send what it likes.
constexpr const char* kPatchAll = R"js(
  globalThis.loot = [];
  const grab = (...values) => {
    for (const each of values) if (typeof each === 'function' || (each && typeof each === 'object')) loot.push(each);
  };
  for (const name of ['post', 'postSync', 'postCall', 'evaluate', 'cross', 'document', 'onFrame', 'preload', 'value', 'get'])
    w.Object.defineProperty(w.Object.prototype, name, {configurable: true, set(value) { grab(this, value); }});
  const patched = ['Object', 'Function', 'Array', 'Map', 'Set', 'WeakMap', 'WeakRef', 'FinalizationRegistry', 'Promise', 'Reflect',
    'Symbol', 'String', 'Number', 'Uint8Array', 'ArrayBuffer', 'DataView', 'Event', 'EventTarget', 'MessagePort', 'MessageChannel',
    'TextEncoder', 'TextDecoder', 'AbortController', 'MutationObserver'];
  for (const name of patched) {
    const original = w[name];
    for (const owner of [original, original.prototype]) {
      if (!owner) continue;
      for (const key of Reflect.ownKeys(owner)) {
        const {value, configurable, writable} = Object.getOwnPropertyDescriptor(owner, key);
        if (typeof value !== 'function' || key === 'constructor' || !configurable || !writable) continue;
        Object.defineProperty(owner, key, {configurable: true, writable: true, value: function (...args) {
          grab(this, ...args);
          return Reflect.apply(value, this, args);
        }});
      }
    }
    w[name] = function (...args) { grab(...args); return Reflect.construct(original, args, new.target ?? original); };
  }
  Object.defineProperty(w, 'globalThis', {value: {}});
  loot.length = 0;
)js";

/// How many of these there are in it.
constexpr const char* kNatives = R"js(
  loot.filter((each) => ['post', 'postSync', 'cross'].some((name) => each.name === name || typeof each[name] === 'function')).length
)js";

TEST_F(ReusedWindow, givesNothingNativeToAPageThatHasPatchedEverythingInIt) {
  beginIsolated();
  load(kPatchAll);
  EXPECT_EQ(texts(kNatives), "0");
  EXPECT_EQ(texts("w.api.ask()"), quoted(url()));
  EXPECT_EQ(wait(frame()->executeJavaScript("own")), Value(1));
}

TEST_F(ReusedWindow, hasIpcThoughThePageHasPatchedEverythingInIt) {
  beginExposed();
  load(kPatchAll);
  EXPECT_EQ(texts("w.transom.ipcRenderer.invoke('who')"), quoted(url()));
  EXPECT_EQ(texts("w.transom.ipcRenderer.sendSync('who')"), quoted(url()));
}

TEST_F(ReusedWindow, handsPortsToItsPage) {
  withPreload(
      "if (location.protocol !== 'about:') {"
      "  const {port1, port2} = new MessageChannel(); ipcRenderer.postMessage('port', null, [port1]);"
      "  window.postMessage('port', '*', [port2]); }",
      {.ipcInSubFrames = true});
  std::shared_ptr<MessagePortMain> port;
  ipcMain().on("port", [&](IpcMainEvent& event) { port = event.ports().at(0); });
  show();
  load(
      "w.addEventListener('message', ({ports}) => { w.port = ports[0]; "
      "  w.port.onmessage = ({data}) => w.port.postMessage(data + 1); })");
  ASSERT_TRUE(runUntil([&] { return port != nullptr && evaluate("!!w.port") == Value(true); }));
  std::vector<Value> answers;
  port->on("message", [&](MessageEvent& event) { answers.push_back(event.data()); });
  port->start();
  port->postMessage(1);
  ASSERT_TRUE(runUntil([&] { return !answers.empty(); }));
  EXPECT_EQ(answers.front(), Value(2));
}

TEST_F(ReusedWindow, hasTheApiAlsoAfterDocumentsThatThePageWrites) {
  beginIsolated();
  page("<!doctype html><script>var again = 1</script>", "/again");
  evaluate(
      "globalThis.made = document.createElement('iframe'); made.src = 'javascript:`<p>written</p>`';"
      "document.body.append(made); globalThis.w = made.contentWindow; w.mark = 'touched';"
      "globalThis.nextLoad = () => new Promise((done) => made.onload = () => done(1)); nextLoad()");
  EXPECT_EQ(texts("[w.document.body.textContent, w.api.who()]"), R"(["written", ""])");
  evaluate("w.document.open(); w.document.write('<p>opened</p>'); w.document.close(); 1");
  EXPECT_EQ(texts("[w.document.body.textContent, w.api.who()]"), R"(["opened", ""])");
  evaluate("made.src = '/loaded'; nextLoad()");
  EXPECT_EQ(texts("w.api.who()"), quoted(url()));
  evaluate("made.src = '/again'; nextLoad()");
  EXPECT_EQ(texts("[w.mark, w.own, w.again]"), "[undefined, undefined, 1]");
  EXPECT_EQ(texts("w.api.who()"), quoted(server().url("127.0.0.1", "/again")));
  EXPECT_EQ(console_, "");
}

TEST_F(ReusedWindow, thatIsOneOfItsOwnHasTheApiAndGivesNothingNativeAway) {
  beginIsolated();
  contents().setWindowOpenHandler([](const WindowOpenDetails&) { return WindowOpenAction{.allow = true}; });
  evaluate("globalThis.w = open('/loaded'); w.mark = 'touched'; " + std::string(kPatchAll) + "; 1");
  ASSERT_TRUE(runUntil([this] { return evaluate("w.own === 1 && w.document.readyState") == Value("complete"); }));
  EXPECT_EQ(texts("w.mark"), "\"touched\"");
  EXPECT_EQ(texts("w.api.ask()"), quoted(url()));
  EXPECT_EQ(texts(kNatives), "0");
  for (const auto& each : app().allWebContents()) each->close();
}

TEST_F(IsolationTest, thePreloadScriptFindsItsWorldSealedAlsoAfterAReload) {
  withPreload("contextBridge.exposeInMainWorld('api', {isSealed: customElements === null});");
  show();
  EXPECT_EQ(texts("api.isSealed"), "true");
  show();
  EXPECT_EQ(texts("api.isSealed"), "true");
}

}  // namespace
}  // namespace transom::test
