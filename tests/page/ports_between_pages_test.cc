// SPDX-License-Identifier: MIT
// Channels from window to window: once they are handed over, the application has no part in them.
#include "support/messaging_test.h"

#include <csignal>
#include <memory>
#include <string>

namespace transom::test {
namespace {

class PortsBetweenPages : public MessagingTest {
 protected:
  /// Two pages with a channel between them, `port` in each, which writes down what it hears in `heard`.
  PortsBetweenPages() {
    for (BrowserWindow* each : {&one_, &two_}) {
      load(*each, page(R"html(<!doctype html><script>
        const {ipcRenderer} = require('electron');
        const heard = [];
        let port;
        ipcRenderer.on('port', ({ports}) => {
          [port] = ports;
          port.onmessage = ({data}) => { heard.push(data); };
          port.addEventListener('close', () => { heard.push('close'); });
        });
        const heardAll = async (count) => {
          while (heard.length < count) await new Promise((resolve) => setTimeout(resolve));
          return heard;
        };
      </script>)html"));
    }
    MessageChannelMain channel(app());
    one_.webContents().postMessage("port", {}, {channel.port1()});
    two_.webContents().postMessage("port", {}, {channel.port2()});
  }
  std::string heardIn(BrowserWindow& window, int count) {
    return dump(evaluate(window, "heardAll(" + std::to_string(count) + ")"));
  }

  BrowserWindow& one_ = openWindow();
  BrowserWindow& two_ = openWindow();
};

TEST_F(PortsBetweenPages, carryMessagesInOrderBothWays) {
  evaluate(one_, "for (let n = 0; n < 3; ++n) port.postMessage(n)");
  EXPECT_EQ(heardIn(two_, 3), "[0, 1, 2]");
  evaluate(two_, "port.postMessage({back: new Map([[1, new Date(5)]]), big: 5n})");
  EXPECT_EQ(heardIn(one_, 1), dump(evaluate("[{back: new Map([[1, new Date(5)]]), big: 5n}]")));
}

TEST_F(PortsBetweenPages, carryPortsWhichWorkThere) {
  evaluate(two_, R"js(
    port.onmessage = ({data, ports: [inner]}) => {
      inner.onmessage = ({data}) => inner.postMessage('echo ' + data);
      inner.postMessage('got ' + data);
    };
    0)js");
  EXPECT_EQ(dump(evaluate(one_, R"js(
    (async () => {
      const {port1, port2} = new MessageChannel();
      const next = () => new Promise((resolve) => { port1.onmessage = ({data}) => resolve(data); });
      const first = next();
      port.postMessage('inner', [port2]);
      const got = await first;
      const second = next();
      port1.postMessage('text');
      return [got, await second];
    })())js")),
            R"(["got inner", "echo text"])");
}

TEST_F(PortsBetweenPages, carryALargeMessage) {
  evaluate(one_, "port.postMessage(new Uint8Array(8 << 20).fill(7)); port.postMessage('x'.repeat(1 << 20));");
  EXPECT_EQ(evaluate(two_, "heardAll(2).then(([bytes, text]) => bytes.length + bytes[bytes.length - 1] + text.length)"),
            Value((8 << 20) + 7 + (1 << 20)));
}

TEST_F(PortsBetweenPages, areClosedAtTheOtherEndWhenOneIs) {
  evaluate(one_, "port.postMessage('last words'); port.close();");
  EXPECT_EQ(heardIn(two_, 2), R"(["last words", "close"])");
}

TEST_F(PortsBetweenPages, areClosedWhenTheOtherPageIsKilled) {
  kill(one_.webContents().osProcessId(), SIGKILL);
  EXPECT_EQ(heardIn(two_, 1), R"(["close"])");
}

TEST_F(PortsBetweenPages, areClosedWhenTheOtherWindowIsClosed) {
  one_.close();
  EXPECT_EQ(heardIn(two_, 1), R"(["close"])");
}

TEST_F(PortsBetweenPages, goOnFromOnePageToAThird) {
  BrowserWindow& three = openWindow();
  runPage(three, R"js(
    require('electron').ipcRenderer.on('port', ({ports: [port]}) => {
      port.onmessage = ({data}) => port.postMessage('third got ' + data);
    });
  )js");
  ipcMain().on("pass on",
               [&three](IpcMainEvent& event) { three.webContents().postMessage("port", {}, {event.ports().at(0)}); });
  evaluate(two_, "ipcRenderer.postMessage('pass on', 0, [port])");
  evaluate(one_, "port.postMessage('text')");
  EXPECT_EQ(heardIn(one_, 1), R"(["third got text"])");
  three.close();
  EXPECT_EQ(heardIn(one_, 2), R"(["third got text", "close"])");
}

TEST_F(PortsBetweenPages, goFromPageToPageThroughThePageThatHadThem) {
  evaluate(
      two_,
      "const {port1, port2} = new MessageChannel(); port2.onmessage = ({data}) => { heard.push('here ' + data); }; "
      "port.postMessage(0, [port1]);");
  EXPECT_EQ(heardIn(one_, 1), "[0]");
  BrowserWindow& three = openWindow();
  runPage(three, "require('electron').ipcRenderer.on('port', ({ports: [port]}) => port.postMessage('from three'));");
  ipcMain().on("pass on",
               [&three](IpcMainEvent& event) { three.webContents().postMessage("port", {}, {event.ports().at(0)}); });
  evaluate(
      one_,
      "port.onmessage = ({ports}) => { ipcRenderer.postMessage('pass on', 0, ports); }; port.postMessage('again')");
  evaluate(two_,
           "const more = new MessageChannel(); more.port2.onmessage = ({data}) => { heard.push(data); }; "
           "port.postMessage(0, [more.port1]);");
  EXPECT_EQ(heardIn(two_, 2), R"(["again", "from three"])");
}

}  // namespace
}  // namespace transom::test
