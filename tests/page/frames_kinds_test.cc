// SPDX-License-Identifier: MIT
// What frames show, and that each of them is a sender of its own: of the same site and another, blank, written by the
// page, shut in, three deep.
#include "support/frames_test.h"
#include "support/temporary_directory.h"

#include <algorithm>
#include <string>
#include <vector>

namespace transom::test {
namespace {

class KindsOfFrames : public FramesTest {
 protected:
  KindsOfFrames() {
    page(kHello, "/hello");
    ipcMain().on("hello", [this](IpcMainEvent& event) {
      const Frame frame = event.senderFrame();
      ASSERT_TRUE(frame);
      heard_.push_back(frame->url() + " of " + frame->origin());
      event.reply("answer", frame->url());
      event.returnValue = frame->url();
    });
  }

  std::string site(std::string_view host) { return server().url(host, ""); }
  Texts heardSorted() {
    std::sort(heard_.begin(), heard_.end());
    return heard_;
  }
  bool hears(std::size_t count) {
    return runUntil([this, count] { return heard_.size() >= count; });
  }

  /// Asks who it is, and notes the answers to it.
  static constexpr const char* kHello =
      "<!doctype html><script>globalThis.answers = []; transom.ipcRenderer.on('answer', (event, url) => "
      "answers.push(url));"
      "globalThis.asked = transom.ipcRenderer.sendSync('hello');</script>";
  Texts heard_;
};

TEST_F(KindsOfFrames, ofTheSameSiteAndAnotherAreSendersOfTheirOwnSite) {
  open("<iframe src=/hello></iframe><iframe src='" + otherSite("/hello") + "'></iframe>");
  ASSERT_TRUE(hears(2));
  Texts expected{site("127.0.0.1") + "/hello of " + site("127.0.0.1"),
                 site("localhost") + "/hello of " + site("localhost")};
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(heardSorted(), expected);
}

TEST_F(KindsOfFrames, threeDeepAreEachAskedAndAnsweredAlone) {
  page(std::string(kHello) + "<iframe src='" + otherSite("/middle") + "'></iframe>", "/outer");
  page(std::string(kHello) + "<iframe src='" + site("127.0.0.1") + "/hello'></iframe>", "/middle");
  open("<iframe src=/outer></iframe>");
  ASSERT_TRUE(hears(3));
  EXPECT_EQ(heard_, (Texts{site("127.0.0.1") + "/outer of " + site("127.0.0.1"),
                           site("localhost") + "/middle of " + site("localhost"),
                           site("127.0.0.1") + "/hello of " + site("127.0.0.1")}));
  const std::vector<Frame> frames = main()->framesInSubtree();
  ASSERT_EQ(frames.size(), 4u);
  for (std::size_t i = 1; i < frames.size(); ++i) {
    EXPECT_EQ(frames[i]->parent(), frames[i - 1]);
    EXPECT_EQ(frames[i]->top(), main());
    EXPECT_EQ(evaluateIn(frames[i], "asked + ' ' + answers.join()"), Value(frames[i]->url() + " " + frames[i]->url()));
  }
}

TEST_F(KindsOfFrames, writtenByThePageHaveItsOriginAndIpc) {
  open("<iframe srcdoc=\"" + std::string(kHello) + "\"></iframe>");
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(heard_, Texts{"about:srcdoc of " + main()->origin()});
  EXPECT_EQ(evaluateIn(child(), "answers.join()"), Value("about:srcdoc"));
}

TEST_F(KindsOfFrames, thatAreBlankHaveTheOriginOfThePageAndIpcAsSoonAsScriptsLookAtThem) {
  open("<iframe></iframe><iframe src='about:blank'></iframe>");
  EXPECT_EQ(evaluate("[0, 1].map((i) => frames[i].transom.ipcRenderer.sendSync('hello')).join()"),
            Value("about:blank,about:blank"));
  EXPECT_EQ(heard_, Texts(2, "about:blank of " + main()->origin()));
  ASSERT_EQ(main()->frames().size(), 2u);
  EXPECT_NE(child(0)->frameId(), child(1)->frameId());
}

TEST_F(KindsOfFrames, madeByScriptHaveIpcInTheSameLine) {
  open("");
  EXPECT_EQ(evaluate("const made = document.createElement('iframe'); document.body.append(made);"
                     "const said = made.contentWindow.transom.ipcRenderer.sendSync('hello'); made.remove(); said"),
            Value("about:blank"));
  EXPECT_EQ(heard_, Texts{"about:blank of " + main()->origin()});
  EXPECT_TRUE(hasChildren(0));
}

TEST_F(KindsOfFrames, inASandboxAreSendersWithoutAnOrigin) {
  open("<iframe sandbox=allow-scripts src=/hello></iframe>");
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(heard_, Texts{site("127.0.0.1") + "/hello of null"});
  EXPECT_EQ(evaluateIn(child(), "answers.join()"), Value(site("127.0.0.1") + "/hello"));
}

TEST_F(KindsOfFrames, ofDataHaveNoOrigin) {
  std::string data = kHello;
  open("");
  evaluate("const made = document.createElement('iframe'); made.src = 'data:text/html,' + encodeURIComponent(" +
           Value(data).inspect() + "); document.body.append(made); 1");
  ASSERT_TRUE(hears(1));
  EXPECT_TRUE(heard_.front().starts_with("data:text/html,"));
  EXPECT_TRUE(heard_.front().ends_with(" of null"));
}

TEST_F(KindsOfFrames, whoseScriptsTheSandboxForbidsSayNothing) {
  open("<iframe sandbox src=/hello></iframe><iframe src=/hello></iframe>");
  ASSERT_TRUE(hears(1));
  EXPECT_EQ(heard_, Texts{site("127.0.0.1") + "/hello of " + site("127.0.0.1")});
  EXPECT_EQ(main()->frames().size(), 1U);
}

TEST_F(KindsOfFrames, haveEachTheirOwnPreloadScriptAndWorld) {
  const TemporaryDirectory files;
  const auto preload = files.write("preload.js",
                                   "const {ipcRenderer, contextBridge} = require('electron');"
                                   "let calls = 0;"
                                   "contextBridge.exposeInMainWorld('api', {"
                                   "  who: () => ipcRenderer.sendSync('hello'), count: () => ++calls});");
  BrowserWindow& opened =
      openWindow({.webPreferences = {.preload = preload, .ipcInSubFrames = true, .navigation = kEverywhere}});
  page("<!doctype html><script></script><iframe src=/child></iframe><iframe src='" + otherSite("/child") +
           "'></iframe>" +
           "<iframe srcdoc='<script></script>'></iframe><iframe sandbox=allow-scripts src=/child></iframe>",
       "/around");
  load(opened, site("127.0.0.1") + "/around");
  ASSERT_TRUE(hasChildren(4));
  for (const Frame& frame : main()->framesInSubtree()) {
    EXPECT_EQ(evaluateIn(frame, "api.who() + ' ' + api.count() + typeof require"), Value(frame->url() + " 1undefined"));
    EXPECT_EQ(heard_.back(), frame->url() + " of " + frame->origin());
  }
}

TEST_F(KindsOfFrames, sendEachInAnOrderOfTheirOwn) {
  constexpr int kCount = 300;
  std::vector<int> next(3, 0);
  ipcMain().on("count", [&](IpcMainEvent& event, std::size_t who, int n) {
    EXPECT_EQ(next.at(who)++, n) << who;
    EXPECT_TRUE(event.senderFrame()->url().ends_with("?" + std::to_string(who)));
    event.returnValue = n;
  });
  page(
      "<!doctype html><script>const who = Number(location.search.slice(1));"
      "for (let n = 0; n < 300; ++n) transom.ipcRenderer[n % 7 ? 'send' : 'sendSync']('count', who, n);</script>",
      "/count");
  open("<iframe src='/count?0'></iframe><iframe src='" + otherSite("/count?1") +
       "'></iframe><iframe src='/count?2'></iframe>");
  EXPECT_TRUE(runUntil([&] { return next == std::vector<int>(3, kCount); }));
}

}  // namespace
}  // namespace transom::test
