// SPDX-License-Identifier: MIT
// Listeners that throw: nothing that a page sends takes the main process down.
#include "support/messaging_test.h"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace transom::test {
namespace {

class ThrowingListener : public MessagingTest {
 protected:
  Value ask() { return inPage("return thrownBy(() => ipcRenderer.sendSync('ask'));"); }
};

TEST_F(ThrowingListener, isLoggedAndTheOthersStillRun) {
  std::vector<int> calls;
  ipcMain().on("tell", [&] { calls.push_back(1); });
  ipcMain().on("tell", [&]() -> void { throw std::runtime_error("out of order"); });
  ipcMain().on("tell", [&] { calls.push_back(3); });
  inPage("ipcRenderer.send('tell');");
  EXPECT_EQ(calls, (std::vector<int>{1, 3}));
  EXPECT_EQ(log(), std::vector<std::string>{"Error occurred in listener for 'tell': Error: out of order"});
}

TEST_F(ThrowingListener, doesNotStopTheMessagesThatFollow) {
  std::vector<int> seen;
  ipcMain().on("tell", [&](IpcMainEvent&, int i) {
    seen.push_back(i);
    throw std::runtime_error("every time");
  });
  inPage("for (let i = 0; i < 3; i++) ipcRenderer.send('tell', i);");
  EXPECT_EQ(seen, (std::vector<int>{0, 1, 2}));
  EXPECT_EQ(log().size(), 3u);
}

TEST_F(ThrowingListener, ofIpcMessageDoesNotKeepTheMessageFromIpcMain) {
  contents().on("ipc-message", [](IpcMainEvent&, const std::string&) { throw std::runtime_error("out of order"); });
  int calls = 0;
  ipcMain().on("tell", [&] { ++calls; });
  inPage("ipcRenderer.send('tell');");
  EXPECT_EQ(calls, 1);
  EXPECT_TRUE(logged("Error occurred in listener for 'tell': Error: out of order"));
}

TEST_F(ThrowingListener, makesSendSyncThrowTheErrorWithItsNameAndMessage) {
  ipcMain().on("ask", [](IpcMainEvent&) { throw Error("URIError", "nowhere"); });
  EXPECT_EQ(ask(), Value("URIError: nowhere"));
}

TEST_F(ThrowingListener, makesSendSyncThrowAnErrorForEveryStandardException) {
  ipcMain().on("ask", [](IpcMainEvent&) { throw std::out_of_range("beyond"); });
  EXPECT_EQ(ask(), Value("Error: beyond"));
}

TEST_F(ThrowingListener, makesSendSyncThrowAnErrorWithoutThePathsOfMain) {
  ipcMain().on("ask", [](IpcMainEvent&) {
    throw std::filesystem::filesystem_error("cannot open", "/home/somebody/secret.txt",
                                            std::make_error_code(std::errc::no_such_file_or_directory));
  });
  EXPECT_EQ(ask(), Value("Error: No such file or directory"));
  EXPECT_TRUE(logged("/home/somebody/secret.txt"));
}

TEST_F(ThrowingListener, makesSendSyncThrowAnErrorWhateverItThrows) {
  ipcMain().on("ask", [](IpcMainEvent&) { throw 7; });
  EXPECT_EQ(inPage(R"js(
    try {
      ipcRenderer.sendSync('ask');
    } catch (error) {
      return error instanceof Error && error.message !== '';
    }
  )js"),
            Value(true));
}

TEST_F(ThrowingListener, makesSendSyncThrowTheFirstErrorOfSeveral) {
  ipcMain().on("ask", [](IpcMainEvent&) { throw std::runtime_error("first"); });
  ipcMain().on("ask", [](IpcMainEvent&) { throw std::runtime_error("second"); });
  EXPECT_EQ(ask(), Value("Error: first"));
  EXPECT_EQ(log().size(), 2u);
}

TEST_F(ThrowingListener, throwsTooLateToTakeBackAnAnswer) {
  ipcMain().on("ask", [](IpcMainEvent& event) {
    event.returnValue = "answer";
    throw std::runtime_error("afterwards");
  });
  EXPECT_EQ(inPage("return ipcRenderer.sendSync('ask');"), Value("answer"));
  EXPECT_TRUE(logged("afterwards"));
}

TEST_F(ThrowingListener, doesNotWaitForAReplyThatAnotherOneKept) {
  SyncReply kept;
  ipcMain().on("ask", [&](IpcMainEvent& event) { kept = event.deferReply(); });
  ipcMain().on("ask", [](IpcMainEvent&) { throw std::runtime_error("at once"); });
  EXPECT_EQ(ask(), Value("Error: at once"));
  kept.send("too late");
  EXPECT_EQ(inPage("return 'still here';"), Value("still here"));
}

TEST_F(ThrowingListener, isGivenToTheHandlerThatAnApplicationSets) {
  std::vector<std::string> channels;
  std::vector<std::string> texts;
  std::vector<int> senders;
  app().setListenerErrorHandler([&](const ListenerError& error) {
    channels.push_back(error.channel);
    texts.push_back(error.text);
    senders.push_back(error.sender.id());
    EXPECT_THROW(std::rethrow_exception(error.error), std::runtime_error);
  });
  ipcMain().on("ask", [](IpcMainEvent&) { throw std::runtime_error("mine"); });
  EXPECT_EQ(ask(), Value("Error: mine"));
  EXPECT_EQ(channels, std::vector<std::string>{"ask"});
  EXPECT_EQ(texts, std::vector<std::string>{"Error occurred in listener for 'ask': Error: mine"});
  EXPECT_EQ(senders, std::vector<int>{contents().id()});
  EXPECT_TRUE(log().empty());
}

TEST_F(ThrowingListener, isLoggedAgainOnceTheHandlerIsTakenAway) {
  app().setListenerErrorHandler([](const ListenerError&) { FAIL() << "was taken away"; });
  app().setListenerErrorHandler(nullptr);
  ipcMain().on("tell", [](IpcMainEvent&) { throw std::runtime_error("mine"); });
  inPage("ipcRenderer.send('tell');");
  EXPECT_TRUE(logged("Error occurred in listener for 'tell': Error: mine"));
}

TEST_F(ThrowingListener, mayMeetAHandlerThatThrowsItself) {
  app().setListenerErrorHandler([](const ListenerError&) { throw std::runtime_error("me too"); });
  ipcMain().on("ask", [](IpcMainEvent&) { throw std::runtime_error("mine"); });
  EXPECT_EQ(ask(), Value("Error: mine"));
  EXPECT_TRUE(logged("me too"));
}

}  // namespace
}  // namespace transom::test
