// SPDX-License-Identifier: MIT
// Handlers that leave the main thread, come back, and wait for time to pass, asked by a real page.
#include "support/echo_test.h"

#include <chrono>
#include <future>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace transom::test {
namespace {

class ThreadChanges : public EchoTest {
 protected:
  static bool isMain() { return std::this_thread::get_id() == kMain; }
  void begin() { load(window(), echoPage()); }

  static inline const std::thread::id kMain = std::this_thread::get_id();
};

TEST_F(ThreadChanges, aHandlerLeavesTheMainThreadAndComesBack) {
  std::vector<bool> inMain;
  ipcMain().handle("work", [&](IpcMainInvokeEvent& event, std::string text) -> Task<std::string> {
    inMain.push_back(isMain());
    co_await app().onThreadPool();
    inMain.push_back(isMain());
    text += " worked on";
    co_await app().onMainThread();
    inMain.push_back(isMain());
    co_return text + (event.sender().isDestroyed() ? " for nobody" : " for a page");
  });
  begin();
  EXPECT_EQ(evaluate("ipcRenderer.invoke('work', 'a text')"), Value("a text worked on for a page"));
  EXPECT_EQ(inMain, (std::vector<bool>{true, false, true}));
}

TEST_F(ThreadChanges, theApplicationGoesOnWhileAHandlerIsBusy) {
  std::promise<void> go;
  ipcMain().handle("work", [&](IpcMainInvokeEvent&) -> Task<int> {
    co_await app().onThreadPool();
    go.get_future().wait();
    co_return 1;
  });
  begin();
  const Task<Value> work = contents().executeJavaScript("ipcRenderer.invoke('work')");
  EXPECT_TRUE(isAlive());
  EXPECT_FALSE(work.isDone());
  go.set_value();
  EXPECT_EQ(wait(work), Value(1));
}

TEST_F(ThreadChanges, whatAHandlerThrowsElsewhereRejectsThePagesPromise) {
  ipcMain().handle("work", [&](IpcMainInvokeEvent&) -> Task<int> {
    co_await app().onThreadPool();
    throw Error({.name = "RangeError", .message = "too much", .code = "E2BIG"});
  });
  begin();
  EXPECT_EQ(evaluate("ipcRenderer.invoke('work').catch(({message, cause}) => message + ' ' + cause.code)"),
            Value("Error invoking remote method 'work': RangeError: too much E2BIG"));
  EXPECT_TRUE(logged("Error occurred in handler for 'work': RangeError: too much"));
}

TEST_F(ThreadChanges, aStreamComesHomeWhereverItsHandlerYieldsReturnsOrThrows) {
  std::vector<bool> inMain;
  ipcMain().handle("work", [&](IpcMainInvokeEvent&, bool fails) -> AsyncGenerator<int> {
    for (int i = 1; i <= 3; ++i) {
      co_await app().onThreadPool();
      co_yield i;
      inMain.push_back(isMain());
    }
    co_await app().onThreadPool();
    if (fails) throw Error({.name = "RangeError", .message = "too much", .code = "E2BIG"});
  });
  begin();
  const std::string_view read = R"js(
    globalThis.read = async (fails) => {
      const chunks = [];
      try {
        for await (const chunk of ipcRenderer.stream('work', fails)) chunks.push(chunk);
      } catch ({message, cause}) {
        chunks.push(message, cause.code);
      }
      return chunks.join();
    };
    read(false)
  )js";
  EXPECT_EQ(evaluate(std::string(read)), Value("1,2,3"));
  EXPECT_EQ(evaluate("read(true)"), Value("1,2,3,Error invoking remote method 'work': RangeError: too much,E2BIG"));
  EXPECT_EQ(inMain, std::vector<bool>(6, true));
  EXPECT_TRUE(logged("Error occurred in handler for 'work': RangeError: too much"));
}

TEST_F(ThreadChanges, aStreamThatIsEndedWhileItsHandlerIsBusyElsewhereIsDestroyedAtHome) {
  std::promise<void> begun;
  std::promise<void> go;
  const TaskSource<bool> destroyedInMain;
  ipcMain().handle("work", [&](IpcMainInvokeEvent&) -> AsyncGenerator<int> {
    const std::shared_ptr<void> resource(nullptr, [&](void*) { destroyedInMain.resolve(isMain()); });
    co_await app().onThreadPool();
    begun.set_value();
    go.get_future().wait();
    co_yield 1;
  });
  begin();
  contents().executeJavaScript("(async () => { for await (const chunk of ipcRenderer.stream('work')); })(); 1");
  ASSERT_TRUE(runUntil([future = begun.get_future().share()] {
    return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  }));
  window().close();
  go.set_value();
  EXPECT_TRUE(wait(destroyedInMain.task()));
}

TEST_F(ThreadChanges, manyHandlersWorkAtOnceAndEachAnswersItsOwnCall) {
  ipcMain().handle("square", [&](IpcMainInvokeEvent&, int n) -> Task<int> {
    co_await app().onThreadPool();
    co_return n* n;
  });
  begin();
  EXPECT_EQ(evaluate(R"js(
    Promise.all(Array.from({length: 1000}, (_, n) => ipcRenderer.invoke('square', n)))
      .then((squares) => squares.every((square, n) => square === n * n))
  )js"),
            Value(true));
}

