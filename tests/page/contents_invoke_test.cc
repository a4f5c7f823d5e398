// SPDX-License-Identifier: MIT
// Main asks the page.
#include "support/dump.h"
#include "support/echo_test.h"

#include <chrono>
#include <csignal>
#include <string>

namespace transom::test {
namespace {

using namespace std::chrono_literals;

class ContentsInvoke : public EchoTest {
 protected:
  /// `name: message` of the error that a task ends with.
  std::string failureOf(const Task<Value>& task) {
    try {
      return "no failure but " + dump(wait(task));
    } catch (const Error& error) {
      return error.name() + ": " + error.message();
    }
  }
};

TEST_F(ContentsInvoke, givesWhatThePagesHandlerReturnsOrResolvesTo) {
  load(window(), echoPage("/", R"js(
    ipcRenderer.handle('add', (event, a, b) => a + b);
    ipcRenderer.handle('later', async (event, text) => (await null, {text, same: event.sender === ipcRenderer}));
  )js"));
  EXPECT_EQ(wait(contents().invoke("add", 1, 2)), Value(3));
  EXPECT_EQ(dump(wait(contents().invoke("later", "x"))), R"({"text": "x", "same": true})");
}

TEST_F(ContentsInvoke, waitsForTheFirstDocument) {
  const Task<Value> answer = contents().invoke("early");
  load(window(), echoPage("/", "ipcRenderer.handle('early', () => 'bird');"));
  EXPECT_EQ(wait(answer), Value("bird"));
}

TEST_F(ContentsInvoke, failsWithNameMessageCodeAndDataOfWhatThePageThrows) {
  load(window(), echoPage("/", R"js(
    ipcRenderer.handle('ask', () => {
      throw Object.assign(new Error('no such thing'), {name: 'NotFoundError', code: 'ENOENT', data: {path: 'a'}});
    });
  )js"));
  try {
    wait(contents().invoke("ask"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.name(), "NotFoundError");
    EXPECT_EQ(error.message(), "no such thing");
    EXPECT_EQ(error.code(), "ENOENT");
    EXPECT_EQ(dump(error.data()), R"({"path": "a"})");
  }
}

TEST_F(ContentsInvoke, failsWhateverThePageThrows) {
  load(window(), echoPage("/", R"js(
    ipcRenderer.handle('null', () => { throw null; });
    ipcRenderer.handle('text', () => Promise.reject('text'));
    ipcRenderer.handle('function', () => () => 1);
    const thrower = (channel, change) => ipcRenderer.handle(channel, () => { throw change(new TypeError('mine')); });
    thrower('property', (error) => Object.assign(error, {f() {}}));
    thrower('getter', (error) => Object.defineProperty(error, 'x', {enumerable: true, get() { throw new Error(); }}));
    thrower('name', (error) => Object.defineProperty(error, 'name', {get() { throw new Error(); }}));
    thrower('cause', (error) => Object.assign(error, {cause: () => 1}));
    thrower('proxy', (error) => new Proxy(error, {ownKeys() { throw new Error(); }}));
    const trap = () => { throw new Error('trapped'); };
    thrower('traps', (error) => new Proxy(error, {getPrototypeOf: trap, ownKeys: trap, get: trap, has: trap}));
  )js"));
  EXPECT_EQ(failureOf(contents().invoke("null")), "Error: null");
  EXPECT_EQ(failureOf(contents().invoke("text")), "Error: \"text\"");
  EXPECT_EQ(failureOf(contents().invoke("function")), "Error: An object could not be cloned. (result: function)");
  for (const char* const channel : {"property", "getter", "cause", "proxy"}) {
    EXPECT_EQ(failureOf(contents().invoke(channel)), "TypeError: mine") << channel;
  }
  EXPECT_TRUE(failureOf(contents().invoke("name")).ends_with("Error: mine"));
  EXPECT_NE(failureOf(contents().invoke("traps")).find("trapped"), std::string::npos);
}

TEST_F(ContentsInvoke, failsWithAllOfAnErrorThatHasAClone) {
  load(window(), echoPage("/", R"js(
    ipcRenderer.handle('ask', () => {
      throw Object.assign(new Error('no'), {name: 'HttpError', code: 404, data: [1], config: {transform() {}}});
    });
  )js"));
  try {
    wait(contents().invoke("ask"));
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.name(), "HttpError");
    EXPECT_EQ(error.message(), "no");
    EXPECT_EQ(error.code(), "404");
    EXPECT_EQ(dump(error.data()), "[1]");
  }
}

TEST_F(ContentsInvoke, failsWhereThePageHasNoHandler) {
  load(window(), echoPage("/", R"js(
    ipcRenderer.handleOnce('once', () => 1);
    ipcRenderer.handle('gone', () => 1);
    ipcRenderer.removeHandler('gone');
  )js"));
  EXPECT_EQ(failureOf(contents().invoke("ask")), "Error: No handler registered for 'ask'");
  EXPECT_EQ(failureOf(contents().invoke("gone")), "Error: No handler registered for 'gone'");
  EXPECT_EQ(wait(contents().invoke("once")), Value(1));
  EXPECT_EQ(failureOf(contents().invoke("once")), "Error: No handler registered for 'once'");
}

TEST_F(ContentsInvoke, thePageMayNotRegisterTwoHandlersOrSomethingElse) {
  load(window(), echoPage());
  EXPECT_EQ(evaluate(R"js(
    const thrown = (action) => { try { action(); } catch (error) { return String(error); } };
    ipcRenderer.handle('ask', () => 1);
    [thrown(() => ipcRenderer.handle('ask', () => 2)), thrown(() => ipcRenderer.handle('x', 7))].join(' | ');
  )js"),
            Value("Error: Attempted to register a second handler for 'ask' | "
                  "TypeError: Expected handler to be a function, but found type 'number'"));
}

TEST_F(ContentsInvoke, failsWhenItsTimeIsOver) {
  load(window(), echoPage("/", "ipcRenderer.handle('never', () => new Promise(() => {}));"));
  EXPECT_EQ(failureOf(contents().invokeWithTimeout(1ms, "never")), "TimeoutError: No answer came within 1 ms.");
  EXPECT_TRUE(isAlive());
}

TEST_F(ContentsInvoke, failsAtOnceWhenThePageGoes) {
  const std::string url = echoPage("/", "ipcRenderer.handle('never', () => new Promise(() => {}));");
  load(window(), url);
  Task<Value> answer = contents().invoke("never");
  contents().reload();
  EXPECT_EQ(failureOf(answer), "Error: The page is gone");
  load(window(), url);
  answer = contents().invoke("never");
  ASSERT_TRUE(isAlive());
  ASSERT_TRUE(causes("render-process-gone", [this] { kill(contents().osProcessId(), SIGKILL); }));
  EXPECT_EQ(failureOf(answer), "Error: The page is gone");
  load(window(), url);
  answer = contents().invoke("never");
  window().close();
  EXPECT_EQ(failureOf(answer), "Error: The page is gone");
  EXPECT_EQ(failureOf(contents().invoke("never")), "Error: The page is gone");
}

}  // namespace
}  // namespace transom::test
