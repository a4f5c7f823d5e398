// SPDX-License-Identifier: MIT
// An AbortSignal crosses contextBridge: the page aborts what the preload script has asked main for.
#include "support/isolation_test.h"

#include <stop_token>
#include <string>

namespace transom::test {
namespace {

class BridgeSignal : public IsolationTest {
 protected:
  BridgeSignal() {
    ipcMain().handle("wait", [this](IpcMainInvokeEvent& event) -> Task<int> {
      stop_ = event.stopToken();
      co_await app().delay(std::chrono::hours(1), event.stopToken());
      co_return 1;
    });
    ipcMain().handle("count", [this](IpcMainInvokeEvent& event) -> AsyncGenerator<int> {
      stop_ = event.stopToken();
      for (int i = 0;; ++i) co_yield i;
    });
  }
  bool isStopped() {
    return runUntil([this] { return stop_.stop_requested(); });
  }

  std::stop_token stop_;
};

TEST_F(BridgeSignal, abortsAnInvokeOfThePreloadScriptWithThePagesReason) {
  begin("contextBridge.exposeInMainWorld('api', {wait: (options) => ipcRenderer.invokeWithOptions('wait', options)})",
        "globalThis.controller = new AbortController();"
        "globalThis.outcome = api.wait({signal: controller.signal}).catch((error) => [error instanceof RangeError, "
        "error.message, error.data.n].join());");
  ASSERT_TRUE(runUntil([this] { return stop_.stop_possible(); }));
  evaluate("controller.abort(Object.assign(new RangeError('enough'), {data: {n: 7}})); 1");
  EXPECT_EQ(evaluate("outcome"), Value("true,enough,7"));
  EXPECT_TRUE(isStopped());
}

TEST_F(BridgeSignal, withoutAReasonItIsAnAbortErrorAndOneAbortedBeforeAsksNobody) {
  begin("contextBridge.exposeInMainWorld('api', {wait: (signal) => ipcRenderer.invokeWithOptions('wait', {signal})})");
  const std::string name = ".catch((error) => [error instanceof DOMException, error.name].join())";
  EXPECT_EQ(evaluate("api.wait(AbortSignal.abort())" + name), Value("true,AbortError"));
  EXPECT_FALSE(stop_.stop_possible());
  EXPECT_EQ(evaluate("api.wait(AbortSignal.timeout(5))" + name), Value("true,TimeoutError"));
}

TEST_F(BridgeSignal, endsAStream) {
  begin(R"js(
    contextBridge.exposeInMainWorld('api', {count: (signal) => {
      const stream = ipcRenderer.streamWithOptions('count', {signal});
      return {next: () => stream.next(), return: () => stream.return()};
    }});
  )js");
  EXPECT_EQ(evaluate(R"js((async () => {
    const controller = new AbortController();
    const got = [];
    try {
      for await (const each of {[Symbol.asyncIterator]: () => api.count(controller.signal)}) {
        got.push(each);
        if (each === 3) controller.abort('enough');
      }
    } catch (error) { got.push(error); }
    return got.join();
  })())js"),
            Value("0,1,2,3,enough"));
  EXPECT_TRUE(isStopped());
}

TEST_F(BridgeSignal, crossesTheOtherWayTooAndStaysTheSame) {
  begin(R"js(
    const controller = new AbortController();
    contextBridge.exposeInMainWorld('api', {
      signal: controller.signal, again: () => controller.signal, abort: () => { controller.abort({why: [1]}); },
      isSignal: (signal) => signal instanceof AbortSignal, throughMe: (signal) => signal,
    });
  )js");
  EXPECT_EQ(texts(R"js((() => {
    const heard = [];
    api.signal.addEventListener('abort', () => heard.push('event'));
    const through = new AbortController();
    const back = api.throughMe(through.signal);
    const before = [api.signal instanceof AbortSignal, api.signal === api.again(), api.signal.aborted, back.aborted, api.isSignal(back)];
    api.abort();
    through.abort(5);
    return [...before, api.signal.aborted, api.signal.reason.why, heard.join(), back.reason, api.again().reason.why];
  })())js"),
            texts("[true, true, false, false, true, true, [1], 'event', 5, [1]]"));
}

TEST_F(BridgeSignal, aReasonThatCantCrossIsNone) {
  begin("contextBridge.exposeInMainWorld('api', {wait: (signal) => ipcRenderer.invokeWithOptions('wait', {signal})})");
  EXPECT_EQ(texts(R"js((async () => {
    const names = [];
    const own = new AbortController();
    for (const reason of [() => 1, document, {f: () => 1}, own.signal, Symbol('x')]) {
      const controller = new AbortController();
      const answer = api.wait(controller.signal);
      controller.abort(reason);
      await answer.catch((error) => names.push(error.name));
    }
    const self = new AbortController();
    self.abort({signal: self.signal});
    await api.wait(self.signal).catch((error) => names.push(error.name));
    return names.join();
  })())js"),
            "\"AbortError,AbortError,AbortError,AbortError,AbortError,AbortError\"");
}

TEST_F(BridgeSignal, thousandsThatNobodyAbortsAreLetGo) {
  begin("contextBridge.exposeInMainWorld('api', {take: (signal) => signal.aborted})");
  EXPECT_EQ(
      evaluate("let any = false; for (let i = 0; i < 20000; ++i) any ||= api.take(new AbortController().signal); any"),
      Value(false));
}

}  // namespace
}  // namespace transom::test
