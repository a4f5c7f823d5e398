// SPDX-License-Identifier: MIT
// What ports between main and a page refuse, which then gives nothing away.
#include "support/ports_test.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace transom::test {
namespace {

using Ports = PortsTest;
using Texts = std::vector<std::string>;

std::string failureOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.name() + ": " + error.message();
  }
  return "none";
}

TEST_F(Ports, thatAreNullOrTwiceThereOrSentAwayOrTheirOwnCarrierAreRefused) {
  MessageChannelMain channel(app());
  MessageChannelMain other(app());
  const auto& port = channel.port1();
  EXPECT_EQ(failureOf([&] { port->postMessage(1, {other.port1(), nullptr}); }), "Error: Port at index 1 is null.");
  EXPECT_EQ(failureOf([&] {
              port->postMessage(1, {other.port1(), other.port1()});
            }),
            "Error: Port at index 1 is a duplicate.");
  EXPECT_EQ(failureOf([&] {
              port->postMessage(1, {other.port1(), port});
            }),
            "Error: Port at index 1 contains the source port.");
  EXPECT_EQ(failureOf([&] { contents().postMessage("c", 1, {nullptr}); }), "Error: Port at index 0 is null.");
  EXPECT_EQ(failureOf([&] { contents().postMessage("c", 1, {port, port}); }), "Error: Port at index 1 is a duplicate.");
  record(other.port2());
  other.port2()->start();
  other.port1()->postMessage("still mine");
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(failureOf([&] { port->postMessage(1, {other.port1()}); }), "none");
  EXPECT_EQ(failureOf([&] {
              contents().postMessage("c", 1, {port, other.port1()});
            }),
            "Error: Port at index 1 is already neutered.");
}

TEST_F(Ports, refuseWhatIsTooLargeAndGiveNothingAway) {
  restart({.limits = {.maxMessageBytes = 1000}});
  MessageChannelMain channel(app());
  MessageChannelMain other(app());
  const std::string text(2000, 'x');
  EXPECT_THROW(channel.port1()->postMessage(text, {other.port1()}), Error);
  EXPECT_THROW(contents().postMessage("c", text, {other.port1()}), Error);
  EXPECT_EQ(failureOf([&] { channel.port1()->postMessage(1, {other.port1()}); }), "none");
}

TEST_F(Ports, sentAwayAreSilentAndLetTheirListenersGo) {
  MessageChannelMain channel(app());
  const auto token = std::make_shared<int>();
  channel.port1()->on("message", [token, port = channel.port1()](MessageEvent&) {});
  contents().postMessage("port", 1, {channel.port1()});
  EXPECT_EQ(token.use_count(), 1);
  channel.port1()->postMessage("nothing");
  channel.port1()->start();
  channel.port1()->close();
}

TEST_F(Ports, inThePageRefuseWhatIsNoArrayOfPorts) {
  const Value thrown = inPage(R"js(
    const {port1} = new MessageChannel();
    const given = new MessageChannel().port1;
    ipcRenderer.postMessage('c', 0, [given]);
    const closed = new MessageChannel().port1;
    closed.close();
    return [null, 7, 'text', {}, {0: port1, length: 1}, [null], [{}], [new ArrayBuffer(1)], [port1, port1], [given], [closed]]
        .map((transfer) => thrownBy(() => ipcRenderer.postMessage('c', 0, transfer)));
  )js");
  ASSERT_EQ(thrown.size(), 11u);
  for (const Value& each : thrown.items()) EXPECT_EQ(each, Value("TypeError: Invalid value for transfer"));
}

TEST_F(Ports, inThePageSayWhatCannotBeClonedAndGiveNothingAway) {
  EXPECT_EQ(dump(inPage(R"js(
    const {port1, port2} = new MessageChannel();
    const thrown = [
      thrownBy(() => ipcRenderer.postMessage('c', {on: {click() {}}}, [port1])),
      thrownBy(() => ipcRenderer.postMessage('c', {port1}, [port1])),
      thrownBy(() => ipcRenderer.postMessage(7, 0, [port1])),
    ];
    const heard = new Promise((resolve) => { port1.onmessage = ({data}) => resolve(data); });
    port2.postMessage('still here');
    return [...thrown, await heard];
  )js")),
            R"--(["Error: An object could not be cloned. (message, at .on.click: function)", )--"
            R"--("Error: An object could not be cloned. (message, at .port1: MessagePort)", )--"
            R"--("TypeError: ipcRenderer.postMessage: the channel must be a string, but it is of type number.", )--"
            R"--("still here"])--");
}

TEST_F(Ports, ofAPageSayWhatCannotBeClonedAndGoOn) {
  const auto port = portOfPage();
  record(port);
  port->start();
  EXPECT_EQ(inPage("const thrown = thrownBy(() => kept.postMessage({a: new Blob([])})); kept.postMessage('next'); "
                   "return thrown;"),
            Value("Error: An object could not be cloned. (message, at .a: Blob)"));
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(heard_, Texts{R"("next")"});
}

TEST_F(Ports, ofAPageAreAsDeadAsTheDomSaysOnceTheyWereGivenAway) {
  const auto port = portOfPage();
  record(port);
  port->start();
  const Value thrown = inPage(R"js(
    const inner = new MessageChannel();
    kept.postMessage('first', [inner.port1]);
    const thrown = [
      thrownBy(() => kept.postMessage('itself', [kept])),
      thrownBy(() => kept.postMessage('twice', [inner.port1])),
      thrownBy(() => kept.postMessage('no list', 7)),
    ].map((text) => text.split(':')[0]);
    kept.postMessage('last');
    return thrown;
  )js");
  EXPECT_EQ(dump(thrown), R"(["DataCloneError", "DataCloneError", "TypeError"])");
  ASSERT_TRUE(hears(2));
  EXPECT_EQ(heard_, (Texts{R"("first")", R"("last")"}));
}

}  // namespace
}  // namespace transom::test
