// SPDX-License-Identifier: MIT
// How channels end: who hears of it, and when.
#include "support/messaging_test.h"

#include <csignal>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace transom::test {
namespace {

class PortsClose : public MessagingTest {
 protected:
  /// Gives the page a port, there `port`, and what it hears, in `heard`. @return the other end
  std::shared_ptr<MessagePortMain> portInPage() {
    const MessageChannelMain channel(app());
    auto kept = channel.port1();
    inPage(R"js(
      const {ports} = await new Promise((resolve) => ipcRenderer.once('port', resolve));
      [globalThis.port] = ports;
      globalThis.heard = [];
      port.onmessage = ({data}) => heard.push(data);
      port.addEventListener('close', ({type, target}) => heard.push(type + (target === port)));
    )js",
           [&] { contents().postMessage("port", {}, {channel.port2()}); });
    return kept;
  }
  void record(const std::shared_ptr<MessagePortMain>& port) {
    port->on("message", [this](MessageEvent& event) { heard_.push_back(dump(event.data())); });
    port->on("close", [this](MessageEvent& event) { heard_.push_back("close " + dump(event.data())); });
  }
  bool hears(std::size_t count) {
    return runUntil([this, count] { return heard_.size() >= count; });
  }
  /// What the page has heard, once that is `count` things.
  std::string heardInPage(int count) {
    return dump(inPage("while (heard.length < " + std::to_string(count) +
                       ") await new Promise((resolve) => setTimeout(resolve)); return heard;"));
  }

  std::vector<std::string> heard_;
};

using Texts = std::vector<std::string>;

TEST_F(PortsClose, ofOneEndInMainIsHeardAtTheOtherAfterWhatWasPosted) {
  MessageChannelMain channel(app());
  record(channel.port2());
  channel.port2()->start();
  channel.port1()->postMessage("last words");
  channel.port1()->close();
  EXPECT_TRUE(heard_.empty());
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{R"("last words")", "close undefined"}));
}

TEST_F(PortsClose, waitsBehindMessagesForStart) {
  MessageChannelMain channel(app());
  record(channel.port2());
  channel.port1()->postMessage("last words");
  channel.port1()->close();
  inPage("");
  EXPECT_TRUE(heard_.empty());
  channel.port2()->start();
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{R"("last words")", "close undefined"}));
}

TEST_F(PortsClose, withoutMessagesNeedsNoStart) {
  MessageChannelMain channel(app());
  record(channel.port2());
  channel.port1()->close();
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(heard_, Texts{"close undefined"});
}

TEST_F(PortsClose, isNotHeardAtTheEndThatDidIt) {
  MessageChannelMain channel(app());
  record(channel.port1());
  record(channel.port2());
  channel.port1()->close();
  channel.port1()->close();
  ASSERT_TRUE(hears(1));
  channel.port2()->close();
  inPage("");
  EXPECT_EQ(heard_.size(), 1u);
}

TEST_F(PortsClose, dropsWhatWaitsAtTheEndThatDidIt) {
  MessageChannelMain channel(app());
  record(channel.port2());
  channel.port2()->start();
  channel.port1()->postMessage("never read");
  channel.port2()->close();
  inPage("");
  EXPECT_TRUE(heard_.empty());
}

TEST_F(PortsClose, makesPostingSilent) {
  MessageChannelMain channel(app());
  MessageChannelMain other(app());
  record(channel.port2());
  channel.port1()->close();
  channel.port1()->postMessage("nothing", {other.port1()});
  ASSERT_TRUE(hears(1));
  channel.port2()->postMessage("nothing", {other.port1()});
  channel.port2()->start();
  inPage("");
  EXPECT_EQ(heard_.size(), 1u);
  contents().postMessage("port", {}, {other.port1()});  // which is not neutered: nothing was given away
}

TEST_F(PortsClose, comesWhenNobodyHoldsTheOtherEnd) {
  auto channel = std::make_unique<MessageChannelMain>(app());
  const auto kept = channel->port2();
  record(kept);
  kept->start();
  channel->port1()->postMessage("last words");
  channel.reset();
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{R"("last words")", "close undefined"}));
}