TEST_F(ThreadChanges, aHandlerMayComeBackWhenItsPageIsGone) {
  std::promise<void> begun;
  std::promise<void> go;
  bool destroyed = false;
  bool stopped = false;
  const TaskSource<void> done;
  ipcMain().handle("work", [&](IpcMainInvokeEvent& event) -> Task<int> {
    co_await app().onThreadPool();
    begun.set_value();
    go.get_future().wait();
    stopped = event.stopToken().stop_requested();
    co_await app().onMainThread();
    destroyed = event.sender().isDestroyed();
    done.resolve();
    co_return 1;
  });
  begin();
  contents().executeJavaScript("ipcRenderer.invoke('work'); 1");
  ASSERT_TRUE(runUntil([future = begun.get_future().share()] {
    return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  }));
  window().close();
  go.set_value();
  wait(done.task());
  EXPECT_TRUE(destroyed);
  EXPECT_TRUE(stopped);
}

TEST_F(ThreadChanges, whatAHandlerHoldsIsReleasedOnTheMainThread) {
  bool released = false;
  bool inMain = false;
  {
    const std::shared_ptr<void> held(nullptr, [&](void*) {
      released = true;
      inMain = isMain();
    });
    ipcMain().handleOnce("work", [this, held](IpcMainInvokeEvent&) -> Task<void> { co_await app().onThreadPool(); });
  }
  begin();
  evaluate("ipcRenderer.invoke('work')");
  EXPECT_TRUE(released);
  EXPECT_TRUE(inMain);
}

TEST_F(ThreadChanges, theEndOfTheApplicationLeavesNoHandlerBehind) {
  restart();
  answerEchoes(app());
  const auto held = std::make_shared<int>();
  int entered = 0;
  bool wentOn = false;
  std::promise<void> go;
  const auto until = go.get_future().share();
  ipcMain().handle("busy", [&, held](IpcMainInvokeEvent&) -> Task<void> {
    ++entered;
    co_await app().onThreadPool();
    until.wait();
    co_await app().onMainThread();
    wentOn = true;
  });
  ipcMain().handle("waits", [&, held](IpcMainInvokeEvent&) -> Task<void> {
    ++entered;
    co_await app().delay(std::chrono::hours(1));
    wentOn = true;
  });
  begin();
  contents().executeJavaScript(
      "for (let i = 0; i < 50; ++i) { ipcRenderer.invoke('busy').catch(() => {}); ipcRenderer.invoke('waits').catch(() "
      "=> {}); } 1");
  ASSERT_TRUE(runUntil([&] { return entered == 100; }));
  go.set_value();
  restart();
  EXPECT_FALSE(wentOn);
  EXPECT_EQ(held.use_count(), 1);
}

TEST_F(ThreadChanges, aDelayEndsWithItsTime) {
  ipcMain().handle("wait", [&](IpcMainInvokeEvent&, int milliseconds) -> Task<std::string> {
    co_await app().delay(std::chrono::milliseconds(milliseconds));
    co_return "waited";
  });
  begin();
  EXPECT_EQ(evaluate("ipcRenderer.invoke('wait', 5)"), Value("waited"));
}

TEST_F(ThreadChanges, aDelayEndsAtOnceWhenItsPageCancelsOrGoes) {
  std::vector<std::string> ends;
  int begun = 0;
  ipcMain().handle("wait", [&](IpcMainInvokeEvent& event) -> Task<void> {
    ++begun;
    try {
      co_await app().delay(std::chrono::hours(1), event.stopToken());
    } catch (const Error& error) {
      ends.push_back(error.name());
    }
  });
  begin();
  EXPECT_EQ(evaluate("ipcRenderer.invokeWithOptions('wait', {timeout: 1}).catch((error) => error.name)"),
            Value("TimeoutError"));
  EXPECT_TRUE(runUntil([&] { return ends.size() == 1; }));
  contents().executeJavaScript("ipcRenderer.invoke('wait'); 1");
  ASSERT_TRUE(runUntil([&] { return begun == 2; }));
  contents().reload();
  EXPECT_TRUE(runUntil([&] { return ends.size() == 2; }));
  EXPECT_EQ(ends, (std::vector<std::string>{"AbortError", "AbortError"}));
}

TEST_F(ThreadChanges, aHandlerThatWaitsForWhatNobodyWillSettleAnswersAllTheSame) {
  auto source = std::make_unique<TaskSource<int>>();
  bool begun = false;
  ipcMain().handle("wait", [&](IpcMainInvokeEvent&) -> Task<int> {
    begun = true;
    co_return co_await source->task();
  });
  begin();
  const Task<Value> message =
      contents().executeJavaScript("ipcRenderer.invoke('wait').catch((error) => error.message)");
  ASSERT_TRUE(runUntil([&] { return begun; }));
  source.reset();
  EXPECT_EQ(wait(message), Value("Error invoking remote method 'wait': Error: reply was never sent"));
}

TEST_F(ThreadChanges, inThePoolTheApplicationSaysThatItBelongsToTheMainThread) {
  ipcMain().handle("work", [&](IpcMainInvokeEvent& event) -> Task<std::string> {
    co_await app().onThreadPool();
    try {
      event.sender().send("anything");
    } catch (const std::logic_error&) {
      co_return "logic_error";
    }
    co_return "nothing";
  });
  begin();
  EXPECT_EQ(evaluate("ipcRenderer.invoke('work')"), Value("logic_error"));
}

}  // namespace
}  // namespace transom::test
