// SPDX-License-Identifier: MIT
#include "native_test.h"

#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

namespace transom::test {
namespace {

class NativePorts : public NativeTest {
 protected:
  /// A channel whose one end the child started last has.
  std::shared_ptr<MessagePortMain> connect(std::string_view channel = "port") {
    const MessageChannelMain pair(app());
    child().webContents().postMessage(channel, "a port", {pair.port2()});
    return pair.port1();
  }
  /// What comes to `port` next, waited for.
  Value nextOn(const std::shared_ptr<MessagePortMain>& port) {
    const auto received = std::make_shared<std::optional<Value>>();
    port->once("message", [received](MessageEvent&, const Value& value) { *received = value; });
    port->start();
    EXPECT_TRUE(runUntil([&] { return received->has_value(); }));
    return received->value_or(Value());
  }
  static std::shared_ptr<bool> closeOf(const std::shared_ptr<MessagePortMain>& port) {
    auto closed = std::make_shared<bool>(false);
    port->on("close", [closed] { *closed = true; });
    return closed;
  }
};

TEST_F(NativePorts, ofMainComeWithAMessageAndLeadBothWays) {
  start();
  const auto port = connect();
  port->postMessage("hello");
  EXPECT_EQ(nextOn(port)["echo"].asString(), "hello");
}

TEST_F(NativePorts, comeWithTheValueOfTheirMessage) {
  start();
  const MessageChannelMain one(app());
  const MessageChannelMain other(app());
  const Arguments came = nextAfter("port came", [&] {
    child().webContents().postMessage("port", Value::object({{"name", "both"}}), {one.port2(), other.port2()});
  });
  EXPECT_EQ(came[0]["name"].asString(), "both");
  EXPECT_EQ(came[1].asNumber(), 2);
}

TEST_F(NativePorts, ofAChildComeToMain) {
  start();
  std::shared_ptr<MessagePortMain> port;
  const ScopedListener listener = ipcMain().scoped("my port", [&](IpcMainEvent& event, const std::string& text) {
    EXPECT_EQ(text, "for you");
    ASSERT_EQ(event.ports().size(), 1U);
    port = event.ports()[0];
  });
  child().send("make-channel");
  ASSERT_TRUE(runUntil([&] { return port != nullptr; }));
  port->postMessage(7);
  EXPECT_EQ(nextOn(port)["echo"].asNumber(), 7);
}

TEST_F(NativePorts, keepTheOrderOfWhatIsPosted) {
  start();
  const auto port = connect("keep-port");
  std::vector<int> heard;
  port->on("message", [&](MessageEvent&, int number) { heard.push_back(number); });
  port->start();
  child().send("post", 5000);
  ASSERT_TRUE(runUntil([&] { return heard.size() == 5000; }));
  std::vector<int> all(5000);
  std::iota(all.begin(), all.end(), 0);
  EXPECT_EQ(heard, all);
}

TEST_F(NativePorts, leadFromOneChildToAnotherWithoutTheApplication) {
  start();
  const MessageChannelMain channel(app());
  child().webContents().postMessage("port", nullptr, {channel.port1()});
  start();
  child().webContents().postMessage("keep-port", nullptr, {channel.port2()});
  child().send("report-port");
  const Arguments heard = ask("heard", "post", 1);
  EXPECT_EQ(heard[0]["echo"].asNumber(), 0);
}

TEST_F(NativePorts, leadFromAChildToAPage) {
  start();
  runPage(R"(
    const { ipcRenderer } = require('electron');
    ipcRenderer.on('port', ({ ports: [port] }) => {
      port.onmessage = ({ data }) => ipcRenderer.send('page heard', data);
      port.postMessage('from the page');
    });)");
  const MessageChannelMain channel(app());
  child().webContents().postMessage("port", nullptr, {channel.port1()});
  const Arguments heard = nextAfter("page heard", [&] { contents().postMessage("port", nullptr, {channel.port2()}); });
  EXPECT_EQ(heard[0]["echo"].asString(), "from the page");
}

TEST_F(NativePorts, travelThroughPorts) {
  start();
  const auto port = connect();
  const MessageChannelMain inner(app());
  port->postMessage("take this", {inner.port2()});
  std::shared_ptr<MessagePortMain> back;
  port->on("message", [&](MessageEvent& event, const Value&) { back = event.ports().at(0); });
  port->start();
  ASSERT_TRUE(runUntil([&] { return back != nullptr; }));
  back->postMessage("through the child");
  EXPECT_EQ(nextOn(inner.port1()).asString(), "through the child");
}

TEST_F(NativePorts, areClosedForMainWhenTheChildClosesThem) {
  start();
  const auto port = connect();
  const auto closed = closeOf(port);
  child().send("close-ports");
  EXPECT_TRUE(runUntil([&] { return *closed; }));
}

TEST_F(NativePorts, areClosedForMainWhenTheChildIsKilled) {
  start();
  const auto port = connect();
  const auto closed = closeOf(port);
  port->postMessage(1);
  nextOn(port);
  ::kill(child().pid(), SIGKILL);
  EXPECT_TRUE(runUntil([&] { return *closed; }));
}

TEST_F(NativePorts, areClosedForTheChildWhenMainClosesThem) {
  start();
  const auto port = connect();
  port->postMessage(1);
  nextOn(port);
  nextAfter("port closed", [&] { port->close(); });
}

TEST_F(NativePorts, givenAwayWrongAreRefused) {
  start();
  const Arguments misused = ask("misused", "misuse-ports");
  EXPECT_EQ(misused[0].asString(), "Error||Port at index 1 is a duplicate.");
  EXPECT_EQ(misused[1].asString(), "Error||Port at index 0 is already neutered.");
  EXPECT_EQ(misused[2].asString(), "Error||Port at index 0 is null.");
}

}  // namespace
}  // namespace transom::test
