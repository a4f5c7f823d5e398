// SPDX-License-Identifier: MIT
// Frames in a page: which there are, what they show, who of them may send, and where answers go.
#include "support/frames_test.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace transom::test {
namespace {

using Frames = FramesTest;

TEST_F(Frames, mainIsThereBeforeTheFirstDocumentAndStaysTheSame) {
  BrowserWindow& opened = openWindow();
  const Frame frame = opened.webContents().mainFrame();
  EXPECT_TRUE(frame->detached());
  EXPECT_EQ(frame->url(), "");
  EXPECT_EQ(frame->origin(), "null");
  const std::string url = page("<!doctype html><title>t</title>");
  load(opened, url);
  EXPECT_FALSE(frame->detached());
  EXPECT_EQ(frame->url(), url);
  EXPECT_EQ(frame->origin() + "/", url);
  load(opened, otherSite("/other"));
  EXPECT_EQ(opened.webContents().mainFrame(), frame);
  EXPECT_EQ(frame->url(), otherSite("/other"));
  EXPECT_EQ(frame->parent(), nullptr);
  EXPECT_EQ(frame->top(), frame);
}

TEST_F(Frames, areAllOfThoseInThePageWithUrlAndOrigin) {
  open("<iframe src=/child></iframe><iframe src='" + otherSite("/child") + "'></iframe>" +
       "<iframe srcdoc='<script></script>'></iframe><iframe sandbox=allow-scripts src=/child></iframe>");
  ASSERT_TRUE(hasChildren(4));
  const std::string own = main()->origin();
  Texts found;
  for (const Frame& frame : main()->frames()) {
    EXPECT_EQ(frame->parent(), main());
    EXPECT_EQ(frame->top(), main());
    found.push_back(frame->url() + " " + frame->origin());
  }
  std::sort(found.begin(), found.end());
  const std::string url = server().url("127.0.0.1", "/child");
  Texts expected{"about:srcdoc " + own, url + " " + own, url + " null",
                 otherSite("/child") + " " + otherSite("/").substr(0, otherSite("/").size() - 1)};
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(found, expected);
}

TEST_F(Frames, inFramesHaveThoseAsParents) {
  open("<iframe src='" + otherSite("/nest") + "'></iframe>");
  ASSERT_TRUE(runUntil([this] { return main()->framesInSubtree().size() == 3; }));
  const Frame inner = child()->frames().at(0);
  EXPECT_EQ(inner->parent(), child());
  EXPECT_EQ(inner->top(), main());
  EXPECT_EQ(main()->framesInSubtree(), (std::vector<Frame>{main(), child(), inner}));
  EXPECT_EQ(child()->framesInSubtree(), (std::vector<Frame>{child(), inner}));
  EXPECT_EQ(evaluateIn(inner, "globalThis.name + location.host"),
            Value("child" + otherSite("/").substr(7, otherSite("/").size() - 8)));
}

TEST_F(Frames, areAddedAndRemovedByScript) {
  open("");
  EXPECT_TRUE(main()->frames().empty());
  evaluate("globalThis.frame = document.createElement('iframe'); frame.src = '/child'; document.body.append(frame); 1");
  ASSERT_TRUE(hasChildren(1));
  const Frame frame = child();
  EXPECT_FALSE(frame->detached());
  evaluate("frame.remove()");
  ASSERT_TRUE(hasChildren(0));
  EXPECT_TRUE(frame->detached());
  EXPECT_EQ(frame->parent(), nullptr);
  frame->send("nobody");
  EXPECT_THROW(evaluateIn(frame, "1"), Error);
  EXPECT_THROW(wait(frame->invoke("nobody")), Error);
}

TEST_F(Frames, stayTheSameWhenTheyNavigate) {
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  const Frame frame = child();
  evaluate("document.querySelector('iframe').src = '" + otherSite("/other") + "'; 1");
  ASSERT_TRUE(runUntil([&] { return frame->url() == otherSite("/other"); }));
  EXPECT_EQ(child(), frame);
  EXPECT_EQ(evaluateIn(frame, "document.body.textContent"), Value("other"));
}

TEST_F(Frames, goWithTheDocumentAroundThem) {
  open("<iframe src=/nest></iframe>");
  ASSERT_TRUE(runUntil([this] { return main()->framesInSubtree().size() == 3; }));
  const std::vector<Frame> before = main()->framesInSubtree();
  load(window(), server().url("127.0.0.1", "/other"));
  EXPECT_TRUE(main()->frames().empty());
  EXPECT_TRUE(before[1]->detached());
  EXPECT_TRUE(before[2]->detached());
  window().close();
  EXPECT_TRUE(before[0]->detached());
  EXPECT_EQ(before[1]->top(), nullptr);
}

TEST_F(Frames, withoutIpcHaveNoIpcRenderer) {
  open("<iframe src=/child></iframe>", false);
  ASSERT_TRUE(hasChildren(1));
  EXPECT_EQ(evaluateIn(child(), "typeof require + typeof transom"), Value("undefinedundefined"));
  EXPECT_EQ(evaluate("typeof require"), Value("function"));
}

TEST_F(Frames, sendEachInTheirOwnName) {
  Texts senders;
  ipcMain().on("hello", [&](IpcMainEvent& event, const std::string& who) {
    ASSERT_TRUE(event.senderFrame());
    EXPECT_EQ(event.frameId(), event.senderFrame()->frameId());
    EXPECT_EQ(event.processId(), contents().osProcessId());
    EXPECT_EQ(event.type(), "frame");
    senders.push_back(who + (event.senderFrame() == main() ? " main" : " child"));
    event.returnValue = event.senderFrame()->url();
  });
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  constexpr const char* kSay = "require('electron').ipcRenderer.sendSync('hello', document.body.textContent)";
  EXPECT_EQ(evaluateIn(child(), kSay), Value(child()->url()));
  EXPECT_EQ(evaluateIn(main(), "require('electron').ipcRenderer.sendSync('hello', 'top')"), Value(main()->url()));
  EXPECT_EQ(senders, (Texts{"child child", "top main"}));
}

TEST_F(Frames, getRepliesAndTheMainFrameWhatIsSentToThePage) {
  ipcMain().on("ask", [](IpcMainEvent& event) {
    event.reply("answer", "to the frame");
    event.sender().send("answer", "to the page");
  });
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  constexpr const char* kListen =
      "globalThis.heard = new Promise((resolve) => transom.ipcRenderer.once('answer', (event, text) => "
      "resolve(text))); 1";
  evaluateIn(main(), kListen);
  evaluateIn(child(), kListen);
  evaluateIn(child(), "transom.ipcRenderer.send('ask')");
  EXPECT_EQ(evaluateIn(child(), "heard"), Value("to the frame"));
  EXPECT_EQ(evaluateIn(main(), "heard"), Value("to the page"));
}

TEST_F(Frames, areSentToAndAskedOneByOne) {
  open("<iframe src=/child></iframe><iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(2));
  for (const Frame& frame : main()->framesInSubtree()) {
    evaluateIn(frame,
               "transom.ipcRenderer.on('set', (event, n) => { globalThis.set = n; });"
               "transom.ipcRenderer.handle('get', () => globalThis.set); 1");
  }
  int n = 0;
  for (const Frame& frame : main()->framesInSubtree()) frame->send("set", ++n);
  n = 0;
  for (const Frame& frame : main()->framesInSubtree()) EXPECT_EQ(wait(frame->invoke("get")), Value(++n));
}

TEST_F(Frames, haveEmittersThatComeBeforeThoseOfThePageAndTheApplication) {
  Texts called;
  const auto noting = [&called](const char* where) { return [&called, where] { called.emplace_back(where); }; };
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  ipcMain().on("tell", noting("application"));
  contents().ipc().on("tell", noting("page"));
  child()->ipc().on("tell", noting("frame"));
  main()->ipc().on("tell", noting("main frame"));
  contents().on("ipc-message",
                [&](IpcMainEvent&, const std::string& channel) { called.push_back("event " + channel); });
  evaluateIn(child(), "transom.ipcRenderer.send('tell')");
  EXPECT_EQ(called, (Texts{"event tell", "frame", "page", "application"}));
  called.clear();
  evaluateIn(main(), "transom.ipcRenderer.send('tell')");
  EXPECT_EQ(called, (Texts{"event tell", "main frame", "page", "application"}));
}

TEST_F(Frames, areAnsweredByWhoeverAnswersFirstThoughAllEmittersHearThem) {
  Texts called;
  const auto answering = [&called](const std::string& where) {
    return [&called, where](IpcMainEvent& event) {
      called.push_back(where);
      event.returnValue = where;
    };
  };
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  ipcMain().on("ask", answering("application"));
  contents().ipc().on("ask", answering("page"));
  child()->ipc().on("ask", answering("frame"));
  contents().on("ipc-message-sync",
                [&](IpcMainEvent&, const std::string& channel) { called.push_back("event " + channel); });
  EXPECT_EQ(evaluateIn(child(), "transom.ipcRenderer.sendSync('ask')"), Value("frame"));
  EXPECT_EQ(called, (Texts{"event ask", "frame", "page", "application"}));
}

TEST_F(Frames, areAnsweredByTheFirstHandlerOfFramePageAndApplication) {
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  constexpr const char* kAsk = "transom.ipcRenderer.invoke('who')";
  ipcMain().handle("who", [] { return "application"; });
  EXPECT_EQ(evaluateIn(child(), kAsk), Value("application"));
  contents().ipc().handle("who", [] { return "page"; });
  EXPECT_EQ(evaluateIn(child(), kAsk), Value("page"));
  child()->ipc().handle("who", [](IpcMainInvokeEvent& event) { return "frame of " + event.senderFrame()->url(); });
  EXPECT_EQ(evaluateIn(child(), kAsk), Value("frame of " + child()->url()));
  EXPECT_EQ(evaluateIn(main(), kAsk), Value("page"));
  child()->ipc().removeHandler("who");
  EXPECT_EQ(evaluateIn(child(), kAsk), Value("page"));
}

TEST_F(Frames, thatUnloadWhileTheirMessageIsUnderWayAreNoSenders) {
  std::optional<bool> there;
  TaskSource<void> go;
  TaskSource<void> done;
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  ipcMain().handle("slow", [&](IpcMainInvokeEvent& event) -> Task<void> {
    co_await go.task();
    there = event.senderFrame() != nullptr;
    EXPECT_TRUE(event.stopToken().stop_requested());
    EXPECT_NE(event.frameId(), 0u);
    done.resolve();
  });
  evaluateIn(child(), "transom.ipcRenderer.invoke('slow'); 1");
  evaluate("document.querySelector('iframe').remove()");
  ASSERT_TRUE(hasChildren(0));
  go.resolve();
  wait(done.task());
  EXPECT_EQ(there, false);
}

TEST_F(Frames, mayRemoveThemselvesInAListener) {
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  evaluateIn(child(),
             "transom.ipcRenderer.on('go', () => { frameElement.remove(); transom.ipcRenderer.send('late'); }); 1");
  child()->send("go");
  child()->send("go");
  EXPECT_TRUE(hasChildren(0));
  EXPECT_EQ(evaluate("6 * 7"), Value(42));
}

TEST_F(Frames, withoutScriptsAreThere) {
  open("<iframe src=/still></iframe>");
  ASSERT_TRUE(hasChildren(1));
  EXPECT_EQ(evaluateIn(child(), "document.body.textContent"), Value("no script at all"));
}

TEST_F(Frames, ofManyComeAndGoWithoutATrace) {
  open("");
  for (int i = 0; i < 20; ++i) {
    evaluate("document.body.innerHTML = '<iframe src=/child></iframe>'.repeat(10); 1");
    ASSERT_TRUE(runUntil([this] {
      const auto frames = main()->frames();
      return frames.size() == 10 && std::all_of(frames.begin(), frames.end(),
                                                [](const Frame& frame) { return frame->url().ends_with("/child"); });
    }));
  }
  evaluate("document.body.innerHTML = ''; 1");
  EXPECT_TRUE(hasChildren(0));
}

}  // namespace
}  // namespace transom::test
