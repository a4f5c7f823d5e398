// SPDX-License-Identifier: MIT
#include "native_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

namespace transom::test {
namespace {

class NativeMessages : public NativeTest {};

TEST_F(NativeMessages, reachIpcMainFromASenderLikeAPage) {
  start();
  bool heard = false;
  const ScopedListener listener = ipcMain().scoped("echoed", [&](IpcMainEvent& event, const std::string& text) {
    heard = true;
    EXPECT_EQ(text, "hello");
    EXPECT_EQ(&event.sender(), &child().webContents());
    EXPECT_EQ(event.processId(), child().pid());
    ASSERT_TRUE(event.senderFrame());
    EXPECT_EQ(event.senderFrame(), child().webContents().mainFrame());
    EXPECT_EQ(event.senderFrame()->origin(), "process://native_child");
    EXPECT_EQ(event.senderFrame()->parent(), nullptr);
  });
  child().send("echo", "hello");
  EXPECT_TRUE(runUntil([&] { return heard; }));
  EXPECT_EQ(app().webContents(child().webContents().id()), &child().webContents());
  EXPECT_EQ(child().webContents().url(), "process://native_child");
}

TEST_F(NativeMessages, sentBeforeItHasConnectedWaitForIt) {
  std::vector<int> heard;
  const ScopedListener listener =
      ipcMain().scoped("noted", [&](IpcMainEvent&, int number) { heard.push_back(number); });
  start();
  for (int i = 0; i < 100; ++i) child().send("note", i);
  EXPECT_TRUE(runUntil([&] { return heard.size() == 100; }));
  EXPECT_TRUE(std::is_sorted(heard.begin(), heard.end()));
}

TEST_F(NativeMessages, keepEveryKindOfValueAndTheirReferences) {
  start();
  Value shared = Value::object({{"name", "shared"}});
  const Value cycle = Value::object({{"shared", shared}});
  shared.set("back", Value::weak(cycle));
  const Arguments echoed = ask("echoed", "echo", cycle, shared, 1.5, nullptr, Value(), "text", Bytes{std::byte{1}});
  ASSERT_EQ(echoed.size(), 7U);
  EXPECT_TRUE(sameObject(echoed[0]["shared"], echoed[1]));
  EXPECT_TRUE(sameObject(echoed[1]["back"], echoed[0]));
  EXPECT_EQ(echoed[2].asNumber(), 1.5);
  EXPECT_TRUE(echoed[3].isNull());
  EXPECT_TRUE(echoed[4].isUndefined());
  EXPECT_EQ(echoed[5].asString(), "text");
  EXPECT_EQ(fromValue<Bytes>(echoed[6]), Bytes{std::byte{1}});
}

TEST_F(NativeMessages, tenThousandSentAndAskedArriveInOneOrder) {
  std::vector<int> heard;
  const ScopedListener sent = ipcMain().scoped("mixed", [&](IpcMainEvent&, int number) { heard.push_back(number); });
  const ScopedListener asked = ipcMain().scoped("mixed-sync", [&](IpcMainEvent& event, int number) {
    heard.push_back(number);
    event.returnValue = number;
  });
  start();
  child().send("mixed", 10'000);
  ASSERT_TRUE(runUntil([&] { return heard.size() == 10'000; }));
  std::vector<int> all(10'000);
  std::iota(all.begin(), all.end(), 0);
  EXPECT_EQ(heard, all);
}

TEST_F(NativeMessages, thatComeWhileItAsksAreDeliveredAfterTheAnswer) {
  start();
  std::vector<std::string> order;
  const ScopedListener noted =
      ipcMain().scoped("noted", [&](IpcMainEvent&, int number) { order.push_back("note " + std::to_string(number)); });
  const ScopedListener asked = ipcMain().scoped("asked", [&] { order.emplace_back("answer"); });
  const ScopedListener question = ipcMain().scoped("question", [&](IpcMainEvent& event) {
    for (int i = 0; i < 3; ++i) event.sender().send("note", i);
    event.returnValue = true;
  });
  child().send("ask", "question", nullptr);
  ASSERT_TRUE(runUntil([&] { return order.size() == 4; }));
  EXPECT_EQ(order, (std::vector<std::string>{"answer", "note 0", "note 1", "note 2"}));
}

TEST_F(NativeMessages, calledForBeforeItRunsAreNotLost) {
  const ScopedListener question = ipcMain().scoped("early", [&](IpcMainEvent& event) {
    event.sender().send("later");
    event.returnValue = "good morning";
  });
  bool cameLater = false;
  const ScopedListener later = ipcMain().scoped("came later", [&] { cameLater = true; });
  const Arguments first = nextAfter("first", [&] { start("call-before-running"); });
  EXPECT_EQ(first[0].asString(), "good morning");
  EXPECT_TRUE(runUntil([&] { return cameLater; }));
}

TEST_F(NativeMessages, fillBothPipesWithoutWaitingForEachOther) {
  start();
  int heard = 0;
  const ScopedListener flooded = ipcMain().scoped("flooded", [&](IpcMainEvent& event, int number) {
    EXPECT_EQ(number, heard++);
    event.reply("nobody listens", std::string(1000, 'y'));
  });
  child().send("flood", 20'000);
  EXPECT_TRUE(runUntil([&] { return heard == 20'000; }));
}

TEST_F(NativeMessages, ofLargeSizeArriveWhole) {
  start();
  Bytes large(std::size_t{16} << 20);
  for (std::size_t i = 0; i < large.size(); ++i) large[i] = static_cast<std::byte>(i * 7);
  EXPECT_EQ(fromValue<Bytes>(ask("echoed", "echo", large)[0]), large);
}

TEST_F(NativeMessages, areConvertedToWhatItsListenersAskFor) {
  start("serve", {.standardError = ProcessOutput::pipe});
  EXPECT_EQ(ask("typed", "typed", 7, "text")[1].asString(), "text");
  EXPECT_EQ(ask("typed", "typed", 7)[1].asString(), "none");
  std::string line;
  child().on("stderr", [&](UtilityProcessEvent&, const std::string& text) { line = text; });
  child().send("typed", "no number");
  ASSERT_TRUE(runUntil([&] { return !line.empty(); }));
  EXPECT_EQ(line,
            "transom: Error occurred in listener for 'typed': TypeError: argument 0 of 'typed': expected integer (32 "
            "bit), got string \"no number\"");
}

TEST_F(NativeMessages, stillArriveAfterAListenerHasThrown) {
  start("serve", {.standardError = ProcessOutput::pipe});
  std::string line;
  child().on("stderr", [&](UtilityProcessEvent&, const std::string& text) { line = text; });
  child().send("throw");
  ask("noted", "note", 1);
  ASSERT_TRUE(runUntil([&] { return !line.empty(); }));
  EXPECT_EQ(line, "transom: Error occurred in listener for 'throw': Error: a listener's own fault");
}

TEST_F(NativeMessages, reachAListenerForOneTimeOnce) {
  start();
  int heard = 0;
  const ScopedListener listener = ipcMain().scoped("heard once", [&] { ++heard; });
  child().send("once");
  child().send("once");
  ask("noted", "note", 1);
  EXPECT_EQ(heard, 1);
}

TEST_F(NativeMessages, comeThroughALoopOfTheProgramsOwn) {
  start("foreign-loop");
  EXPECT_EQ(ask("noted", "note", 3)[0].asNumber(), 3);
  const ScopedListener question = ipcMain().scoped("question", [](IpcMainEvent& event) {
    event.sender().send("note", 4);
    event.returnValue = true;
  });
  EXPECT_EQ(ask("noted", "ask", "question", nullptr)[0].asNumber(), 4);
}

TEST_F(NativeMessages, mayBeSentFromAnotherThreadByPost) {
  start();
  ask("posted", "post-in-another-thread");
}

TEST_F(NativeMessages, mayBeSentToItFromAnyThread) {
  start();
  const ContentsSender sender = child().webContents().sender();
  const Arguments noted = nextAfter("noted", [&] { std::thread([sender] { sender.send("note", 8); }).join(); });
  EXPECT_EQ(noted[0].asNumber(), 8);
}

TEST_F(NativeMessages, knowTheirNameAndTakeTheConnectionOutOfTheEnvironment) {
  start("serve", {.serviceName = "worker-1"});
  const Arguments me = ask("me", "who");
  EXPECT_EQ(me[0].asString(), "worker-1");
  EXPECT_EQ(me[1].asString(), "taken");
  EXPECT_EQ(me[2].asNumber(), child().pid());
  EXPECT_NE(ask("connected", "connect-again")[0].asString().find("the connection was taken already"),
            std::string::npos);
}

class NativeLimits : public NativeTest {
 protected:
  NativeLimits() : NativeTest({.limits = {.maxMessageBytes = 1000, .maxChannelBytes = 100}}) {}
};

TEST_F(NativeLimits, holdForAChildAsForAPageAndItIsToldBeforeItSends) {
  start();
  const Arguments refused = ask("refused", "too-large");
  ASSERT_EQ(refused.size(), 4U);
  for (const Value& failure : refused) EXPECT_EQ(failure.asString().substr(0, 11), "RangeError|") << failure.inspect();
  EXPECT_THROW(child().send("note", std::string(2000, 'x')), Error);
}

}  // namespace
}  // namespace transom::test
