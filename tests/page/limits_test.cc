// SPDX-License-Identifier: MIT
// What is too deep or too large is refused by the sender, before anything is sent; what is not, arrives.
#include "support/messaging_test.h"

#include <string>
#include <string_view>
#include <vector>

namespace transom::test {
namespace {

class MessageLimits : public MessagingTest {
 protected:
  /// `depth` arrays in one another.
  static Value nested(int depth) {
    Value value = 7;
    for (int i = 0; i < depth; ++i) value = Value::array({value});
    return value;
  }
  static constexpr const char* kNested =
      "const nested = (depth, value = 7) => { for (let i = 0; i < depth; i++) value = [value]; return value; };";

  void limitMessagesTo(std::uint64_t bytes) { restart({.limits = {.maxMessageBytes = bytes}}); }

  /// The name of the error that sending `value` throws.
  std::string thrownFor(const Value& value) {
    try {
      contents().send("values", value);
      return "nothing";
    } catch (const Error& error) {
      return error.name();
    }
  }
  static bool isRangeError(const Value& thrown) { return thrown.asString().starts_with("RangeError: "); }
};

TEST_F(MessageLimits, aDepthOfAThousandPassesBothWays) {
  int depth = 0;
  ipcMain().on("values", [&](IpcMainEvent& event, const Value& value) {
    for (Value inner = value; inner.isArray(); inner = inner[0]) ++depth;
    event.sender().send("values", value);
    event.returnValue = value;
  });
  EXPECT_EQ(inPage(std::string(kNested) + R"js(
    const received = next('values');
    let depth = 0;
    for (let value = ipcRenderer.sendSync('values', nested(1000)); Array.isArray(value); value = value[0]) depth++;
    for (let [value] = await received; Array.isArray(value); value = value[0]) depth++;
    return depth;
  )js"),
            Value(2000));
  EXPECT_EQ(depth, 1000);
}

TEST_F(MessageLimits, ofCallsThatWaitMakeOneMoreARangeErrorInThePage) {
  restart({.limits = {.maxPendingCalls = 8}});
  std::vector<TaskSource<int>> waiting;
  ipcMain().handle("wait", [&](IpcMainInvokeEvent&) { return waiting.emplace_back().task(); });
  ipcMain().on("ask", [](IpcMainEvent& event) { event.returnValue = "answer"; });
  EXPECT_EQ(dump(inPage(R"js(
    globalThis.calls = Array.from({length: 8}, () => ipcRenderer.invoke('wait'));
    return [
      await ipcRenderer.invoke('wait').catch((error) => error.name),
      thrownBy(() => ipcRenderer.sendSync('ask')),
      thrownBy(() => ipcRenderer.stream('wait')),
    ].map((text) => text.split(':')[0]);
  )js")),
            R"(["RangeError", "RangeError", "RangeError"])");
  EXPECT_EQ(waiting.size(), 8u);
  waiting.back().resolve(1);
  EXPECT_EQ(inPage("await calls[7]; return ipcRenderer.sendSync('ask')"), Value("answer"));
  // What a document asked that is gone counts until it is answered.
  load(window(), page("<!doctype html><script></script>", "/next"));
  EXPECT_EQ(inPage("return ipcRenderer.sendSync('ask')"), Value("answer"));
}

TEST_F(MessageLimits, aDepthOfMoreIsARangeErrorInThePage) {
  int messages = 0;
  ipcMain().on("values", [&] { ++messages; });
  for (const std::string value : {"nested(1001)", "nested(100000)", "{a: nested(1000)}", "new Map([[1, nested(1000)]])",
                                  "new Set([nested(1000)])", "new Error('deep', {cause: nested(1000)})"}) {
    for (const std::string method : {"send", "sendSync"}) {
      EXPECT_TRUE(isRangeError(
          inPage(kNested + ("return thrownBy(() => ipcRenderer." + method + "('values', " + value + "));"))))
          << method << " " << value;
    }
  }
  EXPECT_EQ(messages, 0);
}

TEST_F(MessageLimits, aDepthOfMoreIsARangeErrorInMain) {
  EXPECT_EQ(inPage("return (await next('values'))[0];",
                   [this] {
                     EXPECT_EQ(thrownFor(nested(1001)), "RangeError");
                     EXPECT_EQ(thrownFor(Value::object({{"a", nested(1000)}})), "RangeError");
                     EXPECT_EQ(thrownFor("fine"), "nothing");
                   }),
            Value("fine"));
}

TEST_F(MessageLimits, anAnswerTooDeepIsThrownByTheListenerAndByTheCall) {
  std::string thrown;
  ipcMain().on("ask", [&](IpcMainEvent& event) {
    try {
      event.returnValue = nested(1001);
    } catch (const Error& error) {
      thrown = error.name();
      throw;
    }
  });
  EXPECT_TRUE(isRangeError(inPage("return thrownBy(() => ipcRenderer.sendSync('ask'));")));
  EXPECT_EQ(thrown, "RangeError");
}

TEST_F(MessageLimits, anAnswerTooDeepLeavesTheCallOpenForAnother) {
  ipcMain().on("ask", [&](IpcMainEvent& event) {
    EXPECT_THROW(event.returnValue = nested(1001), Error);
    event.returnValue = "not so deep";
  });
  EXPECT_EQ(inPage("return ipcRenderer.sendSync('ask');"), Value("not so deep"));
}

TEST_F(MessageLimits, aMessageTooLargeIsARangeErrorInThePageAndNothingIsSent) {
  limitMessagesTo(1000);
  int messages = 0;
  runPage("");
  contents().on("ipc-message", [&](IpcMainEvent&, const std::string&) { ++messages; });
  contents().on("ipc-message-sync", [&](IpcMainEvent&, const std::string&) { ++messages; });
  for (const std::string value :
       {"'x'.repeat(1000)", "'ü'.repeat(500)", "new Uint8Array(1000)", "new Array(1000).fill(1)", "2n ** 8000n",
        "new Uint8Array(100000000)", "'x'.repeat(10000000)"}) {
    for (const std::string method : {"send", "sendSync"}) {
      EXPECT_TRUE(isRangeError(inPage("return thrownBy(() => ipcRenderer." + method + "('values', " + value + "));")))
          << value;
    }
  }
  EXPECT_EQ(messages, 0);
}

TEST_F(MessageLimits, anArrayThatClaimsBillionsOfElementsIsRefusedBeforeTheyAreLookedAt) {
  EXPECT_EQ(inPage(R"js(
    let reads = 0;
    const claiming = (length) => new Proxy([], {get: (list, name) => name === 'length' ? length : ++reads});
    const thrownFor = (value) => { try { ipcRenderer.send('values', value); return 'nothing'; } catch (error) { return error.name; } };
    return [new Array(2 ** 32 - 1), {list: claiming(2 ** 50)}, claiming(Infinity)].map(thrownFor).join() + ',' + reads;
  )js"),
            Value("RangeError,RangeError,Error,0"));
}

TEST_F(MessageLimits, aMessageTooLargeIsARangeErrorInMainAndNothingIsSent) {
  limitMessagesTo(1000);
  EXPECT_EQ(inPage("return (await next('values'))[0];",
                   [this] {
                     EXPECT_EQ(thrownFor(std::string(1000, 'x')), "RangeError");
                     EXPECT_EQ(thrownFor(Bytes(1000)), "RangeError");
                     EXPECT_EQ(thrownFor(Bytes(100000000)), "RangeError");
                     EXPECT_EQ(thrownFor("fine"), "nothing");
                   }),
            Value("fine"));
}

TEST_F(MessageLimits, aMessageOfExactlyTheLimitPassesBothWays) {
  limitMessagesTo(1000);
  // 4 bytes around the text: the array of arguments, and the head of a string of more than 255 bytes.
  const std::string largest(996, 'x');
  std::size_t size = 0;
  ipcMain().on("values", [&](IpcMainEvent&, const std::string& text) { size = text.size(); });
  EXPECT_EQ(inPage(R"js(
    ipcRenderer.send('values', 'x'.repeat(996));
    const [{length}] = await next('values');
    return `${length} ${thrownBy(() => ipcRenderer.send('values', 'x'.repeat(997))).slice(0, 10)}`;
  )js",
                   [&] { contents().send("values", largest); }),
            Value("996 RangeError"));
  EXPECT_EQ(size, 996u);
  EXPECT_EQ(thrownFor(largest + "x"), "RangeError");
}

TEST_F(MessageLimits, theChannelIsNoPartOfTheMessage) {
  limitMessagesTo(1000);
  int messages = 0;
  const std::string channel(100000, 'c');
  ipcMain().on(channel, [&] { ++messages; });
  inPage("ipcRenderer.send('c'.repeat(100000), 'x'.repeat(996));");
  EXPECT_EQ(messages, 1);
}

TEST_F(MessageLimits, smallOnesLeaveRoomForLongUrlsAndConsoleTexts) {
  restart({.limits = {.maxMessageBytes = 100, .maxChannelBytes = 10}});
  std::size_t logged = 0;
  load(window(), page("<script>console.log('x'.repeat(1000))</script>", "/a/rather/long/path"));
  contents().on("console-message", [&](WebContentsEvent&, int, const std::string& text) { logged = text.size(); });
  contents().reload();
  ASSERT_TRUE(runUntil([&] { return logged > 0; }));
  EXPECT_EQ(logged, 100u);
}

TEST_F(MessageLimits, anErrorIsAnAnswerThatAlwaysFits) {
  restart({.limits = {.maxMessageBytes = 30}});
  ipcMain().on("throws", [](IpcMainEvent&) { throw std::runtime_error(std::string(1'000'000, 'x')); });
  ipcMain().on("silent", [] {});
  ipcMain().handle("throws", []() -> int { throw std::runtime_error(std::string(1'000'000, 'x')); });
  runPage(R"js(
    const {ipcRenderer} = require('electron');
    const lengthOf = (channel) => {
      try { ipcRenderer.sendSync(channel); } catch (error) { return error.message.length; }
    };
    var sizes = [lengthOf('throws'), lengthOf('silent'), lengthOf('n'.repeat(1000)) > 1000].join();
    var invoked;
    ipcRenderer.invoke('throws').catch((error) => { invoked = error.cause.message.length; });
  )js");
  EXPECT_EQ(evaluate("sizes"), Value("4096,20,true"));
  EXPECT_TRUE(runUntil([this] { return evaluate("invoked") == Value(4096); }));
}

TEST_F(MessageLimits, anErrorLeavesThePageAbleToSend) {
  limitMessagesTo(1000);
  ipcMain().on("ask", [](IpcMainEvent& event, const Value& value) { event.returnValue = value; });
  EXPECT_EQ(inPage(R"js(
    for (let i = 0; i < 100; i++) thrownBy(() => ipcRenderer.send('ask', 'x'.repeat(1000 + i)));
    return ipcRenderer.sendSync('ask', 'fine');
  )js"),
            Value("fine"));
}

TEST_F(MessageLimits, sixtyFourMebibytesGoAroundWhole) {
  ipcMain().on("echo", [](IpcMainEvent& event, const Value& value) {
    event.sender().send("echo", value);
    event.returnValue = value;
  });
  EXPECT_EQ(inPage(R"js(
    const bytes = new Uint8Array(64 << 20);
    const words = new Uint32Array(bytes.buffer);
    for (let i = 0; i < words.length; i++) words[i] = Math.imul(i, 0x9e3779b1);
    const received = next('echo');
    const isWhole = (copy) => {
      const other = new Uint32Array(copy.buffer);
      let same = 0;
      for (let i = 0; i < other.length; i++) same += other[i] === words[i];
      return same === words.length && other.length === words.length;
    };
    return `${isWhole(ipcRenderer.sendSync('echo', bytes))} ${isWhole((await received)[0])}`;
  )js"),
            Value("true true"));
}

}  // namespace
}  // namespace transom::test
