// SPDX-License-Identifier: MIT
// Message ports between main and a page: what they carry.
#include "support/ports_test.h"
#include "support/processes.h"

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace transom::test {
namespace {

using Ports = PortsTest;
using Texts = std::vector<std::string>;

TEST_F(Ports, ofOneChannelInMainCarryMessagesFromTheLoopInOrder) {
  MessageChannelMain channel(app());
  record(channel.port2());
  channel.port2()->start();
  channel.port1()->postMessage("a");
  channel.port1()->postMessage(std::vector<int>{1, 2});
  EXPECT_TRUE(heard_.empty()) << "no listener runs inside postMessage()";
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{R"("a")", "[1, 2]"}));
}

TEST_F(Ports, keepMessagesUntilTheyAreStarted) {
  MessageChannelMain channel(app());
  record(channel.port2());
  channel.port1()->postMessage(1);
  inPage("");  // turns of the loop
  EXPECT_TRUE(heard_.empty());
  channel.port2()->start();
  channel.port1()->postMessage(2);
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{"1", "2"}));
}

TEST_F(Ports, giveListenersTheTypesTheyName) {
  MessageChannelMain channel(app());
  channel.port2()->on("message", [this](MessageEvent& event, const std::string& text) {
    heard_.push_back(text);
    event.target().postMessage("answer to " + text);
  });
  record(channel.port1());
  for (const auto& port : {channel.port1(), channel.port2()}) port->start();
  channel.port1()->postMessage(7);
  channel.port1()->postMessage("text");
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{"text", R"("answer to text")"}));
  EXPECT_TRUE(logged("Error occurred in listener for 'message': TypeError: "));
}

TEST_F(Ports, ofAPageCarryMessagesBothWays) {
  const auto port = portOfPage("kept.onmessage = ({data}) => kept.postMessage([data, 'from the page']);");
  record(port);
  port->start();
  port->postMessage(Value::object({{"when", Value::date(5)}, {"bytes", Bytes(3)}}));
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(heard_[0], dump(evaluate("[{when: new Date(5), bytes: new Uint8Array(3)}, 'from the page']")));
}

TEST_F(Ports, ofAPageBringWhatWasPostedBeforeTheyWereGivenAway) {
  const auto port = portOfPage("kept.postMessage(1); kept.postMessage(2);");
  record(port);
  port->start();
  evaluate("kept.postMessage(3)");
  ASSERT_TRUE(hears(3));
  EXPECT_EQ(heard_, (Texts{"1", "2", "3"}));
}

TEST_F(Ports, ofMainAreRealOnesInThePageWhereMessagesWaitForStart) {
  MessageChannelMain channel(app());
  record(channel.port1());
  channel.port1()->start();
  channel.port1()->postMessage("waits");
  const Value kind = inPage(R"js(
    const event = await new Promise((resolve) => ipcRenderer.once('port', (event, data) => resolve([data, ...event.ports])));
    globalThis.port = event[1];
    const heard = globalThis.heard = [];
    port.addEventListener('message', ({data}) => heard.push(data));
    return [event[0], port instanceof MessagePort, event.length];
  )js",
                            [&] { contents().postMessage("port", "data", {channel.port2()}); });
  EXPECT_EQ(dump(kind), R"(["data", true, 2])");
  channel.port1()->postMessage("too");
  EXPECT_EQ(dump(inPage("return heard")), "[]");
  evaluate("port.start(); port.postMessage('answer')");
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(dump(inPage("while (heard.length < 2) await new Promise((resolve) => setTimeout(resolve)); return heard")),
            R"(["waits", "too"])");
}

TEST_F(Ports, keepTheirOrderWhereSomeMessagesTakeAnotherWay) {
  // What waits for its start, what comes with ports, and what gives a buffer away goes through the engine.
  MessageChannelMain channel(app());
  record(channel.port1());
  channel.port1()->start();
  for (const int n : {0, 1}) channel.port1()->postMessage(n);
  inPage(R"js(
    const {ports} = await new Promise((resolve) => ipcRenderer.once('port', resolve));
    [globalThis.port] = ports;
    const inner = () => [new MessageChannel().port1];
    for (const transfer of [[], [new ArrayBuffer(8)], inner(), [], inner(), [new ArrayBuffer(8)], []]) {
      port.postMessage(transfer.length, transfer);
      port.postMessage('and');
    }
  )js",
         [&] { contents().postMessage("port", {}, {channel.port2()}); });
  ASSERT_TRUE(hears(14));
  EXPECT_EQ(heard_, (Texts{"0", R"("and")", "1", R"("and")", "1", R"("and")", "0", R"("and")", "1", R"("and")", "1",
                           R"("and")", "0", R"("and")"}));
  const Task<Value> heard = contents().executeJavaScript(R"js(
    new Promise((resolve) => {
      const heard = [];
      port.onmessage = ({data}) => {
        heard.push(data);
        if (data === 2) port.postMessage('go on');
        if (data === 9) resolve(heard);
      };
    }))js");
  channel.port1()->on("message", [&](MessageEvent&) {
    for (int n = 3; n < 10; ++n) {
      MessageChannelMain inner(app());
      channel.port1()->postMessage(n, n % 2 == 0 ? MessagePorts{inner.port1()} : MessagePorts{});
    }
  });
  channel.port1()->postMessage(2);
  EXPECT_EQ(dump(wait(heard)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]");
}