TEST_F(PortsClose, freesPortsWhoseListenersHoldThem) {
  std::weak_ptr<MessagePortMain> one;
  std::weak_ptr<MessagePortMain> two;
  {
    MessageChannelMain channel(app());
    one = channel.port1();
    two = channel.port2();
    for (const auto& port : {channel.port1(), channel.port2()}) port->on("message", [port](MessageEvent&) {});
  }
  EXPECT_FALSE(one.expired());
  one.lock()->close();
  EXPECT_TRUE(runUntil([&] { return one.expired() && two.expired(); }));
}

TEST_F(PortsClose, freesThemAlsoWhereTheApplicationIsOverFirst) {
  std::weak_ptr<MessagePortMain> watched;
  const auto port = portInPage();
  port->on("message", [held = portInPage()](MessageEvent&) {});
  watched = port;
  port->on("close", [port](MessageEvent&) { FAIL() << "the application is over"; });
  restart();
  EXPECT_EQ(watched.use_count(), 1);
}

TEST_F(PortsClose, ofPortsThatWereGivenAwayAndNeverTakenIsHeard) {
  MessageChannelMain channel(app());
  MessageChannelMain inner(app());
  record(inner.port1());
  channel.port1()->postMessage("take", {inner.port2()});
  channel.port2()->close();
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(heard_, Texts{"close undefined"});
}

TEST_F(PortsClose, ofPortsThatNoListenerKeepsIsHeard) {
  MessageChannelMain channel(app());
  MessageChannelMain inner(app());
  record(inner.port1());
  channel.port2()->on("message", [](MessageEvent&) {});
  channel.port2()->start();
  channel.port1()->postMessage("take", {inner.port2()});
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(heard_, Texts{"close undefined"});
}

TEST_F(PortsClose, ofPortsSentThroughTheirOwnChannelOrInARingIsHeardAndLeavesNothing) {
  MessageChannelMain own(app());
  record(own.port1());
  own.port1()->postMessage("ring", {own.port2()});
  ASSERT_TRUE(hears(1));
  MessageChannelMain one(app());
  MessageChannelMain two(app());
  record(one.port1());
  record(two.port1());
  one.port1()->postMessage("carries two", {two.port2()});
  two.port1()->postMessage("would carry one", {one.port2()});
  ASSERT_TRUE(hears(3));
  EXPECT_EQ(heard_, (Texts{"close undefined", "close undefined", "close undefined"}));
}

TEST_F(PortsClose, mayDestroyEverythingFromWithin) {
  auto channel = std::make_unique<MessageChannelMain>(app());
  auto kept = channel->port2();
  bool done = false;
  kept->on("message", [&](MessageEvent&) {
    channel.reset();
    kept.reset();
    done = true;
  });
  kept->start();
  channel->port1()->postMessage(1);
  channel->port1()->postMessage(2);
  ASSERT_TRUE(runUntil([&] { return done; }));
  inPage("");
}

TEST_F(PortsClose, mayCloseTheWindowFromWithin) {
  const auto port = portInPage();
  bool closed = false;
  port->on("message", [this](MessageEvent&) { window().close(); });
  port->on("close", [&] { closed = true; });
  port->start();
  evaluate("setTimeout(() => { port.postMessage(1); port.postMessage(2); }); 0");
  EXPECT_TRUE(runUntil([&] { return closed; }));
}

TEST_F(PortsClose, byThePageIsHeardInMainAfterWhatItPosted) {
  const auto port = portInPage();
  record(port);
  port->start();
  evaluate("port.postMessage('last words'); port.close(); port.postMessage('too late');");
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{R"("last words")", "close undefined"}));
}

TEST_F(PortsClose, byMainIsHeardInThePageAfterWhatItPosted) {
  const auto port = portInPage();
  port->postMessage("last words");
  port->close();
  EXPECT_EQ(heardInPage(2), R"(["last words", "closetrue"])");
  evaluate("port.postMessage('to nobody'); port.close();");
}

