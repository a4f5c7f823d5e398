// SPDX-License-Identifier: MIT
// Ports in the world of a preload script, and on their way from there to the page.
#include "support/dump.h"
#include "support/page_test.h"
#include "support/temporary_directory.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace transom::test {
namespace {

class PortsIsolated : public PageTest {
 protected:
  void begin(std::string_view preload, std::string_view pageScript = "") {
    const WebPreferences preferences{
        .preload = files_.write("preload.js",
                                "const {ipcRenderer, contextBridge} = require('electron');\n" + std::string(preload))};
    openWindow({.webPreferences = preferences});
    runPage(window(), pageScript);
  }
  void record(const std::shared_ptr<MessagePortMain>& port) {
    port->on("message", [this](MessageEvent& event) { heard_.push_back(dump(event.data())); });
    port->on("close", [this] { heard_.emplace_back("close"); });
    port->start();
  }
  bool hears(std::size_t count) {
    return runUntil([this, count] { return heard_.size() >= count; });
  }

  TemporaryDirectory files_;
  std::vector<std::string> heard_;
};

using Texts = std::vector<std::string>;

TEST_F(PortsIsolated, belongToThePreloadScriptsWorld) {
  begin(R"js(
    ipcRenderer.on('port', ({ports: [port]}) => {
      port.onmessage = ({data}) => {
        if (data === 'end') port.close();
        else port.postMessage([data, port instanceof MessagePort, data instanceof Array]);
      };
    });
  )js",
        "MessagePort.prototype.postMessage = () => { throw new Error('of the page'); };");
  MessageChannelMain channel(app());
  record(channel.port1());
  channel.port1()->postMessage(std::vector<int>{1});
  channel.port1()->postMessage("end");
  contents().postMessage("port", {}, {channel.port2()});
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{"[[1], true, true]", "close"}));
}

TEST_F(PortsIsolated, goFromThePreloadScriptToThePageByAWindowMessage) {
  begin("ipcRenderer.on('port', (event, name) => window.postMessage(name, '*', event.ports));", R"js(
    globalThis.heard = [];
    window.onmessage = ({data, ports: [port]}) => {
      globalThis.port = port;
      port.onmessage = ({data}) => { heard.push(data); port.postMessage('page got ' + data); };
      port.addEventListener('close', () => heard.push('close'));
      port.postMessage('page has ' + data);
    };
  )js");
  MessageChannelMain channel(app());
  record(channel.port1());
  contents().postMessage("port", "the port", {channel.port2()});
  channel.port1()->postMessage("text");
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{R"("page has the port")", R"("page got text")"}));
}

TEST_F(PortsIsolated, areHandedAlsoToAPageThatHasOpenedItsDocumentItself) {
  begin("ipcRenderer.on('port', (event) => window.postMessage('port', '*', event.ports));");
  evaluate(R"js(
    document.open();
    document.write('<p>again');
    document.close();
    globalThis.heard = new Promise((resolve) => {
      window.onmessage = ({ports: [port]}) => {
        port.start();
        port.addEventListener('close', () => resolve('close'));
      };
    });
    1)js");
  MessageChannelMain channel(app());
  contents().postMessage("port", {}, {channel.port2()});
  channel.port1()->close();
  EXPECT_EQ(evaluate("heard"), Value("close"));
}

TEST_F(PortsIsolated, thatThePageWasHandedEndAtBothEndsAfterTheLastMessage) {
  begin("ipcRenderer.on('port', (event) => window.postMessage('ports', '*', event.ports));", R"js(
    globalThis.heard = [];
    globalThis.ports = new Promise((resolve) => {
      window.addEventListener('message', ({ports}) => {
        ports[1].onmessage = ({data}) => heard.push(data);
        ports[1].addEventListener('close', ({type, target}) => heard.push(type + (target === ports[1])));
        resolve(ports);
      });
    });
    window.postMessage('of the page itself', '*', []);
  )js");
  MessageChannelMain first(app());
  MessageChannelMain second(app());
  record(first.port1());
  second.port1()->postMessage("last words");
  contents().postMessage("port", {}, {first.port2(), second.port2()});
  evaluate("ports.then(([port]) => { port.postMessage('last words'); port.close(); })");
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{R"("last words")", "close"}));
  second.port1()->close();
  EXPECT_EQ(dump(evaluate(
                "(async () => { while (heard.length < 2) await new Promise((r) => setTimeout(r)); return heard; })()")),
            R"(["last words", "closetrue"])");
}