TEST_F(Ports, keepTheirOrderWhicheverMethodThePagePostsBy) {
  MessageChannelMain channel(app());
  record(channel.port1());
  channel.port1()->start();
  inPage(R"js(
    const {postMessage} = MessagePort.prototype;
    const {ports: [port]} = await new Promise((resolve) => ipcRenderer.once('port', resolve));
    for (let i = 0; i < 100; i++) i % 2 === 0 ? postMessage.call(port, i) : port.postMessage(i);
    globalThis.port = port;
  )js",
         [&] { contents().postMessage("port", {}, {channel.port2()}); });
  ASSERT_TRUE(hears(100));
  for (std::size_t i = 0; i < 100; ++i) EXPECT_EQ(heard_[i], std::to_string(i));
}

TEST_F(Ports, keepTheOrderOfWhatAPagePostedBeforeItGaveThemAway) {
  const auto port = portOfPage(R"js(
    for (let i = 0; i < 50; i++) MessagePort.prototype.postMessage.call(kept, i);
  )js");
  record(port);
  port->start();
  evaluate("for (let i = 50; i < 100; i++) kept.postMessage(i)");
  ASSERT_TRUE(hears(100));
  for (std::size_t i = 0; i < 100; ++i) EXPECT_EQ(heard_[i], std::to_string(i));
}

TEST_F(Ports, carryUndefinedAndTellItFromNothing) {
  const auto port = portOfPage(R"js(
    kept.onmessage = ({data}) => {
      let thrown = 'nothing';
      try { kept.postMessage(); } catch ({name}) { thrown = name; }
      kept.postMessage([String(data), thrown].join());
      kept.postMessage(undefined);
      kept.postMessage(null);
    };
  )js");
  record(port);
  port->start();
  port->postMessage(Value());
  ASSERT_TRUE(hears(3));
  EXPECT_EQ(heard_, (Texts{R"("undefined,TypeError")", "undefined", "null"}));
}

TEST_F(Ports, thatAPagePassedOnToAWorkerGoOnThere) {
  MessageChannelMain channel(app());
  record(channel.port1());
  channel.port1()->start();
  runPage(R"js(
    const code = `onmessage = ({ports: [port]}) => {
      port.onmessage = ({data}) => port.postMessage('worker got ' + data);
      port.postMessage('in the worker');
    };`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], {type: 'text/javascript'})));
    require('electron').ipcRenderer.on('port', ({ports: [port]}) => {
      port.onmessage = ({data}) => {
        port.postMessage('page got ' + data);
        worker.postMessage(0, [port]);
        port.postMessage('from a port that was given away');
      };
    });
  )js");
  contents().postMessage("port", {}, {channel.port2()});
  channel.port1()->postMessage(1);
  ASSERT_TRUE(hears(2));
  channel.port1()->postMessage(2);
  channel.port1()->postMessage(3);
  ASSERT_TRUE(hears(4));
  EXPECT_EQ(heard_, (Texts{R"("page got 1")", R"("in the worker")", R"("worker got 2")", R"("worker got 3")"}));
}

TEST_F(Ports, sentBeforeThePageHasADocumentWaitForIt) {
  MessageChannelMain channel(app());
  record(channel.port1());
  channel.port1()->start();
  contents().postMessage("port", "early", {channel.port2()});
  runPage("require('electron').ipcRenderer.on('port', (event, data) => event.ports[0].postMessage(data));");
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(heard_, Texts{R"("early")"});
}