TEST_F(PortsClose, ofAChannelThatThePageHasMadeIsHeardAtBothEnds) {
  std::vector<std::shared_ptr<MessagePortMain>> ports;
  ipcMain().on("port", [&](IpcMainEvent& event) { ports.push_back(event.ports().at(0)); });
  inPage(R"js(
    globalThis.heard = [];
    globalThis.ends = [1, 2].map((n) => {
      const {port1, port2} = new MessageChannel();
      port2.onmessage = ({data}) => heard.push(data);
      port2.addEventListener('close', ({type}) => heard.push(type + n));
      ipcRenderer.postMessage('port', n, [port1]);
      return port2;
    });
  )js");
  ASSERT_EQ(ports.size(), 2u);
  record(ports[0]);
  evaluate("ends[0].close()");
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(heard_, Texts{"close undefined"});
  ports[1]->postMessage("last words");
  ports[1]->close();
  EXPECT_EQ(heardInPage(2), R"(["last words", "close2"])");
}

TEST_F(PortsClose, ofChannelsThatCameThroughOthersIsHeardAtBothEnds) {
  const auto port = portInPage();
  std::shared_ptr<MessagePortMain> fromPage;
  port->on("message", [&](MessageEvent& event) {
    fromPage = event.ports().at(0);
    record(fromPage);
  });
  port->start();
  evaluate("const made = new MessageChannel(); port.postMessage('take', [made.port1]); made.port2.close();");
  ASSERT_TRUE(hears(1));
  evaluate("port.onmessage = ({ports}) => ports[0].addEventListener('close', () => heard.push('inner close')); 0");
  MessageChannelMain channel(app());
  port->postMessage("take", {channel.port2()});
  channel.port1()->close();
  EXPECT_EQ(heardInPage(1), R"(["inner close"])");
}

TEST_F(PortsClose, comesWhenThePageGoesInAnyWay) {
  const std::vector<std::pair<const char*, std::function<void()>>> ways{
      {"reload", [this] { contents().reload(); }},
      {"another page", [this] { load(window(), page("elsewhere", "/elsewhere")); }},
      {"another site", [this] { load(window(), server().url("localhost", "/elsewhere")); }},
      {"a killed process", [this] { kill(contents().osProcessId(), SIGKILL); }},
  };
  for (const auto& [way, go] : ways) {
    SCOPED_TRACE(way);
    runPage("");
    const auto port = portInPage();
    heard_.clear();
    record(port);
    port->start();
    evaluate("port.postMessage('last words')");
    ASSERT_TRUE(hears(1));
    go();
    ASSERT_TRUE(hears(2));
    EXPECT_EQ(heard_, (Texts{R"("last words")", "close undefined"}));
  }
}

TEST_F(PortsClose, comesWhenTheWindowIsClosedOrTheFrameIsRemoved) {
  auto port = portInPage();
  record(port);
  window().close();
  ASSERT_TRUE(hears(1));
  auto& other = openWindow({.webPreferences = {.exposeIpcToPage = true, .ipcInSubFrames = true}});
  server().serve("/child", "child");
  load(other, page("<iframe src=/child></iframe>"));
  MessageChannelMain channel(app());
  record(channel.port1());
  other.webContents().mainFrame()->frames().at(0)->executeJavaScript(
      "require('electron').ipcRenderer.on('port', ({ports}) => { globalThis.port = ports[0]; });");
  other.webContents().mainFrame()->frames().at(0)->postMessage("port", {}, {channel.port2()});
  evaluate(other, "document.querySelector('iframe').remove()");
  ASSERT_TRUE(hears(2));
  // And one that is sent there afterwards.
  MessageChannelMain late(app());
  record(late.port1());
  contents().postMessage("port", {}, {late.port2()});
  ASSERT_TRUE(hears(3));
}

TEST_F(PortsClose, comesWhenNobodyInThePageListens) {
  runPage("");
  MessageChannelMain channel(app());
  record(channel.port1());
  contents().postMessage("unknown", {}, {channel.port2()});
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(heard_, Texts{"close undefined"});
}

TEST_F(PortsClose, comesWhenNobodyInMainListens) {
  inPage(R"js(
    const {port1, port2} = new MessageChannel();
    const closed = new Promise((resolve) => port2.addEventListener('close', resolve));
    ipcRenderer.postMessage('unknown', 0, [port1]);
    await closed;
  )js");
}

}  // namespace
}  // namespace transom::test
