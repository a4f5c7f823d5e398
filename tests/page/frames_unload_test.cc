// SPDX-License-Identifier: MIT
// Frames whose documents unload: what their last scripts send is heard, from a frame that is detached already.
#include "support/frames_test.h"
#include "support/temporary_directory.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace transom::test {
namespace {

class UnloadingFrames : public FramesTest {
 protected:
  UnloadingFrames() {
    page(pageOf("inner"), "/inner");
    page(pageOf("middle") + "<iframe src=/inner></iframe>", "/middle");
    page(pageOf("outer") + "<iframe src=/middle></iframe>", "/outer");
    ipcMain().on("words", [this](IpcMainEvent& event, const std::string& text) {
      senders_.push_back(event.senderFrame());
      heard_.push_back(text + (senders_.back() ? (senders_.back()->detached() ? " detached" : " there") : " gone"));
      event.returnValue = "answer";
    });
  }

  /// A script that says when it begins and when its document unloads.
  static std::string lastWords(const std::string& who,
                               const std::string& modules = "globalThis.transom ?? parent.transom") {
    return "(({ ipcRenderer }) => {"
           "const say = (how, what) => ipcRenderer[how]('words', '" +
           who +
           " ' + what);"
           "say('send', 'begin');"
           "addEventListener('pagehide', () => say('send', 'pagehide'));"
           "addEventListener('unload', () => say('send', say('sendSync', 'unload')));"
           "})(" +
           modules + ");";
  }
  static std::string pageOf(const std::string& who) { return "<!doctype html><script>" + lastWords(who) + "</script>"; }
  /// What a frame says that unloads.
  static Texts wordsOf(const std::string& who) {
    return {who + " begin there", who + " pagehide detached", who + " unload detached", who + " answer detached"};
  }
  bool hears(std::size_t count) {
    return runUntil([this, count] { return heard_.size() >= count; });
  }