TEST_F(Ports, goThroughPortsBothWays) {
  const auto port = portOfPage(R"js(
    const inner = new MessageChannel();
    kept.onmessage = ({ports: [given]}) => { given.onmessage = ({data}) => given.postMessage(data + 1); };
    inner.port1.onmessage = ({data}) => inner.port1.postMessage(data + 10);
    kept.postMessage('take', [inner.port2]);
  )js");
  std::shared_ptr<MessagePortMain> inner;
  port->on("message", [&](MessageEvent& event) { inner = event.ports().at(0); });
  port->start();
  ASSERT_TRUE(runUntil([&] { return inner != nullptr; }));
  record(inner);
  inner->start();
  inner->postMessage(1);
  ASSERT_TRUE(hears(1));
  MessageChannelMain channel(app());
  record(channel.port1());
  channel.port1()->start();
  port->postMessage("take", {channel.port2()});
  channel.port1()->postMessage(5);
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{"11", "6"}));
}

TEST_F(Ports, goThroughPortsOfPortsWithWhatWaitsInThem) {
  MessageChannelMain outer(app());
  record(outer.port1());
  outer.port1()->start();
  std::shared_ptr<MessagePortMain> carrier = outer.port2();
  for (int i = 0; i < 10; ++i) {
    MessageChannelMain next(app());
    next.port1()->postMessage("inside", {carrier});
    carrier = next.port2();
  }
  runPage(R"js(
    require('electron').ipcRenderer.on('port', async ({ports: [port]}) => {
      for (let depth = 0; depth < 10; ++depth) {
        [port] = await new Promise((resolve) => { port.onmessage = ({ports}) => resolve(ports); });
      }
      port.postMessage('innermost');
    });
  )js");
  contents().postMessage("port", {}, {carrier});
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(heard_, Texts{R"("innermost")"});
}

TEST_F(Ports, comeWithTheMessagesOfAPageInTheOrderOfAllMessages) {
  ipcMain().on("a", [this] { heard_.emplace_back("send"); });
  ipcMain().on("b", [this](IpcMainEvent& event, int n) {
    heard_.push_back("postMessage " + std::to_string(n) + " with " + std::to_string(event.ports().size()));
  });
  ipcMain().on("c", [this](IpcMainEvent& event) {
    heard_.emplace_back("sendSync");
    event.returnValue = 1;
  });
  ipcMain().handle("d", [this] { heard_.emplace_back("invoke"); });
  inPage(R"js(
    const ports = () => { const {port1, port2} = new MessageChannel(); return [port1, port2]; };
    ipcRenderer.send('a');
    ipcRenderer.postMessage('b', 1, ports());
    ipcRenderer.sendSync('c');
    ipcRenderer.postMessage('b', 2);
    const answer = ipcRenderer.invoke('d');
    ipcRenderer.postMessage('b', 3, []);
    await answer;
  )js");
  EXPECT_EQ(heard_, (Texts{"send", "postMessage 1 with 2", "sendSync", "postMessage 2 with 0", "invoke",
                           "postMessage 3 with 0"}));
}

TEST_F(Ports, comeToTheEmittersOfFramePageAndApplication) {
  const auto note = [this](const char* who) {
    return [this, who](IpcMainEvent& event, int n) {
      heard_.push_back(who + std::to_string(n) + " " + std::to_string(event.ports().size()));
    };
  };
  runPage("");
  contents().on("ipc-message", [this](IpcMainEvent&, const std::string& channel) { heard_.push_back(channel); });
  contents().mainFrame()->ipc().on("c", note("frame "));
  contents().ipc().on("c", note("contents "));
  ipcMain().on("c", note("main "));
  inPage("ipcRenderer.postMessage('c', 7, [new MessageChannel().port1])");
  EXPECT_EQ(heard_, (Texts{"frame 7 1", "contents 7 1", "main 7 1"}));
}

TEST_F(Ports, ofARefusedChannelAreClosedAndNothingIsDecoded) {
  ipcMain().on("secret", {.nobody = true}, [this] { heard_.emplace_back("called"); });
  inPage(R"js(
    const {port1, port2} = new MessageChannel();
    const closed = new Promise((resolve) => port2.addEventListener('close', resolve));
    ipcRenderer.postMessage('secret', 1, [port1]);
    await closed;
  )js");
  EXPECT_TRUE(heard_.empty());
  EXPECT_TRUE(logged("may not use channel 'secret'"));
}

