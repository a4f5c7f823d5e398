// SPDX-License-Identifier: MIT
// What answers a sendSync: returnValue, a deferred reply, or the reason why nothing does.
#include "support/messaging_test.h"

#include <glib.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>

namespace transom::test {
namespace {

class SynchronousReply : public MessagingTest {
 protected:
  /// What `ipcRenderer.sendSync('ask')` returns or throws, as text.
  Value ask() {
    return inPage("try { return ipcRenderer.sendSync('ask'); } catch (error) { return `thrown ${error}`; }");
  }
  /// Keeps the reply to the next 'ask'.
  void deferNext() {
    ipcMain().once("ask", [this](IpcMainEvent& event) { kept_ = event.deferReply(); });
  }
  /// Has the page wait in sendSync for kept_.
  void blockPage() {
    runPage("");
    deferNext();
    contents().executeJavaScript("require('electron').ipcRenderer.sendSync('ask')").then([](const TaskResult<Value>&) {
    });
    ASSERT_TRUE(runUntil([this] { return ipcMain().listenerCount("ask") == 0; }));
  }
  SyncReply kept_;
};

TEST_F(SynchronousReply, theFirstReturnValueWins) {
  ipcMain().on("ask", [](IpcMainEvent& event) {
    event.returnValue = "first";
    event.returnValue = "second";
  });
  ipcMain().on("ask", [](IpcMainEvent& event) { event.returnValue = "third"; });
  EXPECT_EQ(ask(), Value("first"));
}

TEST_F(SynchronousReply, anyOfSeveralListenersMayAnswer) {
  int calls = 0;
  ipcMain().on("ask", [&](IpcMainEvent&) { ++calls; });
  ipcMain().on("ask", [&](IpcMainEvent& event) {
    ++calls;
    event.returnValue = "second";
  });
  ipcMain().on("ask", [&](IpcMainEvent&) { ++calls; });
  EXPECT_EQ(ask(), Value("second"));
  EXPECT_EQ(calls, 3);
}

TEST_F(SynchronousReply, isOfTheTypeThatItsListenerNames) {
  using Event = IpcMainSyncEvent<std::optional<std::string>>;
  static_assert(!std::is_assignable_v<TypedReturnValue<int>&, const char*>);
  static_assert(!std::is_invocable_v<decltype(&TypedSyncReply<int>::send), TypedSyncReply<int>, const char*>);
  const WebContents* sender = nullptr;
  ipcMain().once("ask", [&](Event event) {
    sender = &event->sender();
    event.returnValue = "typed";
    event.returnValue = std::nullopt;
  });
  EXPECT_EQ(ask(), Value("typed"));
  EXPECT_EQ(sender, &contents());
  ipcMain().once("ask", [](const Event& event) { event.deferReply().send(std::nullopt); });
  EXPECT_EQ(ask(), Value());
  ipcMain().once("ask", [](const Event& event) {
    event.deferReply().fail(std::make_exception_ptr(std::runtime_error("no answer")));
  });
  EXPECT_EQ(ask(), Value("thrown Error: no answer"));
}

TEST_F(SynchronousReply, undefinedIsAnAnswer) {
  ipcMain().on("ask", [](IpcMainEvent& event) { event.returnValue = Value(); });
  EXPECT_EQ(ask(), Value());
}

TEST_F(SynchronousReply, readingReturnValueGivesUndefined) {
  std::optional<Value> before;
  std::optional<Value> after;
  ipcMain().on("ask", [&](IpcMainEvent& event) {
    before = event.returnValue;
    event.returnValue = "answer";
    after = event.returnValue;
  });
  EXPECT_EQ(ask(), Value("answer"));
  EXPECT_EQ(before, Value());
  EXPECT_EQ(after, Value());
}

TEST_F(SynchronousReply, returnValueOfAnAsynchronousMessageDoesNothing) {
  ipcMain().on("tell", [](IpcMainEvent& event) {
    event.returnValue = "nobody waits for this";
    event.deferReply().send("nor for this");
  });
  ipcMain().on("ask", [](IpcMainEvent& event) { event.returnValue = "answer"; });
  EXPECT_EQ(inPage("ipcRenderer.send('tell'); return ipcRenderer.sendSync('ask');"), Value("answer"));
  EXPECT_TRUE(log().empty());
}

TEST_F(SynchronousReply, aCallWithoutListenersThrowsAndIsLogged) {
  const std::string text = "WebContents #" + std::to_string(contents().id()) +
                           " called ipcRenderer.sendSync() with 'ask' channel without listeners.";
  EXPECT_EQ(ask(), Value("thrown Error: " + text));
  EXPECT_TRUE(logged(text));
}

TEST_F(SynchronousReply, aCallThatNobodyAnswersThrows) {
  ipcMain().on("ask", [](IpcMainEvent&) {});
  EXPECT_EQ(ask(), Value("thrown Error: reply was never sent"));
}

TEST_F(SynchronousReply, whatIsThrownIsAnErrorOfThePage) {
  ipcMain().on("ask", [](IpcMainEvent&) { throw typeError("no"); });
  EXPECT_EQ(inPage(R"js(
    try {
      ipcRenderer.sendSync('ask');
    } catch (error) {
      return [error instanceof TypeError, error.name, error.message, Object.keys(error).length];
    }
  )js")
                .inspect(),
            Value::array({true, "TypeError", "no", 0}).inspect());
}

TEST_F(SynchronousReply, aDeferredReplyMayBePosted) {
  ipcMain().on("ask", [this](IpcMainEvent& event) {
    app().post([reply = std::make_shared<SyncReply>(event.deferReply())] { reply->send("later"); });
  });
  EXPECT_EQ(ask(), Value("later"));
}

TEST_F(SynchronousReply, aDeferredReplyMayWaitForATimer) {
  ipcMain().on("ask", [this](IpcMainEvent& event) {
    kept_ = event.deferReply();
    g_timeout_add_once(
        1, [](gpointer reply) { static_cast<SyncReply*>(reply)->send("at last"); }, &kept_);
  });
  EXPECT_EQ(ask(), Value("at last"));
}

TEST_F(SynchronousReply, aDeferredReplyMayWaitForWorkInAnotherThread) {
  std::jthread worker;
  ipcMain().on("ask", [&](IpcMainEvent& event) {
    kept_ = event.deferReply();
    worker = std::jthread([this] { app().post([this] { kept_.send("worked"); }); });
  });
  EXPECT_EQ(ask(), Value("worked"));
}

TEST_F(SynchronousReply, onePageMayAnswerAnother) {
  BrowserWindow& asking = window();
  BrowserWindow& answering = openWindow();
  runPage(answering, "");
  deferNext();
  ipcMain().on("answer", [this](IpcMainEvent&, const Value& value) { kept_.send(value); });
  const Value answer = inPage(asking, "return ipcRenderer.sendSync('ask');", [&] {
    ASSERT_TRUE(runUntil([this] { return ipcMain().listenerCount("ask") == 0; }));
    inPage(answering, "ipcRenderer.send('answer', 'from the other page');");
  });
  EXPECT_EQ(answer, Value("from the other page"));
}

TEST_F(SynchronousReply, aDeferredReplyThatIsDroppedMakesTheCallThrow) {
  ipcMain().on("ask", [this](IpcMainEvent& event) {
    kept_ = event.deferReply();
    app().post([this] { kept_ = {}; });
  });
  EXPECT_EQ(ask(), Value("thrown Error: reply was never sent"));
}

TEST_F(SynchronousReply, aDeferredReplyMayMakeTheCallThrow) {
  ipcMain().on("ask",
               [](IpcMainEvent& event) { event.deferReply().fail(std::make_exception_ptr(rangeError("too far"))); });
  EXPECT_EQ(ask(), Value("thrown RangeError: too far"));
}

TEST_F(SynchronousReply, aDeferredReplyThatMovesStaysOneReply) {
  ipcMain().on("ask", [](IpcMainEvent& event) {
    SyncReply reply = event.deferReply();
    SyncReply moved = std::move(reply);
    reply = SyncReply();  // what it held has moved on: nothing is dropped here
    moved.send("moved");
  });
  EXPECT_EQ(ask(), Value("moved"));
}

TEST_F(SynchronousReply, ofSeveralDeferredRepliesTheFirstOneCounts) {
  ipcMain().on("ask", [](IpcMainEvent& event) {
    const SyncReply one = event.deferReply();
    const SyncReply two = event.deferReply();
    two.send("two");
    one.send("one");
    one.fail(std::make_exception_ptr(std::runtime_error("too late")));
    event.returnValue = "later still";
  });
  EXPECT_EQ(ask(), Value("two"));
}

TEST_F(SynchronousReply, aReplyAfterThePageIsGoneIsSilent) {
  blockPage();
  window().close();
  kept_.send("nobody is left");
  EXPECT_TRUE(contents().isDestroyed());
}

TEST_F(SynchronousReply, aReplyMayOutliveTheApplication) {
  blockPage();
  restart();
  kept_.send("nobody is left");
  EXPECT_EQ(inPage("return 'a new application';"), Value("a new application"));
}

TEST_F(SynchronousReply, aListenerMayCloseTheWindowThatWaits) {
  ipcMain().on("ask", [](IpcMainEvent& event) { event.sender().close(); });
  EXPECT_THROW(ask(), Error);
  EXPECT_TRUE(contents().isDestroyed());
}

TEST_F(SynchronousReply, aListenerMayDestroyTheWindowThatWaits) {
  auto doomed =
      std::make_unique<BrowserWindow>(app(), BrowserWindowOptions{.webPreferences = {.exposeIpcToPage = true}});
  int later = 0;
  ipcMain().on("ask", [&](IpcMainEvent&) { doomed.reset(); });
  ipcMain().on("ask", [&](IpcMainEvent& event) {
    ++later;
    event.returnValue = "nobody is left";
    event.sender().send("nobody", 1);
  });
  EXPECT_THROW(inPage(*doomed, "return ipcRenderer.sendSync('ask');"), Error);
  EXPECT_EQ(doomed, nullptr);
  EXPECT_EQ(later, 1);
  ipcMain().removeAllListeners();
  ipcMain().on("ask", [](IpcMainEvent& event) { event.returnValue = "the others go on"; });
  EXPECT_EQ(ask(), Value("the others go on"));
}

}  // namespace
}  // namespace transom::test
