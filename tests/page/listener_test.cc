// SPDX-License-Identifier: MIT
// Who is called, when and in what order: listeners of ipcMain while messages come in.
#include "support/messaging_test.h"

#include <string>
#include <vector>

namespace transom::test {
namespace {

class Listeners : public MessagingTest {
 protected:
  /// A listener that notes its name.
  auto noting(std::string name) {
    return [this, name = std::move(name)] { called_.emplace_back(name); };
  }
  /// The names of the listeners that one more message calls.
  std::vector<std::string> calledByOneMessage() {
    called_.clear();
    inPage("ipcRenderer.send('tell');");
    return called_;
  }
  std::vector<std::string> called_;
};

using Names = std::vector<std::string>;

TEST_F(Listeners, areCalledInTheOrderOfRegistration) {
  ipcMain().on("tell", noting("a"));
  ipcMain().addListener("tell", noting("b"));
  ipcMain().prependListener("tell", noting("c"));
  ipcMain().prependOnceListener("tell", noting("d"));
  EXPECT_EQ(calledByOneMessage(), (Names{"d", "c", "a", "b"}));
  EXPECT_EQ(calledByOneMessage(), (Names{"c", "a", "b"}));
}

TEST_F(Listeners, ofOnceAreGoneBeforeTheyAreCalled) {
  std::size_t countInside = 99;
  ipcMain().once("tell", [&] {
    called_.emplace_back("once");
    countInside = ipcMain().listenerCount("tell");
  });
  EXPECT_EQ(calledByOneMessage(), Names{"once"});
  EXPECT_EQ(countInside, 0u);
  EXPECT_EQ(calledByOneMessage(), Names{});
}

TEST_F(Listeners, mayRemoveThemselves) {
  Listener self;
  self = ipcMain().on("tell", [&] {
    called_.emplace_back("a");
    ipcMain().removeListener("tell", self);
  });
  ipcMain().on("tell", noting("b"));
  EXPECT_EQ(calledByOneMessage(), (Names{"a", "b"}));
  EXPECT_EQ(calledByOneMessage(), Names{"b"});
}

TEST_F(Listeners, removedMeanwhileStillRunThisTime) {
  Listener second;
  ipcMain().on("tell", [&] {
    called_.emplace_back("first");
    ipcMain().off("tell", second);
  });
  second = ipcMain().on("tell", noting("second"));
  EXPECT_EQ(calledByOneMessage(), (Names{"first", "second"}));
  EXPECT_EQ(calledByOneMessage(), Names{"first"});
}

TEST_F(Listeners, allRemovedMeanwhileStillRunThisTime) {
  ipcMain().on("tell", [&] {
    called_.emplace_back("first");
    ipcMain().removeAllListeners();
  });
  ipcMain().on("tell", noting("second"));
  EXPECT_EQ(calledByOneMessage(), (Names{"first", "second"}));
  EXPECT_EQ(calledByOneMessage(), Names{});
}

TEST_F(Listeners, addedMeanwhileWaitForTheNextMessage) {
  ipcMain().once("tell", [&] {
    called_.emplace_back("first");
    ipcMain().on("tell", noting("added"));
  });
  EXPECT_EQ(calledByOneMessage(), Names{"first"});
  EXPECT_EQ(calledByOneMessage(), Names{"added"});
}

TEST_F(Listeners, areRemovedOneRegistrationAtATime) {
  const auto twice = noting("twice");
  ipcMain().on("tell", twice);
  const Listener second = ipcMain().on("tell", twice);
  EXPECT_EQ(calledByOneMessage(), (Names{"twice", "twice"}));
  ipcMain().removeListener("tell", second);
  ipcMain().removeListener("tell", second);
  EXPECT_EQ(calledByOneMessage(), Names{"twice"});
}

TEST_F(Listeners, ofAScopeEndWithIt) {
  {
    const ScopedListener scoped = ipcMain().scoped("tell", noting("scoped"));
    EXPECT_EQ(calledByOneMessage(), Names{"scoped"});
  }
  EXPECT_EQ(calledByOneMessage(), Names{});
}

TEST_F(Listeners, outliveTheTokenThatNamesThem) {
  { [[maybe_unused]] const Listener token = ipcMain().on("tell", noting("kept")); }
  EXPECT_EQ(calledByOneMessage(), Names{"kept"});
}

TEST_F(Listeners, areOnlyCalledForTheirChannel) {
  ipcMain().on("other", noting("other"));
  ipcMain().on("tel", noting("tel"));
  ipcMain().on("tell ", noting("tell "));
  EXPECT_EQ(calledByOneMessage(), Names{});
}

TEST_F(Listeners, areNoneOnAFreshIpcMain) {
  restart();
  EXPECT_TRUE(ipcMain().eventNames().empty());
  runPage("");
  EXPECT_TRUE(ipcMain().eventNames().empty());
}

TEST_F(Listeners, mayPassAMessageOnWithEmit) {
  ipcMain().on("ask", [this](IpcMainEvent& event, const Arguments& arguments) {
    EXPECT_TRUE(ipcMain().emit("inner", event, arguments));
    EXPECT_FALSE(ipcMain().emit("nobody", event, arguments));
  });
  ipcMain().on("inner", [](IpcMainEvent& event, const std::string& text) { event.returnValue = text + " passed on"; });
  EXPECT_EQ(inPage("return ipcRenderer.sendSync('ask', 'text');"), Value("text passed on"));
}

TEST_F(Listeners, ofIpcMessageComeBeforeIpcMain) {
  ipcMain().on("tell", noting("ipcMain"));
  contents().on("ipc-message",
                [&](IpcMainEvent& event, const std::string& channel, int number, const std::string& text) {
                  EXPECT_EQ(&event.sender(), &contents());
                  called_.emplace_back("ipc-message " + channel + " " + std::to_string(number) + " " + text);
                });
  inPage("ipcRenderer.send('tell', 7, 'text');");
  EXPECT_EQ(called_, (Names{"ipc-message tell 7 text", "ipcMain"}));
}

TEST_F(Listeners, ofIpcMessageSyncComeBeforeIpcMainAndMayAnswer) {
  ipcMain().on("ask", [&](IpcMainEvent& event) {
    called_.emplace_back("ipcMain");
    event.returnValue = "second";
  });
  contents().on("ipc-message-sync", [&](IpcMainEvent& event, const std::string& channel) {
    called_.emplace_back("ipc-message-sync " + channel);
    event.returnValue = "first";
  });
  contents().on("ipc-message", [&](IpcMainEvent&, const std::string&) { called_.emplace_back("ipc-message"); });
  EXPECT_EQ(inPage("return ipcRenderer.sendSync('ask');"), Value("first"));
  EXPECT_EQ(called_, (Names{"ipc-message-sync ask", "ipcMain"}));
}

TEST_F(Listeners, ofIpcMessageSyncAreEnoughToAnswer) {
  contents().on("ipc-message-sync",
                [](IpcMainEvent& event, const std::string& channel) { event.returnValue = channel; });
  EXPECT_EQ(inPage("return ipcRenderer.sendSync('whatever');"), Value("whatever"));
  EXPECT_TRUE(log().empty());
}

TEST_F(Listeners, ofOnePageDoNotHearAnother) {
  window();
  BrowserWindow& other = openWindow();
  contents().on("ipc-message", [&](IpcMainEvent&, const std::string&) { called_.emplace_back("first window"); });
  ipcMain().on("tell", [&](IpcMainEvent& event) { called_.emplace_back(std::to_string(event.sender().id())); });
  inPage(other, "ipcRenderer.send('tell');");
  EXPECT_EQ(called_, Names{std::to_string(other.webContents().id())});
}

}  // namespace
}  // namespace transom::test