TEST_F(Ports, goOnInAPageThatPatchesEverything) {
  MessageChannelMain channel(app());
  MessageChannelMain inner(app());
  record(channel.port1());
  record(inner.port1());
  for (const auto& port : {channel.port1(), inner.port1()}) port->start();
  runPage(R"js(
    const {ipcRenderer} = require('electron');
    const {apply} = Reflect;
    const getter = (name) => Object.getOwnPropertyDescriptor(MessageEvent.prototype, name).get;
    const data = getter('data');
    const ports = getter('ports');
    let leaked = 0;
    ipcRenderer.on('port', (event) => {
      const port = event.ports[0];
      port.onmessage = (event) => {
        port.postMessage(apply(data, event, []));
        apply(ports, event, [])[0].postMessage('inner');
        port.close();
        ipcRenderer.send('leaked', leaked);
      };
    });
    for (const {prototype} of [MessagePort, MessageChannel, MessageEvent, EventTarget, DOMException]) {
      for (const name of Reflect.ownKeys(prototype)) {
        const {configurable, get, value} = Object.getOwnPropertyDescriptor(prototype, name);
        if (!configurable || name === 'constructor') continue;
        if (get) Object.defineProperty(prototype, name, {get() { ++leaked; }});
        else if (typeof value === 'function') Object.defineProperty(prototype, name, {value() { ++leaked; }});
      }
    }
    Array.prototype[Symbol.iterator] = () => { ++leaked; };
    structuredClone = MessageChannel = MessagePort = MessageEvent = DOMException = () => { ++leaked; };
  )js");
  int leaked = -1;
  ipcMain().on("leaked", [&leaked](IpcMainEvent&, int count) { leaked = count; });
  contents().postMessage("port", {}, {channel.port2()});
  channel.port1()->postMessage("text", {inner.port2()});
  ASSERT_TRUE(hears(3));
  std::sort(heard_.begin(), heard_.end());  // of two channels
  EXPECT_EQ(heard_, (Texts{R"("inner")", R"("text")", "close"}));
  EXPECT_TRUE(runUntil([&] { return leaked == 0; })) << leaked;
}

TEST_F(Ports, workForAFrameAndOnlyIfItHasIpc) {
  for (const bool inFrames : {true, false}) {
    heard_.clear();
    auto& window = openWindow({.webPreferences = {.exposeIpcToPage = true, .ipcInSubFrames = inFrames}});
    server().serve("/child", R"html(<script>
      if (globalThis.require) require('electron').ipcRenderer.on('port', ({ports: [port]}) => {
        port.onmessage = ({data}) => port.postMessage(data + ' in the frame'); });
      </script>)html");
    load(window, page("<iframe src=/child></iframe>"));
    MessageChannelMain channel(app());
    record(channel.port1());
    channel.port1()->start();
    channel.port1()->postMessage("text");
    window.webContents().mainFrame()->frames().at(0)->postMessage("port", {}, {channel.port2()});
    ASSERT_TRUE(hears(1));
    EXPECT_EQ(heard_[0], inFrames ? R"("text in the frame")" : "close");
  }
}

TEST_F(Ports, belongToTheMainThread) {
  MessageChannelMain channel(app());
  int refused = 0;
  std::thread([&] {
    const auto tries = [&refused](const std::function<void()>& action) {
      try {
        action();
      } catch (const std::logic_error&) {
        ++refused;
      }
    };
    tries([&] { channel.port1()->postMessage(1); });
    tries([&] { channel.port1()->start(); });
    tries([&] { channel.port1()->close(); });
    tries([&] { MessageChannelMain another(app()); });
    tries([&] { contents().postMessage("c", 1); });
  }).join();
  EXPECT_EQ(refused, 5);
}

TEST_F(Ports, mayOutliveTheApplication) {
  auto channel = std::make_unique<MessageChannelMain>(app());
  record(channel->port2());
  channel->port2()->start();
  restart();
  channel->port1()->postMessage("to nobody");
  channel.reset();
  EXPECT_TRUE(heard_.empty());
}

TEST_F(Ports, byTheThousandLeaveNothing) {
  int closed = 0;
  ipcMain().on("port", [&closed](IpcMainEvent& event, int n) {
    const auto port = event.ports().at(0);
    port->on("message", [port](MessageEvent& message) { port->postMessage(message.data()); });
    port->on("close", [&closed] { ++closed; });
    port->start();
    port->postMessage(n);
  });
  const auto round = [&] {
    closed = 0;
    inPage(R"js(
      const ends = [];
      for (let n = 0; n < 1000; ++n) {
        const {port1, port2} = new MessageChannel();
        ipcRenderer.postMessage('port', n, [port1]);
        ends.push(new Promise((resolve) => {
          port2.onmessage = ({data}) => { if (typeof data === 'string') { port2.close(); resolve(); } else port2.postMessage('echo ' + data); };
        }));
      }
      await Promise.all(ends);
    )js");
    ASSERT_TRUE(runUntil([&] { return closed == 1000; }));
  };
  round();
  const std::size_t descriptors = openDescriptors();
  const std::size_t before = heapBytes();
  for (int i = 0; i < 3; ++i) round();
  EXPECT_LT(openDescriptors(), descriptors + kRoundsThatTell);
  EXPECT_LT(heapBytes(), before + (std::size_t{1} << 20));
}

}  // namespace
}  // namespace transom::test