  Texts heard_;
  std::vector<Frame> senders_;
};

TEST_F(UnloadingFrames, areDetachedWhileTheirLastWordsAreHeardWhenTheyAreRemoved) {
  open("<iframe src=/inner></iframe>");
  ASSERT_TRUE(hasChildren(1));
  const Frame frame = child();
  evaluate("document.querySelector('iframe').remove()");
  ASSERT_TRUE(hasChildren(0));
  EXPECT_EQ(heard_, wordsOf("inner"));
  EXPECT_EQ(senders_, std::vector<Frame>(4, frame));
  EXPECT_TRUE(frame->detached());
  EXPECT_EQ(frame->parent(), nullptr);
}

TEST_F(UnloadingFrames, areDetachedAlsoWhereThePageHasOpenedTheirDocumentItself) {
  open("<iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(1));
  evaluate("const opened = document.querySelector('iframe').contentDocument; opened.open(); opened.write('<p>x'); 1");
  evaluateIn(child(), lastWords("opened"));
  evaluate("document.querySelector('iframe').remove()");
  ASSERT_TRUE(hasChildren(0));
  EXPECT_EQ(heard_, wordsOf("opened"));
}

TEST_F(UnloadingFrames, areThereAgainOnceTheyShowAnotherDocument) {
  open("<iframe src=/inner></iframe>");
  ASSERT_TRUE(hasChildren(1));
  const Frame frame = child();
  Texts expected = wordsOf("inner");
  const Texts words = expected;
  for (const std::string& next :
       {server().url("127.0.0.1", "/inner?again"), otherSite("/inner"), otherSite("/other")}) {
    evaluate("document.querySelector('iframe').src = '" + next + "'; 1");
    if (next != otherSite("/other")) expected.insert(expected.end(), words.begin(), words.end());
    const std::size_t soFar = next == otherSite("/other") ? expected.size() : expected.size() - 3;
    ASSERT_TRUE(runUntil([&] { return frame->url() == next && heard_.size() == soFar; }));
    EXPECT_FALSE(frame->detached());
    EXPECT_EQ(child(), frame);
  }
  EXPECT_EQ(heard_, expected);
  EXPECT_EQ(senders_, std::vector<Frame>(expected.size(), frame));
}

TEST_F(UnloadingFrames, ofAPageThatGoesOnAreHeardFromTheOutsideIn) {
  open("<iframe src=/outer></iframe>");
  ASSERT_TRUE(runUntil([this] { return main()->framesInSubtree().size() == 4 && heard_.size() == 3; }));
  const std::vector<Frame> frames = main()->framesInSubtree();
  heard_.clear();
  load(window(), server().url("127.0.0.1", "/other"));
  Texts expected;
  for (const std::string who : {"outer", "middle", "inner"}) {
    const Texts words = wordsOf(who);
    expected.insert(expected.end(), words.begin() + 1, words.end());
  }
  EXPECT_EQ(heard_, expected);
  EXPECT_EQ(main(), frames[0]);
  EXPECT_FALSE(main()->detached());
  for (std::size_t i = 1; i < frames.size(); ++i) EXPECT_TRUE(frames[i]->detached()) << i;
}

TEST_F(UnloadingFrames, mayBeTheMainFrame) {
  load(window(), server().url("127.0.0.1", "/outer"));
  const Frame frame = main();
  heard_.clear();
  contents().reload();
  ASSERT_TRUE(runUntil([this] { return std::count(heard_.begin(), heard_.end(), "outer begin there") == 1; }));
  const Texts words = wordsOf("outer");
  for (std::size_t i = 1; i < words.size(); ++i) EXPECT_EQ(std::count(heard_.begin(), heard_.end(), words[i]), 1) << i;
  EXPECT_EQ(main(), frame);
  EXPECT_FALSE(frame->detached());
}

TEST_F(UnloadingFrames, areDetachedForTheirPreloadScriptToo) {
  const TemporaryDirectory files;
  const auto preload = files.write("preload.js", lastWords("preload", "require('electron')"));
  BrowserWindow& opened =
      openWindow({.webPreferences = {.preload = preload, .ipcInSubFrames = true, .navigation = kEverywhere}});
  load(opened, server().url("127.0.0.1", "/other"));
  load(opened, server().url("127.0.0.1", "/child"));
  heard_.resize(4);  // the next document has begun to speak
  EXPECT_EQ(heard_, wordsOf("preload"));
}

TEST_F(UnloadingFrames, areDetachedAlsoIfTheyHaveNoIpc) {
  open("<iframe src=/inner></iframe>", false);
  ASSERT_TRUE(hasChildren(1));
  std::optional<bool> detached;
  const Frame frame = child();
  ipcMain().removeAllListeners("words");
  ipcMain().on("words", [&](IpcMainEvent& event) {
    EXPECT_EQ(event.senderFrame(), main());
    if (!detached) detached = frame->detached();
    event.returnValue = 1;
  });
  evaluate("document.querySelector('iframe').remove()");
  ASSERT_TRUE(hasChildren(0));
  EXPECT_EQ(detached, true);
}

TEST_F(UnloadingFrames, areNoneWhereAScriptOnlySaysSo) {
  open("<iframe src=/inner></iframe>");
  ASSERT_TRUE(hasChildren(1));
  evaluateIn(child(), "dispatchEvent(new Event('pagehide')); dispatchEvent(new PageTransitionEvent('pagehide')); 1");
  EXPECT_EQ(heard_, (Texts{"inner begin there", "inner pagehide there", "inner pagehide there"}));
  EXPECT_FALSE(child()->detached());
}

TEST_F(UnloadingFrames, areDetachedInAPageThatPatchesEverything) {
  page(
      "<!doctype html><script>"
      "EventTarget.prototype.addEventListener = EventTarget.prototype.dispatchEvent = () => {};"
      "Event.prototype.stopImmediatePropagation = Array.prototype.push = Reflect.apply = () => {};"
      "globalThis.onpagehide = () => transom.ipcRenderer.send('words', 'patched');"
      "</script>",
      "/patched");
  open("<iframe src=/patched></iframe>");
  ASSERT_TRUE(hasChildren(1));
  evaluate("document.querySelector('iframe').remove()");
  ASSERT_TRUE(hasChildren(0));
  EXPECT_EQ(heard_, Texts{"patched detached"});
}

TEST_F(UnloadingFrames, areOnlyDetachedThemselves) {
  open("<iframe src=/inner></iframe><iframe src=/child></iframe>");
  ASSERT_TRUE(hasChildren(2));
  std::optional<bool> others;
  ipcMain().on("words", [&](IpcMainEvent& event, const std::string& text) {
    if (!text.ends_with("pagehide")) return;
    others = main()->detached();
    for (const Frame& frame : main()->frames()) {
      if (frame != event.senderFrame()) others = *others || frame->detached();
    }
  });
  evaluate("document.querySelector('iframe').remove()");
  ASSERT_TRUE(hasChildren(1));
  EXPECT_EQ(others, false);
}

TEST_F(UnloadingFrames, dropWhatTheyAreSentAndAnsweredInSilence) {
  Frame frame;
  ipcMain().on("words", [&](IpcMainEvent& event, const std::string& text) {
    if (!text.ends_with("pagehide")) return;
    frame = event.senderFrame();
    event.reply("stray");
    frame->send("stray");
    frame->postMessage("stray", 1);
  });
  open("<iframe src=/inner></iframe>");
  ASSERT_TRUE(hasChildren(1));
  evaluate(
      "globalThis.strays = 0; for (const each of [transom, frames[0].transom])"
      "  each.ipcRenderer.on('stray', () => ++strays); 1");
  evaluate("document.querySelector('iframe').remove()");
  ASSERT_TRUE(hasChildren(0));
  ASSERT_TRUE(frame);
  EXPECT_EQ(evaluate("strays"), Value(0));
  EXPECT_TRUE(log().empty());
}

}  // namespace
}  // namespace transom::test
