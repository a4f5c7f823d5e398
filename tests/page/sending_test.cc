// SPDX-License-Identifier: MIT
// send, sendSync and their order: what a page sends and main answers.
#include "support/dump.h"
#include "support/page_test.h"

#include <string>
#include <vector>

namespace transom::test {
namespace {

class Sending : public PageTest {
 protected:
  Sending() {
    ipcMain().on("report", [this](IpcMainEvent&, const Value& value) { reports_.push_back(value); });
    ipcMain().on("done", [this] { done_ = true; });
  }
  /// Runs a page that ends with `ipcRenderer.send('done')`.
  void runToDone(std::string_view script) {
    runPage("const {ipcRenderer} = require('electron');\n" + std::string(script));
    ASSERT_TRUE(runUntil([this] { return done_; }));
  }
  std::vector<Value> reports_;
  bool done_ = false;
};

TEST_F(Sending, theSeedsExampleExchangesPingAndPong) {
  std::vector<std::string> printed;
  ipcMain().on("asynchronous-message", [&](IpcMainEvent& event, const std::string& arg) {
    printed.push_back(arg);
    event.sender().send("asynchronous-reply", "pong");
  });
  ipcMain().on("synchronous-message", [&](IpcMainEvent& event, const std::string& arg) {
    printed.push_back(arg);
    event.returnValue = "pong";
  });
  runToDone(R"js(
    ipcRenderer.send('report', ipcRenderer.sendSync('synchronous-message', 'ping'));
    ipcRenderer.on('asynchronous-reply', (event, arg) => {
      ipcRenderer.send('report', arg);
      ipcRenderer.send('done');
    });
    ipcRenderer.send('asynchronous-message', 'ping');
  )js");
  EXPECT_EQ(printed, (std::vector<std::string>{"ping", "ping"}));
  EXPECT_EQ(reports_, (std::vector<Value>{"pong", "pong"}));
}

TEST_F(Sending, sendSyncWorksInTheFirstLineOfTheFirstScript) {
  ipcMain().on("first", [](IpcMainEvent& event) { event.returnValue = 7; });
  runPage(
      "const answer = require('electron').ipcRenderer.sendSync('first'); transom.ipcRenderer.send('report', answer)");
  ASSERT_TRUE(runUntil([this] { return !reports_.empty(); }));
  EXPECT_EQ(reports_[0], Value(7));
}

TEST_F(Sending, tenThousandMixedSendsAndSyncCallsArriveInOrder) {
  std::vector<int> order;
  ipcMain().on("async", [&](IpcMainEvent&, int i) { order.push_back(i); });
  ipcMain().on("sync", [&](IpcMainEvent& event, int i) {
    order.push_back(i);
    event.returnValue = i;
  });
  runToDone(R"js(
    let wrong = 0;
    for (let i = 0; i < 10000; i++) {
      if (i % 3 == 0) { if (ipcRenderer.sendSync('sync', i) !== i) wrong++; }
      else ipcRenderer.send('async', i);
    }
    ipcRenderer.send('report', wrong);
    ipcRenderer.send('done');
  )js");
  EXPECT_EQ(reports_.at(0), Value(0));
  ASSERT_EQ(order.size(), 10000u);
  for (int i = 0; i < 10000; ++i) ASSERT_EQ(order[static_cast<std::size_t>(i)], i);
}

TEST_F(Sending, whatMainSendsWhileThePageIsBlockedArrivesAfterTheCallInOrder) {
  ipcMain().on("ask", [](IpcMainEvent& event) {
    for (int i = 0; i < 100; ++i) event.sender().send("news", i);
    event.returnValue = "answer";
    for (int i = 100; i < 200; ++i) event.sender().send("news", i);
  });
  runToDone(R"js(
    const seen = [];
    ipcRenderer.on('news', (event, i) => {
      seen.push(i);
      if (i === 199) {
        ipcRenderer.send('report', seen[0]);
        ipcRenderer.send('report', seen.slice(1).every((n, k) => typeof n === 'number' && n === k));
        ipcRenderer.send('done');
      }
    });
    seen.push(ipcRenderer.sendSync('ask'));
  )js");
  EXPECT_EQ(reports_.at(0), Value("answer"));
  EXPECT_EQ(reports_.at(1), Value(true));
}

TEST_F(Sending, whatMainSendsArrivesInTheOrderSent) {
  ipcMain().on("ready", [](IpcMainEvent& event) {
    for (int i = 0; i < 10000; ++i) event.sender().send("news", i);
  });
  runToDone(R"js(
    let expected = 0;
    ipcRenderer.on('news', (event, i) => {
      if (i !== expected++) ipcRenderer.send('report', i);
      if (i === 9999) ipcRenderer.send('done');
    });
    ipcRenderer.send('ready');
  )js");
  EXPECT_TRUE(reports_.empty());
}

TEST_F(Sending, aListenerOfThePageMayCallMainWhileMoreMessagesWait) {
  ipcMain().on("ask", [](IpcMainEvent& event, const Value& value) {
    event.sender().send("late", value);
    event.returnValue = value;
  });
  ipcMain().on("ready", [](IpcMainEvent& event) {
    for (int i = 0; i < 100; ++i) event.sender().send("news", i);
  });
  runToDone(R"js(
    const seen = [];
    ipcRenderer.on('news', (event, i) => seen.push(`news ${i}`, `answer ${ipcRenderer.sendSync('ask', i)}`));
    ipcRenderer.on('late', (event, i) => {
      seen.push(`late ${i}`);
      if (i < 99) return;
      const expected = [];
      for (let k = 0; k < 100; k++) expected.push(`news ${k}`, `answer ${k}`);
      for (let k = 0; k < 100; k++) expected.push(`late ${k}`);
      ipcRenderer.send('report', seen.join());
      ipcRenderer.send('report', expected.join());
      ipcRenderer.send('done');
    });
    ipcRenderer.send('ready');
  )js");
  EXPECT_EQ(reports_.at(0), reports_.at(1));
}

TEST_F(Sending, sendAndReplyWhileACallWaitsKeepOneOrder) {
  ipcMain().on("ask", [](IpcMainEvent& event) {
    for (int i = 0; i < 100; i += 2) {
      event.sender().send("news", i);
      event.reply("news", i + 1);
    }
    event.returnValue = "answer";
  });
  runToDone(R"js(
    const seen = [];
    ipcRenderer.on('news', (event, i) => {
      if (seen.push(i) < 100) return;
      ipcRenderer.send('report', seen.every((n, k) => n === k));
      ipcRenderer.send('done');
    });
    ipcRenderer.sendSync('ask');
    ipcRenderer.send('report', seen.length);
  )js");
  EXPECT_EQ(reports_.at(0), Value(0));
  EXPECT_EQ(reports_.at(1), Value(true));
}

TEST_F(Sending, manyLargeMessagesBothWaysAtOncePass) {
  constexpr int kMessages = 64;
  constexpr std::size_t kBytes = std::size_t{1} << 20;
  std::size_t received = 0;
  ipcMain().on("bytes", [&](IpcMainEvent& event, const Bytes& bytes) {
    received += bytes.size();
    event.sender().send("bytes", bytes);
  });
  runToDone(R"js(
    let received = 0;
    ipcRenderer.on('bytes', (event, bytes) => {
      received += bytes.length;
      if (received === 64 << 20) ipcRenderer.send('done');
    });
    for (let i = 0; i < 64; i++) ipcRenderer.send('bytes', new Uint8Array(1 << 20));
  )js");
  EXPECT_EQ(received, kMessages * kBytes);
}

}  // namespace
}  // namespace transom::test
