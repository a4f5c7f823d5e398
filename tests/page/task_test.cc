// SPDX-License-Identifier: MIT
// Tasks, with what a real page makes them of: awaited by coroutines, taken by callbacks, dropped.
#include "support/echo_test.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace transom::test {
namespace {

class TaskTest : public EchoTest {
 protected:
  Task<std::string> titleOf(std::string url) {
    co_await contents().loadURL(url);
    const Value title = co_await contents().executeJavaScript("document.title");
    co_return title.asString() + "!";
  }
  Task<void> failsLate() {
    co_await contents().executeJavaScript("1");
    throw Error("RangeError", "after the first step");
  }
};

TEST_F(TaskTest, aCoroutineAwaitsOneStepAfterTheOther) {
  EXPECT_EQ(wait(titleOf(echoPage())), "echo!");
}

TEST_F(TaskTest, aCoroutineBeginsAtOnceInItsCaller) {
  const Task<std::string> title = titleOf(echoPage("/other"));
  EXPECT_FALSE(title.isDone());
  wait(title);
  EXPECT_TRUE(title.isDone());
}

TEST_F(TaskTest, whatACoroutineThrowsComesOutWhereItIsAwaited) {
  load(window(), echoPage());
  std::string caught;
  const auto outer = [&]() -> Task<void> {
    try {
      co_await failsLate();
    } catch (const Error& error) {
      caught = error.name() + ": " + error.message();
    }
  };
  wait(outer());
  EXPECT_EQ(caught, "RangeError: after the first step");
}

TEST_F(TaskTest, aCoroutineThatWaitsForAPageIsResumedWithAnErrorWhenThePageGoes) {
  load(window(), echoPage());
  std::string caught;
  const auto asking = [&]() -> Task<void> {
    try {
      co_await contents().executeJavaScript("new Promise(() => {})");
    } catch (const Error& error) {
      caught = error.message();
    }
  };
  const Task<void> task = asking();
  window().close();
  wait(task);
  EXPECT_EQ(caught, "The page is gone");
}

TEST_F(TaskTest, everyCallbackIsCalledOnceWithTheSameResultEvenThoseThatComeLate) {
  load(window(), echoPage());
  std::vector<Value> results;
  const auto take = [&](const TaskResult<Value>& result) { results.push_back(result.value()); };
  const Task<Value> task = contents().executeJavaScript("6 * 7");
  task.then(take);
  const std::vector<Task<Value>> copies(1, task);
  copies[0].then(take);
  EXPECT_TRUE(results.empty());
  wait(task);
  task.then(take);
  EXPECT_EQ(results, (std::vector<Value>{42, 42, 42}));
}

TEST_F(TaskTest, aResultKnowsWhetherItIsAnError) {
  load(window(), echoPage());
  std::optional<bool> ok;
  const Task<Value> task = contents().executeJavaScript("throw new Error('no')");
  task.then([&](const TaskResult<Value>& result) {
    ok = result.ok();
    EXPECT_TRUE(result.error());
    EXPECT_THROW(static_cast<void>(result.value()), Error);
  });
  ASSERT_TRUE(runUntil([&] { return ok.has_value(); }));
  EXPECT_FALSE(*ok);
}

TEST_F(TaskTest, workGoesOnWhereItsTaskIsDropped) {
  load(window(), echoPage());
  contents().executeJavaScript("globalThis.ran = true");
  EXPECT_EQ(evaluate("ran"), Value(true));
}

TEST_F(TaskTest, anErrorThatNobodyTakesIsLogged) {
  load(window(), echoPage());
  ::testing::internal::CaptureStderr();
  contents().executeJavaScript("throw new Error('nobody waits for me')");
  evaluate("0");
  EXPECT_NE(::testing::internal::GetCapturedStderr().find("nobody waits for me"), std::string::npos);
}

TEST_F(TaskTest, aCallbackThatThrowsIsLoggedAndTheOthersStillRun) {
  load(window(), echoPage());
  bool other = false;
  const Task<Value> task = contents().executeJavaScript("1");
  task.then([](const TaskResult<Value>&) { throw std::runtime_error("broken callback"); });
  task.then([&](const TaskResult<Value>&) { other = true; });
  ::testing::internal::CaptureStderr();
  EXPECT_TRUE(runUntil([&] { return other; }));
  EXPECT_NE(::testing::internal::GetCapturedStderr().find("broken callback"), std::string::npos);
}

TEST_F(TaskTest, aLoadThatIsPushedAsideMayCloseTheWindow) {
  const std::string url = echoPage();
  contents().loadURL(url).then([this](const TaskResult<void>&) { window().close(); });
  const Task<void> second = contents().loadURL(url);
  EXPECT_TRUE(contents().isDestroyed());
  EXPECT_THROW(wait(second), Error);
}

TEST_F(TaskTest, aLoadThatIsPushedAsideMayBeginAnother) {
  const std::string url = echoPage();
  std::optional<Task<void>> third;
  contents().loadURL(url).then([&](const TaskResult<void>&) { third = contents().loadURL(url + "?third"); });
  const Task<void> second = contents().loadURL(url + "?second");
  EXPECT_THROW(wait(second), Error);
  wait(*third);
  EXPECT_EQ(contents().url(), url + "?third");
}

TEST_F(TaskTest, aScriptThatItsPageLeavesBehindMayCloseTheWindow) {
  load(window(), echoPage());
  contents().executeJavaScript("new Promise(() => {})").then([this](const TaskResult<Value>&) { window().close(); });
  ASSERT_TRUE(isAlive());
  const Task<void> load = contents().loadURL(server().url("localhost", "/"));
  EXPECT_TRUE(runUntil([this] { return contents().isDestroyed(); }));
  EXPECT_THROW(wait(load), Error);
}

TEST_F(TaskTest, aScriptThatWaitedInVainMayCloseTheWindow) {
  restart({.limits = {.maxMessageBytes = 1000}});
  contents().executeJavaScript(std::string(2000, ' ')).then([this](const TaskResult<Value>&) { window().close(); });
  const Task<Value> next = contents().executeJavaScript("1");
  const Task<void> load = contents().loadURL(echoPage());
  EXPECT_TRUE(runUntil([this] { return contents().isDestroyed(); }));
  EXPECT_THROW(wait(next), Error);
  EXPECT_THROW(wait(load), Error);
}

TEST_F(TaskTest, aCallbackMayCloseTheWindow) {
  load(window(), echoPage());
  const Task<Value> task = contents().executeJavaScript("1");
  bool second = false;
  task.then([this](const TaskResult<Value>&) { window().close(); });
  task.then([&](const TaskResult<Value>&) { second = true; });
  ASSERT_TRUE(runUntil([&] { return second; }));
  EXPECT_TRUE(contents().isDestroyed());
}

}  // namespace
}  // namespace transom::test
