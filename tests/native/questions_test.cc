// SPDX-License-Identifier: MIT
#include "native_test.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

namespace transom::test {
namespace {

class NativeQuestions : public NativeTest {
 protected:
  /// What a task failed with, as `name|code|message`.
  std::string failureOf(const Task<Value>& task) {
    try {
      return "no failure: " + wait(task).inspect();
    } catch (const Error& error) {
      return error.name() + "|" + error.code() + "|" + error.message();
    }
  }
  /// Makes a handler `never`, which is answered at the end of the test.
  void handleNever() {
    ipcMain().handle("never", [this](IpcMainInvokeEvent& event) -> Task<int> {
      token_ = event.stopToken();
      return never_.task();
    });
  }

  std::optional<std::stop_token> token_;
  TaskSource<int> never_;
};

TEST_F(NativeQuestions, sendSyncIsAnsweredByReturnValue) {
  start();
  const ScopedListener listener = ipcMain().scoped("question", [](IpcMainEvent& event, const Value& argument) {
    event.returnValue = Value::object({{"asked", argument}});
  });
  const Arguments asked = ask("asked", "ask", "question", 7);
  EXPECT_EQ(asked[0].asString(), "");
  EXPECT_EQ(asked[1]["asked"].asNumber(), 7);
}

TEST_F(NativeQuestions, sendSyncThrowsWhatAListenerThrowsAndWhereNobodyAnswers) {
  start();
  EXPECT_EQ(ask("asked", "ask", "nobody", nullptr)[0].asString(),
            "Error||WebContents #" + std::to_string(child().webContents().id()) +
                " called ipcRenderer.sendSync() with 'nobody' channel without listeners.");
  const ScopedListener throws = ipcMain().scoped("throws", [] { throw typeError("not like this"); });
  EXPECT_EQ(ask("asked", "ask", "throws", nullptr)[0].asString(), "TypeError||not like this");
  const ScopedListener silent = ipcMain().scoped("silent", [] {});
  EXPECT_EQ(ask("asked", "ask", "silent", nullptr)[0].asString(), "Error||reply was never sent");
}

TEST_F(NativeQuestions, sendSyncConvertsItsAnswerOrThrows) {
  start();
  const ScopedListener listener =
      ipcMain().scoped("question", [](IpcMainEvent& event) { event.returnValue = "no number"; });
  EXPECT_EQ(ask("asked", "ask-for-number")[0].asString(),
            "TypeError||expected integer (32 bit), got string \"no number\"");
}

TEST_F(NativeQuestions, sendSyncMayBeAnsweredLater) {
  start();
  std::optional<SyncReply> kept;
  const ScopedListener listener = ipcMain().scoped("question", [&](IpcMainEvent& event) { kept = event.deferReply(); });
  child().send("ask", "question", nullptr);
  ASSERT_TRUE(runUntil([&] { return kept.has_value(); }));
  EXPECT_EQ(nextAfter("asked", [&] { kept->send("at last"); })[1].asString(), "at last");
}

TEST_F(NativeQuestions, invokeIsAnsweredByAHandler) {
  start();
  ipcMain().handle("double", [this](IpcMainInvokeEvent& event, int number) -> Task<int> {
    EXPECT_EQ(&event.sender(), &child().webContents());
    co_return 2 * number;
  });
  const Arguments invoked = ask("invoked", "invoke", "double", 21);
  EXPECT_EQ(invoked[0].asString(), "");
  EXPECT_EQ(invoked[1].asNumber(), 42);
}

TEST_F(NativeQuestions, invokeFailsWithNameCodeAndDataOfWhatWasThrown) {
  start();
  ipcMain().handle("fail", [](IpcMainInvokeEvent&) -> int {
    throw Error({.name = "NotFoundError", .message = "no such note", .code = "ENOENT", .data = "note 7"});
  });
  EXPECT_EQ(ask("invoked", "invoke", "fail", nullptr)[0].asString(),
            "NotFoundError|ENOENT|Error invoking remote method 'fail': NotFoundError: no such note|\"note 7\"");
  EXPECT_EQ(ask("invoked", "invoke", "nobody", nullptr)[0].asString(),
            "Error||Error invoking remote method 'nobody': Error: No handler registered for 'nobody'|undefined");
}

TEST_F(NativeQuestions, invokeConvertsItsAnswerOrFails) {
  start();
  ipcMain().handle("text", [] { return "no number"; });
  EXPECT_EQ(ask("invoked", "invoke-for-number")[0].asString(),
            "TypeError||expected integer (32 bit), got string \"no number\"");
}

TEST_F(NativeQuestions, invokeIsCancelledByItsTimeout) {
  start();
  handleNever();
  EXPECT_EQ(ask("invoked", "invoke-with-timeout", "never")[0].asString(),
            "TimeoutError||No answer came within 1 ms.|undefined");
  EXPECT_TRUE(runUntil([&] { return token_ && token_->stop_requested(); }));
  never_.resolve(1);
  ask("noted", "note", 1);
}

TEST_F(NativeQuestions, invokeIsCancelledFromAnotherThread) {
  start();
  handleNever();
  child().send("invoke-to-be-stopped", "never");
  ASSERT_TRUE(runUntil([&] { return token_.has_value(); }));
  EXPECT_FALSE(token_->stop_requested());
  EXPECT_EQ(ask("invoked", "stop-in-another-thread")[0].asString(), "AbortError||The invoke was cancelled.|undefined");
  EXPECT_TRUE(runUntil([&] { return token_->stop_requested(); }));
  never_.resolve(1);
}

TEST_F(NativeQuestions, aHandlerIsToldThatItsChildIsGone) {
  start();
  handleNever();
  child().send("invoke", "never", nullptr);
  ASSERT_TRUE(runUntil([&] { return token_.has_value(); }));
  child().send("exit", 0);
  EXPECT_TRUE(runUntil([&] { return token_->stop_requested(); }));
  never_.resolve(1);
}

TEST_F(NativeQuestions, ofMainAreAnsweredByItsHandlers) {
  start();
  EXPECT_EQ(wait(child().invoke("double", 4)).asNumber(), 8);
  EXPECT_EQ(wait(child().webContents().mainFrame()->invoke("double", 5)).asNumber(), 10);
}

TEST_F(NativeQuestions, ofMainMayAskMainInTurn) {
  start();
  ipcMain().handle("half", [](IpcMainInvokeEvent&, double number) { return number / 2; });
  EXPECT_EQ(wait(child().invoke("relay", "half", 9)).asNumber(), 4.5);
}

TEST_F(NativeQuestions, ofMainFailWithNameCodeAndDataOfWhatWasThrown) {
  start();
  const Task<Value> failed = child().invoke("fail", 77);
  try {
    wait(failed);
    FAIL() << "it did not fail";
  } catch (const Error& error) {
    EXPECT_EQ(error.name(), "NotFoundError");
    EXPECT_EQ(error.message(), "no such note");
    EXPECT_EQ(error.code(), "ENOENT");
    EXPECT_EQ(error.data().asNumber(), 77);
  }
  EXPECT_EQ(failureOf(child().invoke("nobody")), "Error||No handler registered for 'nobody'");
  EXPECT_EQ(failureOf(child().invoke("double", "text")),
            "TypeError||argument 0 of 'double': expected integer (32 bit), got string \"text\"");
}

TEST_F(NativeQuestions, ofMainAreAnsweredWheneverItsHandlerIsDone) {
  start();
  const Task<Value> first = child().invoke("keep");
  const Task<Value> second = child().invoke("double", 2);
  EXPECT_EQ(wait(second).asNumber(), 4);
  EXPECT_FALSE(first.isDone());
  child().send("answer-kept", "later");
  EXPECT_EQ(wait(first).asString(), "later");
}

TEST_F(NativeQuestions, ofMainFailWhereItsHandlerForgetsThem) {
  start();
  const Task<Value> kept = child().invoke("keep");
  child().send("drop-kept");
  EXPECT_EQ(failureOf(kept), "Error||reply was never sent");
}

TEST_F(NativeQuestions, ofMainFailWhenItsProcessGoes) {
  start();
  const Task<Value> kept = child().invoke("keep");
  ask("noted", "note", 1);
  child().kill();
  EXPECT_EQ(failureOf(kept), "Error||The page is gone");
}

TEST_F(NativeQuestions, findAHandlerForOneCallOnceAndNoSecondOne) {
  start();
  EXPECT_EQ(wait(child().invoke("one-time")).asString(), "once");
  EXPECT_EQ(failureOf(child().invoke("one-time")), "Error||No handler registered for 'one-time'");
  EXPECT_EQ(ask("registered", "register-twice")[0].asString(),
            "Error||Attempted to register a second handler for 'double'");
  EXPECT_EQ(failureOf(child().invoke("double", 1)), "Error||No handler registered for 'double'");
}

TEST_F(NativeQuestions, forScriptsFailSinceThereIsNoPage) {
  start();
  EXPECT_EQ(failureOf(child().webContents().executeJavaScript("1 + 1")),
            "Error||this is a native process, which runs no JavaScript");
  try {
    wait(child().webContents().loadURL("https://example.org/"));
    FAIL() << "it loaded a page";
  } catch (const Error& error) {
    EXPECT_EQ(error.message(), "a native process shows no page (https://example.org/)");
  }
  EXPECT_EQ(wait(child().invoke("double", 4)).asNumber(), 8);
}

TEST_F(NativeQuestions, areAllowedByRulesThatNameTheProcess) {
  start("serve", {.serviceName = "indexer"});
  ipcMain().handle("index", {.allow = {Origin{"process://indexer"}}, .mainFrameOnly = true}, [] { return "allowed"; });
  ipcMain().handle("others", {.allow = {Origin{"process://thumbnailer"}}}, [] { return "not allowed"; });
  EXPECT_EQ(ask("invoked", "invoke", "index", nullptr)[1].asString(), "allowed");
  EXPECT_NE(ask("invoked", "invoke", "others", nullptr)[0].asString().find("No handler registered for 'others'"),
            std::string::npos);
  EXPECT_TRUE(logged("process://indexer may not use channel 'others'"));
}

}  // namespace
}  // namespace transom::test