TEST_F(PortsIsolated, passedOnToAWorkerBringItWhatMainPostsAndNothingElse) {
  begin("ipcRenderer.on('port', (event) => window.postMessage('ports', '*', event.ports));", R"js(
    const code = 'onmessage = ({ports}) => {for (const port of ports) port.onmessage = ({data}) => postMessage(data); };';
    const worker = new Worker(URL.createObjectURL(new Blob([code])));
    const heard = [];
    let onHeard;
    worker.onmessage = ({data}) => { heard.push(data); onHeard?.(); };
    window.addEventListener('message', ({ports}) => worker.postMessage('take them', ports));
    const hears = async (count) => {
      while (heard.length < count) await new Promise((resolve) => { onHeard = resolve; });
      return heard[count - 1];
    };
  )js");
  MessageChannelMain ended(app());
  MessageChannelMain going(app());
  contents().postMessage("port", {}, {ended.port2(), going.port2()});
  ended.port1()->postMessage("last words");
  EXPECT_EQ(evaluate("hears(1)"), Value("last words"));
  ended.port1()->close();
  // They go the same way: one of them comes after the end of the other port, if that comes at all.
  for (int i = 0; i < 100; ++i) {
    going.port1()->postMessage(i);
    ASSERT_EQ(evaluate("hears(" + std::to_string(i + 2) + ")"), Value(i));
  }
}

TEST_F(PortsIsolated, ofThePageGoToMainThroughThePreloadScript) {
  std::shared_ptr<MessagePortMain> port;
  ipcMain().on("port", [&](IpcMainEvent& event, const std::string& name) {
    EXPECT_EQ(name, "of the page");
    port = event.ports().at(0);
    record(port);
    port->postMessage("text");
  });
  begin(R"js(
    window.addEventListener('message', ({data, ports}) => ipcRenderer.postMessage('port', data, ports));
  )js",
        R"js(
    const {port1, port2} = new MessageChannel();
    port2.onmessage = ({data}) => port2.postMessage('page got ' + data);
    port2.postMessage('early');
    window.postMessage('of the page', '*', [port1]);
  )js");
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{R"("early")", R"("page got text")"}));
}

TEST_F(PortsIsolated, joinTwoPagesThatHaveNoIpc) {
  const std::string_view preload = "ipcRenderer.on('port', ({ports}) => window.postMessage('port', '*', ports));";
  const std::string_view script = R"js(
    globalThis.heard = new Promise((resolve) => {
      window.onmessage = ({ports: [port]}) => {
        globalThis.port = port;
        port.onmessage = ({data}) => resolve(data);
        globalThis.ready();
      };
    });
    globalThis.isReady = new Promise((resolve) => { globalThis.ready = resolve; });
  )js";
  begin(preload, script);
  const WebPreferences preferences{
      .preload = files_.write("same.js", "const {ipcRenderer} = require('electron');\n" + std::string(preload))};
  BrowserWindow& other = openWindow({.webPreferences = preferences});
  runPage(other, script);
  MessageChannelMain channel(app());
  contents().postMessage("port", {}, {channel.port1()});
  other.webContents().postMessage("port", {}, {channel.port2()});
  evaluate("isReady.then(() => port.postMessage('from one page'))");
  EXPECT_EQ(evaluate(other, "heard"), Value("from one page"));
}

TEST_F(PortsIsolated, areOutOfReachOfAPageThatPatchesEverything) {
  begin(R"js(
    ipcRenderer.on('port', ({ports: [port]}) => {
      port.onmessage = ({data, ports: [inner]}) => { inner.postMessage(data); port.close(); };
    });
  )js",
        R"js(
    globalThis.leaked = 0;
    const steal = (target) => {
      for (const name of Reflect.ownKeys(target)) {
        const descriptor = Object.getOwnPropertyDescriptor(target, name);
        if (!descriptor.configurable || name === 'constructor') continue;
        if (descriptor.get) Object.defineProperty(target, name, {get() { ++leaked; }});
        else if (typeof descriptor.value === 'function') Object.defineProperty(target, name, {value() { ++leaked; }});
      }
    };
    for (const type of [MessagePort, MessageChannel, MessageEvent, EventTarget]) steal(type.prototype);
    Array.prototype[Symbol.iterator] = () => { ++leaked; };
    globalThis.structuredClone = globalThis.MessageChannel = globalThis.MessagePort = () => { ++leaked; };
  )js");
  MessageChannelMain channel(app());
  MessageChannelMain inner(app());
  record(inner.port1());
  record(channel.port1());
  channel.port1()->postMessage("through", {inner.port2()});
  contents().postMessage("port", {}, {channel.port2()});
  ASSERT_TRUE(hears(2));
  std::sort(heard_.begin(), heard_.end());  // of two channels
  EXPECT_EQ(heard_, (Texts{R"("through")", "close"}));
  EXPECT_EQ(evaluate("leaked"), Value(0));
}

}  // namespace
}  // namespace transom::test
