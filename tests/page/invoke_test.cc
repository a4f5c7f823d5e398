// SPDX-License-Identifier: MIT
// What a page asks, and what handlers answer: values, errors, later, never.
#include "support/messaging_test.h"

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace transom::test {
namespace {

class Invoke : public MessagingTest {
 protected:
  /// What `ipcRenderer.invoke('ask', …)` rejects with: message, then name, message, code and data of its cause.
  std::string rejection(std::string_view arguments = {}) {
    const Value found = inPage("return ipcRenderer.invoke('ask'" + std::string(arguments) + R"js().then(
      (value) => `resolved with ${value}`,
      (error) => {
        const {name, message, code, data} = error.cause ?? {};
        return [error.message, name, message, code, JSON.stringify(data)].join(' | ');
      })
    )js");
    return found.asString();
  }
};

TEST_F(Invoke, resolvesWithWhatTheHandlerReturns) {
  ipcMain().handle("add", [](IpcMainInvokeEvent&, int a, int b) { return a + b; });
  ipcMain().handle("twice", [](IpcMainInvokeEvent&, const std::string& text) { return text + text; });
  ipcMain().handle("echo", [](IpcMainInvokeEvent&, const Value& value) { return value; });
  ipcMain().handle("all", [](IpcMainInvokeEvent&, const Arguments& all) { return static_cast<int>(all.size()); });
  ipcMain().handle("literal", [] { return "text"; });
  ipcMain().handle("nothing", [](IpcMainInvokeEvent&, std::optional<int>) {});
  EXPECT_EQ(dump(inPage(R"js(
    return Promise.all([
      ipcRenderer.invoke('add', 1, 2), ipcRenderer.invoke('twice', 'ab'), ipcRenderer.invoke('echo', {list: [1n]}),
      ipcRenderer.invoke('all', 1, 2, 3), ipcRenderer.invoke('literal'), ipcRenderer.invoke('nothing'),
    ]);
  )js")),
            R"([3, "abab", {"list": [0x1n]}, 3, "text", undefined])");
}

TEST_F(Invoke, knowsItsSender) {
  int processId = 0;
  ipcMain().handle("who", [&](IpcMainInvokeEvent& event) {
    processId = event.processId();
    EXPECT_EQ(event.type(), "frame");
    EXPECT_EQ(event.senderFrame(), contents().mainFrame());
    return event.sender().id();
  });
  EXPECT_EQ(inPage("return ipcRenderer.invoke('who')"), Value(contents().id()));
  EXPECT_NE(processId, 0);
  EXPECT_EQ(processId, contents().osProcessId());
}

TEST_F(Invoke, mayBeAnsweredByACoroutineThatRefersToItsArgumentsAllTheTime) {
  const std::string captured = "captured";
  ipcMain().handle("ask",
                   [&, mark = std::string(100, '!')](IpcMainInvokeEvent& event, const std::string& by,
                                                     std::string value) -> Task<std::string> {
                     const Value title = co_await event.sender().executeJavaScript("document.title = 'from the page'");
                     co_return by + ", " + value + ", " + captured + ", " + title.asString() + mark;
                   });
  runPage("");
  EXPECT_EQ(
      inPage("return ipcRenderer.invoke('ask', 'by reference, which is long', 'by value, which is long')"),
      Value("by reference, which is long, by value, which is long, captured, from the page" + std::string(100, '!')));
}

TEST_F(Invoke, theHandlerMayBeRemovedWhileItRuns) {
  TaskSource<int> source;
  ipcMain().handle("ask", [&, mark = std::string(100, '!')](IpcMainInvokeEvent&) -> Task<std::string> {
    const int number = co_await source.task();
    co_return std::to_string(number) + mark;
  });
  ipcMain().on("go on", [&] {
    ipcMain().removeHandler("ask");
    source.resolve(7);
  });
  EXPECT_EQ(inPage("const answer = ipcRenderer.invoke('ask'); ipcRenderer.send('go on'); return answer;"),
            Value("7" + std::string(100, '!')));
}

TEST_F(Invoke, isAnsweredInAnyOrder) {
  std::vector<TaskSource<int>> sources;
  ipcMain().handle("ask", [&](IpcMainInvokeEvent&) { return sources.emplace_back().task(); });
  ipcMain().on("answer", [&](IpcMainEvent&, int which) { sources.at(static_cast<std::size_t>(which)).resolve(which); });
  EXPECT_EQ(dump(inPage(R"js(
    const order = [];
    const asked = [0, 1, 2].map((i) => ipcRenderer.invoke('ask').then((value) => order.push([i, value])));
    for (const i of [2, 0, 1]) ipcRenderer.send('answer', i);
    await Promise.all(asked);
    return order;
  )js")),
            "[[2, 2], [0, 0], [1, 1]]");
}

TEST_F(Invoke, sharesOneOrderWithSendAndSendSync) {
  std::string order;
  ipcMain().on("send", [&](IpcMainEvent&, int i) { order += "s" + std::to_string(i) + " "; });
  ipcMain().on("sync", [&](IpcMainEvent& event, int i) {
    order += "b" + std::to_string(i) + " ";
    event.returnValue = i;
  });
  ipcMain().handle("ask", [&](IpcMainInvokeEvent&, int i) { order += "i" + std::to_string(i) + " "; });
  inPage(R"js(
    const first = ipcRenderer.invoke('ask', 1);
    ipcRenderer.send('send', 2);
    const second = ipcRenderer.invoke('ask', 3);
    ipcRenderer.sendSync('sync', 4);
    await Promise.all([first, second, ipcRenderer.invoke('ask', 5)]);
  )js");
  EXPECT_EQ(order, "i1 s2 i3 b4 i5 ");
}

TEST_F(Invoke, aSecondHandlerForAChannelIsRefused) {
  ipcMain().handle("ask", [] { return 1; });
  try {
    ipcMain().handle("ask", [] { return 2; });
    FAIL();
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(), "Attempted to register a second handler for 'ask'");
  }
  ipcMain().removeHandler("ask");
  ipcMain().removeHandler("ask");
  ipcMain().handle("ask", [] { return 3; });
  EXPECT_EQ(inPage("return ipcRenderer.invoke('ask')"), Value(3));
}

TEST_F(Invoke, allHandlersCanBeRemovedAtOnce) {
  ipcMain().handle("ask", [] { return 1; });
  ipcMain().handleOnce("other", [] { return 1; });
  ipcMain().removeAllHandlers();
  EXPECT_THROW(inPage("return ipcRenderer.invoke('ask')"), Error);
  EXPECT_THROW(inPage("return ipcRenderer.invoke('other')"), Error);
}

TEST_F(Invoke, handleOnceIsGoneBeforeItIsCalled) {
  ipcMain().handleOnce("ask", [this] {
    ipcMain().handleOnce("ask", [] { return 2; });
    return 1;
  });
  EXPECT_EQ(dump(inPage("return [await ipcRenderer.invoke('ask'), await ipcRenderer.invoke('ask')]")), "[1, 2]");
  EXPECT_EQ(rejection(),
            "Error invoking remote method 'ask': Error: No handler registered for 'ask' | Error | "
            "No handler registered for 'ask' |  | ");
}

TEST_F(Invoke, rejectsWhereThereIsNoHandler) {
  EXPECT_EQ(rejection(),
            "Error invoking remote method 'ask': Error: No handler registered for 'ask' | Error | "
            "No handler registered for 'ask' |  | ");
  EXPECT_TRUE(logged("Error occurred in handler for 'ask': Error: No handler registered for 'ask'"));
}

TEST_F(Invoke, rejectsWithNameMessageCodeAndDataOfWhatTheHandlerThrows) {
  ipcMain().handle("ask", [](IpcMainInvokeEvent&) -> int {
    throw Error({.name = "NotFoundError",
                 .message = "no such note",
                 .code = "ENOENT",
                 .data = Value::object({{"path", "a/b"}})});
  });
  EXPECT_EQ(rejection(), R"(Error invoking remote method 'ask': NotFoundError: no such note | NotFoundError | )"
                         R"(no such note | ENOENT | {"path":"a/b"})");
  EXPECT_TRUE(logged("Error occurred in handler for 'ask': NotFoundError: no such note"));
  EXPECT_EQ(inPage(R"js(
    return ipcRenderer.invoke('ask').catch(({cause}) => cause instanceof Error && !('x' in cause));
  )js"),
            Value(true));
}

TEST_F(Invoke, rejectsWithoutPathsAndStacksOfMain) {
  ipcMain().handle("ask", [](IpcMainInvokeEvent&) -> int {
    throw std::filesystem::filesystem_error("cannot open", "/home/somebody/secret.txt",
                                            std::make_error_code(std::errc::permission_denied));
  });
  EXPECT_EQ(rejection(),
            "Error invoking remote method 'ask': Error: Permission denied | Error | Permission denied |  | ");
  EXPECT_TRUE(logged("/home/somebody/secret.txt"));
  ipcMain().handle("fail", [](IpcMainInvokeEvent&) -> int { throw std::runtime_error("no"); });
  EXPECT_EQ(inPage(R"js(
    const error = await ipcRenderer.invoke('fail').catch((reason) => reason);
    const stacks = [error.stack, error.cause.stack ?? ''].join('\n');
    return /\.cc|\.so|transom::|0x/.test(stacks) ? stacks : 'nothing';
  )js"),
            Value("nothing"));
}

TEST_F(Invoke, rejectsWithTheClassOfAStandardError) {
  ipcMain().handle("ask", [](IpcMainInvokeEvent&) -> Task<void> {
    throw rangeError("too far");
    co_return;
  });
  EXPECT_EQ(inPage("return ipcRenderer.invoke('ask').catch(({cause}) => cause instanceof RangeError)"), Value(true));
}

TEST_F(Invoke, rejectsWhateverIsThrown) {
  ipcMain().handleOnce("ask", [] { throw std::runtime_error("plain"); });
  EXPECT_EQ(rejection(), "Error invoking remote method 'ask': Error: plain | Error | plain |  | ");
  ipcMain().handleOnce("ask", [] { throw std::runtime_error(""); });
  EXPECT_EQ(rejection(), "Error invoking remote method 'ask': Error | Error |  |  | ");
  ipcMain().handleOnce("ask", [] { throw 7; });
  EXPECT_EQ(rejection(),
            "Error invoking remote method 'ask': Error: something that is no std::exception was thrown | "
            "Error | something that is no std::exception was thrown |  | ");
}

TEST_F(Invoke, rejectsArgumentsOfTheWrongTypeBeforeTheHandlerRuns) {
  bool called = false;
  ipcMain().handle("ask", [&](IpcMainInvokeEvent&, int) { called = true; });
  const std::string text = rejection(", 'seven'");
  EXPECT_TRUE(
      text.starts_with("Error invoking remote method 'ask': TypeError: argument 0 of 'ask': expected "
                       "integer (32 bit), got string \"seven\""))
      << text;
  EXPECT_FALSE(called);
}

TEST_F(Invoke, rejectsWhenTheHandlerDropsItWithoutAnAnswer) {
  ipcMain().handle("ask", [](IpcMainInvokeEvent&) { return TaskSource<int>().task(); });
  EXPECT_EQ(rejection(),
            "Error invoking remote method 'ask': Error: reply was never sent | Error | "
            "reply was never sent |  | ");
}

TEST_F(Invoke, rejectsWithoutAskingWhatCannotBeCloned) {
  bool called = false;
  ipcMain().handle("ask", [&](IpcMainInvokeEvent&, const Value&) { called = true; });
  EXPECT_EQ(rejection(", {onClick() {}}"),
            "An object could not be cloned. (argument 0, at .onClick: function) |  |  |  | ");
  EXPECT_FALSE(called);
}

TEST_F(Invoke, rejectsAResultThatIsTooDeep) {
  ipcMain().handle("ask", [](IpcMainInvokeEvent&) {
    Value deep;
    for (int i = 0; i < 2000; ++i) deep = Value::array({deep});
    return deep;
  });
  const std::string text = rejection();
  EXPECT_TRUE(text.starts_with("Error invoking remote method 'ask': RangeError: ")) << text;
}

TEST_F(Invoke, aChannelThatIsNoStringIsATypeErrorForItsCaller) {
  EXPECT_EQ(inPage("return ipcRenderer.invoke(7).catch((error) => error instanceof TypeError && error.message)"),
            Value("ipcRenderer.invoke: the channel must be a string, but it is of type number."));
}

TEST_F(Invoke, tenThousandAtOnceAreAllAnswered) {
  ipcMain().handle("ask", [](IpcMainInvokeEvent&, int i) { return 2 * i; });
  EXPECT_EQ(inPage(R"js(
    const asked = [];
    for (let i = 0; i < 10000; i++) asked.push(ipcRenderer.invoke('ask', i));
    return (await Promise.all(asked)).every((value, i) => value === 2 * i);
  )js"),
            Value(true));
}

}  // namespace
}  // namespace transom::test
