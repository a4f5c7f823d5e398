// SPDX-License-Identifier: MIT
// Any string is a channel, and nothing else is.
#include "support/messaging_test.h"

#include <string>
#include <vector>

namespace transom::test {
namespace {

class Channel : public MessagingTest {
 protected:
  void limitChannelsTo(std::uint32_t bytes) { restart({.limits = {.maxChannelBytes = bytes}}); }
};

TEST_F(Channel, mayBeAnyStringBothWays) {
  const std::vector<std::string> channels{"",
                                          " ",
                                          "a",
                                          "1",
                                          "😀 grüße",
                                          "line\nbreak",
                                          std::string("nul\0inside", 10),
                                          "\uffff",
                                          "__proto__",
                                          "constructor",
                                          "error",
                                          "toString",
                                          "hasOwnProperty",
                                          "newListener",
                                          std::string(std::size_t{1} << 20, 'x')};
  for (const std::string& channel : channels) {
    SCOPED_TRACE(channel.substr(0, 40));
    std::vector<std::string> seen;
    ipcMain().on(channel, [&](IpcMainEvent& event, const std::string& text) {
      seen.push_back(text);
      event.returnValue = "answer";
      event.sender().send(channel, "back");
    });
    const Value result = inPage(R"js(
      const [channel] = await next('channel');
      ipcRenderer.send(channel, 'send');
      const answers = [(await next(channel))[0]];
      answers.push(ipcRenderer.sendSync(channel, 'sendSync'));
      answers.push((await next(channel))[0], ipcRenderer.listenerCount(channel));
      return answers.join();
    )js",
                                [&] { contents().send("channel", channel); });
    EXPECT_EQ(result, Value("back,answer,back,0"));
    EXPECT_EQ(seen, (std::vector<std::string>{"send", "sendSync"}));
    ipcMain().removeAllListeners();
  }
}

TEST_F(Channel, ofAnotherTypeIsATypeErrorInTheCaller) {
  int messages = 0;
  runPage("");
  contents().on("ipc-message", [&](IpcMainEvent&, const std::string&) { ++messages; });
  contents().on("ipc-message-sync", [&](IpcMainEvent&, const std::string&) { ++messages; });
  EXPECT_EQ(inPage(R"js(
    const objects = [{}, [], ['a'], () => 'a', {toString: () => 'a'}, new String('a')];
    const wrong = [undefined, null, 7, 7n, true, Symbol('a'), ...objects];
    return wrong.filter((channel) =>
      !thrownBy(() => ipcRenderer.send(channel, 1)).startsWith('TypeError: ') ||
      !thrownBy(() => ipcRenderer.sendSync(channel, 1)).startsWith('TypeError: ')).length;
  )js"),
            Value(0));
  EXPECT_EQ(inPage("return thrownBy(() => ipcRenderer.send()).startsWith('TypeError: ');"), Value(true));
  EXPECT_EQ(messages, 0);
}

TEST_F(Channel, overItsLimitIsARangeErrorInThePage) {
  limitChannelsTo(16);
  int messages = 0;
  ipcMain().on(std::string(16, 'x'), [&] { ++messages; });
  ipcMain().on("ääääääää", [&] { ++messages; });
  EXPECT_EQ(inPage(R"js(
    ipcRenderer.send('x'.repeat(16));
    ipcRenderer.send('ä'.repeat(8));
    const over = ['x'.repeat(17), 'ä'.repeat(8) + 'x', '😀'.repeat(5), 'x'.repeat(1000000)];
    return over.filter((channel) =>
      !thrownBy(() => ipcRenderer.send(channel)).startsWith('RangeError: ') ||
      !thrownBy(() => ipcRenderer.sendSync(channel)).startsWith('RangeError: ')).length;
  )js"),
            Value(0));
  EXPECT_EQ(messages, 2);
}

TEST_F(Channel, overItsLimitIsARangeErrorInMain) {
  limitChannelsTo(16);
  const Value seen = inPage("return (await next('x'.repeat(16)))[0];", [this] {
    for (const auto& channel : {std::string(17, 'x'), std::string("ääääääääx")}) {
      try {
        contents().send(channel, "over");
        ADD_FAILURE() << "nothing was thrown";
      } catch (const Error& error) {
        EXPECT_EQ(error.name(), "RangeError");
      }
    }
    contents().send(std::string(16, 'x'), "at the limit");
  });
  EXPECT_EQ(seen, Value("at the limit"));
}

TEST_F(Channel, withALoneSurrogateArrivesWithAReplacementCharacter) {
  std::vector<std::string> channels;
  runPage("");
  contents().on("ipc-message", [&](IpcMainEvent&, const std::string& channel) { channels.push_back(channel); });
  inPage(R"js(ipcRenderer.send('a\ud83d'); ipcRenderer.send('\ude00b'); ipcRenderer.send('\ud83d\ude00');)js");
  EXPECT_EQ(channels, (std::vector<std::string>{"a\ufffd", "\ufffdb", "😀"}));
}

TEST_F(Channel, errorWithoutListenersIsSilentOnBothSides) {
  const Value result = inPage(R"js(
    let errors = 0;
    window.onerror = () => errors++;
    ipcRenderer.send('error', new Error('nobody listens'));
    await next('last');
    return errors;
  )js",
                              [this] {
                                contents().send("error", "nobody listens");
                                contents().send("last");
                              });
  EXPECT_EQ(result, Value(0));
  EXPECT_TRUE(log().empty());
}

}  // namespace
}  // namespace transom::test
