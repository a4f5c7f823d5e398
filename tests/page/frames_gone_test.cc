// SPDX-License-Identifier: MIT
// Frames that go while somebody still has to do with them: nothing waits for ever, nothing reaches anybody else.
#include "support/frames_test.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace transom::test {
namespace {

/// The ways in which a child loses its document.
struct Way {
  const char* name;
  std::string script;  // in the page around it
};

class GoneFrames : public FramesTest {
 protected:
  std::vector<Way> ways() {
    return {{"removed", "document.querySelector('iframe').remove(); 1"},
            {"goes on", "document.querySelector('iframe').src = '/other'; 1"},
            {"goes to another site", "document.querySelector('iframe').src = '" + otherSite("/other") + "'; 1"},
            {"goes with the frame around it", "frames[0].location = '/other'; 1"}};
  }
  /// Asks the innermost frame, which then goes in each of the ways. @return how what was asked ended
  Texts askEachThatGoes(const std::function<Task<Value>(WebFrameMain&)>& ask) {
    Texts ends;
    open("");
    for (const Way& way : ways()) {
      evaluate("document.body.innerHTML = '<iframe src=/nest></iframe>'; 1");
      if (!runUntil([this] { return main()->framesInSubtree().size() == 3; })) return ends;
      const Frame frame = child()->frames().at(0);
      evaluateIn(frame, "transom.ipcRenderer.handle('wait', () => new Promise(() => {})); 1");
      const Task<Value> task = ask(*frame);
      evaluate(way.script);
      try {
        ends.push_back(std::string(way.name) + ": " + wait(task).inspect());
      } catch (const Error& error) {
        ends.push_back(std::string(way.name) + ": " + error.message());
      }
      evaluate("document.body.innerHTML = ''; 1");
      if (!hasChildren(0)) return ends;
    }
    return ends;
  }
  Texts allEndWith(const std::string& text) {
    Texts all;
    for (const Way& way : ways()) all.push_back(way.name + (": " + text));
    return all;
  }
};

TEST_F(GoneFrames, failTheScriptsThatTheyWereRunning) {
  const auto run = [](WebFrameMain& frame) { return frame.executeJavaScript("new Promise(() => {})"); };
  EXPECT_EQ(askEachThatGoes(run), allEndWith("The page is gone"));
}

TEST_F(GoneFrames, failTheQuestionsThatTheyWereAsked) {
  const auto ask = [](WebFrameMain& frame) { return frame.invoke("wait"); };
  EXPECT_EQ(askEachThatGoes(ask), allEndWith("The page is gone"));
}

TEST_F(GoneFrames, failWhatTheyAreAskedAfterwards) {
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  const Frame frame = child();
  evaluate("document.querySelector('iframe').remove()");
  ASSERT_TRUE(hasChildren(0));
  const auto failure = [this](const Task<Value>& task) -> std::string {
    try {
      return wait(task).inspect();
    } catch (const Error& error) {
      return error.message();
    }
  };
  EXPECT_EQ(failure(frame->executeJavaScript("1")), "The frame is gone");
  EXPECT_EQ(failure(frame->invoke("wait")), "The frame is gone");
}

TEST_F(GoneFrames, dropWhatTheyAreSentAndCloseItsPorts) {
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  const Frame frame = child();
  evaluate("document.querySelector('iframe').remove()");
  ASSERT_TRUE(hasChildren(0));
  MessageChannelMain channel(app());
  bool closed = false;
  channel.port1()->on("close", [&] { closed = true; });
  channel.port1()->start();
  frame->send("nobody", 1);
  frame->postMessage("nobody", 1, {channel.port2()});
  EXPECT_TRUE(runUntil([&] { return closed; }));
  EXPECT_TRUE(log().empty());
}

TEST_F(GoneFrames, areNoSendersAnyMore) {
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  bool heard = false;
  ipcMain().on("hello", [&](IpcMainEvent& event) {
    EXPECT_EQ(event.senderFrame(), child());
    window().close();
    EXPECT_EQ(event.senderFrame(), nullptr);
    EXPECT_NE(event.frameId(), 0u);
    event.reply("too late");
    event.sender().send("too late");
    heard = true;
  });
  child()->executeJavaScript("transom.ipcRenderer.send('hello')").then([](const TaskResult<Value>&) {});
  EXPECT_TRUE(runUntil([&] { return heard; }));
  EXPECT_TRUE(log().empty());
}

TEST_F(GoneFrames, haveNoPartInWhatTheirSuccessorSends) {
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  const Frame former = child();
  int calls = 0;
  former->ipc().on("hello", [&] { ++calls; });
  former->ipc().handle("ask", [] { return "the former"; });
  ipcMain().handle("ask", [] { return "the application"; });
  evaluate("document.body.innerHTML = '<iframe src=/child></iframe>'; 1");
  ASSERT_TRUE(runUntil([&] { return main()->frames().size() == 1 && child() != former; }));
  EXPECT_EQ(evaluateIn(child(), "transom.ipcRenderer.send('hello'); transom.ipcRenderer.invoke('ask')"),
            Value("the application"));
  EXPECT_EQ(calls, 0);
}

TEST_F(GoneFrames, throwWhereTheirScriptsStillSend) {
  ipcMain().on("late", [](IpcMainEvent& event) {
    ADD_FAILURE() << "was heard";
    event.returnValue = 1;
  });
  open("");
  const std::string late =
      "(async () => { const all = []; for (const how of ['send', 'sendSync', 'invoke', 'postMessage'])"
      "  try { await kept[how]('late'); all.push('sent'); } catch (error) { all.push(error.message); }"
      "  return [...new Set(all)].join(); })()";
  for (const Way& way : ways()) {
    SCOPED_TRACE(way.name);
    evaluate("document.body.innerHTML = '<iframe src=/nest></iframe>'; 1");
    ASSERT_TRUE(runUntil([this] { return main()->framesInSubtree().size() == 3; }));
    const Frame frame = way.script.starts_with("frames[0]") ? child()->frames().at(0) : child();
    const std::string url = frame->url();
    evaluate(std::string("globalThis.kept = frames[0]") + (frame == child() ? "" : ".frames[0]") +
             ".transom.ipcRenderer; 1");
    evaluate(way.script);
    ASSERT_TRUE(runUntil([&] { return frame->detached() || frame->url() != url; }));
    EXPECT_EQ(evaluate(late), Value("IPC method called after context was released"));
    evaluate("document.body.innerHTML = ''; 1");
    ASSERT_TRUE(hasChildren(0));
  }
}

TEST_F(GoneFrames, leaveNothingToTheDocumentThatFollows) {
  int own = 0;
  int strays = 0;
  ipcMain().on("own", [&] { ++own; });
  ipcMain().on("stray", [&] { ++strays; });
  page(
      "<!doctype html><script>const { ipcRenderer } = transom;"
      "ipcRenderer.on('news', (event, url) => ipcRenderer.send(url === location.href ? 'own' : 'stray'));</script>",
      "/news");
  open("<iframe src='/news?first'></iframe>");
  ASSERT_TRUE(hasChildren(1));
  const Frame frame = child();
  for (int i = 0; i < 20; ++i) {
    const std::string next = server().url(i % 2 == 0 ? "127.0.0.1" : "localhost", "/news?" + std::to_string(i));
    evaluate("document.querySelector('iframe').src = '" + next + "'; 1");
    ASSERT_TRUE(runUntil([&] {
      frame->send("news", frame->url());
      return frame->url() == next;
    }));
    ASSERT_TRUE(runUntil([&, before = own] { return own > before; }));
  }
  EXPECT_EQ(strays, 0);
}

TEST_F(GoneFrames, endTheStreamsThatTheyWereReading) {
  int ended = 0;
  int yielded = 0;
  ipcMain().handle("endless", [&](IpcMainInvokeEvent&) -> AsyncGenerator<int> {
    const std::shared_ptr<int> guard(&ended, [](int* count) { ++*count; });
    for (;;) co_yield ++yielded;
  });
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  const Frame frame = child();
  evaluateIn(frame, "(async () => { for await (const each of transom.ipcRenderer.stream('endless')); })(); 1");
  ASSERT_TRUE(runUntil([&] { return yielded > 100; }));
  evaluate("document.querySelector('iframe').remove()");
  EXPECT_TRUE(runUntil([&] { return ended == 1; }));
}

TEST_F(GoneFrames, areAnotherFrameWhenTheirElementComesBack) {
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  const Frame former = child();
  evaluate("globalThis.element = document.querySelector('iframe'); globalThis.kept = frames[0]; element.remove()");
  ASSERT_TRUE(hasChildren(0));
  evaluate("document.body.append(element)");
  ASSERT_TRUE(hasChildren(1));
  EXPECT_NE(child(), former);
  EXPECT_TRUE(former->detached());
  EXPECT_EQ(evaluateIn(child(), "name"), Value("child"));
}

TEST_F(GoneFrames, byTheHundredLeaveNothing) {
  constexpr std::size_t kCount = 300;
  std::vector<std::weak_ptr<WebFrameMain>> all;
  std::size_t heard = 0;
  ipcMain().on("hello", [&] { ++heard; });
  open("");
  for (std::size_t round = 1; round <= 3; ++round) {
    evaluate(
        "document.body.innerHTML = '<iframe></iframe>'.repeat(300);"
        "for (const each of document.querySelectorAll('iframe')) each.contentWindow.transom.ipcRenderer.send('hello');"
        "1");
    EXPECT_EQ(heard, round * kCount);
    ASSERT_EQ(main()->frames().size(), kCount);
    for (const Frame& frame : main()->frames()) all.emplace_back(frame);
    evaluate("document.body.innerHTML = ''; 1");
    ASSERT_TRUE(hasChildren(0));
  }
  EXPECT_TRUE(std::all_of(all.begin(), all.end(), [](const auto& frame) { return frame.expired(); }));
}

TEST_F(GoneFrames, endThePageThatHasMoreOfThemThanTheLimitSays) {
  restart({.limits = {.maxDocuments = 20}});
  open("");
  std::string why;
  contents().on("render-process-gone", [&](WebContentsEvent&, const std::string& reason, const std::string& text) {
    why = reason + ": " + text;
  });
  evaluate(
      "document.body.innerHTML = '<iframe></iframe>'.repeat(19); for (const each of "
      "document.querySelectorAll('iframe')) each.contentWindow.name; 1");
  EXPECT_EQ(main()->frames().size(), 19u);
  contents()
      .executeJavaScript("document.body.append(document.createElement('iframe')); frames[19].name")
      .then([](const TaskResult<Value>&) {});
  EXPECT_TRUE(runUntil([&] { return !why.empty(); }));
  EXPECT_EQ(why, "protocol-violation: too many documents are open");
  EXPECT_TRUE(main()->frames().empty());
}

}  // namespace
}  // namespace transom::test
