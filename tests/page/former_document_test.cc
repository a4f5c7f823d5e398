// SPDX-License-Identifier: MIT
// Traffic in both directions while documents follow each other: nothing of one reaches the next.
#include "support/echo_test.h"
#include "support/temporary_directory.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace transom::test {
namespace {

constexpr int kGenerations = 6;
constexpr int kNews = 1000;

/// Each document asks for its number, counts up towards main, and reports every message that was sent to another one.
constexpr std::string_view kTrafficScript = R"js(
  const generation = ipcRenderer.sendSync('generation');
  ipcRenderer.on('news', (event, meantFor) => {
    if (meantFor !== generation) ipcRenderer.send('stray', meantFor, generation);
  });
  ipcRenderer.on('leave', (event, url) => { location.href = url; });
  let n = 0;
  const count = () => { for (let i = 0; i < 10; i++) ipcRenderer.send('count', generation, n++); };
  count();
  setInterval(count, 0);
  ipcRenderer.send('ready', generation);
)js";

class FormerDocument : public EchoTest {
 protected:
  FormerDocument() {
    ipcMain().on("generation", [this](IpcMainEvent& event) { event.returnValue = ++generation_; });
    ipcMain().on("stray", [this] { ++strays_; });
    ipcMain().on("count", [this](IpcMainEvent&, int generation, int n) {
      // Whole, in order, and none behind the first message of the next document.
      if (generation != generation_ || n != next_[generation]++) ++disorder_;
    });
  }

  /// Lets documents follow each other; each is sent messages right before and after `leave` was called for it.
  void runTraffic(const std::string& url, const std::function<void(int generation)>& leave) {
    bool over = false;
    ipcMain().on("ready", [&](IpcMainEvent&, int generation) {
      for (int i = 0; i < kNews; ++i) contents().send("news", generation);
      over = generation >= kGenerations;
      if (!over) leave(generation);
      for (int i = 0; i < kNews; ++i) contents().send("news", generation);
    });
    contents().loadURL(url).then([](const TaskResult<void>&) {});
    ASSERT_TRUE(runUntil([&over] { return over; }));
    EXPECT_TRUE(isAlive());
    EXPECT_EQ(generation_, kGenerations);
    EXPECT_EQ(strays_, 0);
    EXPECT_EQ(disorder_, 0);
  }

  void go(const std::string& url) {
    contents().loadURL(url).then([](const TaskResult<void>&) {});
  }

  std::string trafficPage() { return echoPage("/", kTrafficScript); }
  TemporaryDirectory files_;

 private:
  int generation_ = 0;
  int strays_ = 0;
  int disorder_ = 0;
  std::map<int, int> next_;
};

TEST_F(FormerDocument, nothingSentToItReachesTheNextOneAcrossReloads) {
  runTraffic(trafficPage(), [this](int) { contents().reload(); });
}

TEST_F(FormerDocument, nothingSentToItReachesTheNextOneAcrossLoadsOfTheSameSite) {
  const std::string url = trafficPage();
  runTraffic(url, [this, url](int generation) { go(url + "?" + std::to_string(generation)); });
}

TEST_F(FormerDocument, nothingSentToItReachesAnotherSite) {
  const std::vector<std::string> sites{trafficPage(), server().url("localhost", "/")};
  runTraffic(sites[0], [this, sites](int generation) { go(sites[static_cast<std::size_t>(generation % 2)]); });
}

TEST_F(FormerDocument, nothingSentToItReachesAFile) {
  const std::string file = "file://" + files_.write("page.html", echoHtml(kTrafficScript)).string();
  const std::vector<std::string> sites{trafficPage(), file};
  runTraffic(sites[0], [this, sites](int generation) { go(sites[static_cast<std::size_t>(generation % 2)]); });
}

TEST_F(FormerDocument, nothingSentToItReachesWhereItGoesItself) {
  openWindow({.webPreferences = {.exposeIpcToPage = true, .navigation = kEverywhere}});
  const std::vector<std::string> sites{trafficPage(), server().url("localhost", "/")};
  runTraffic(sites[0], [this, sites](int generation) {
    contents().send("leave", sites[static_cast<std::size_t>(generation % 2)]);
  });
}

TEST_F(FormerDocument, whatItSendsAsItGoesStillArrives) {
  std::vector<std::string> words;
  ipcMain().on("last-words", [&](IpcMainEvent& event, const std::string& text) {
    words.push_back(text);
    event.returnValue = "heard";
  });
  load(window(), echoPage("/", R"js(
    addEventListener('pagehide', () => {
      ipcRenderer.send('last-words', 'sent');
      ipcRenderer.send('last-words', ipcRenderer.sendSync('last-words', 'asked'));
    });
  )js"));
  ASSERT_TRUE(causes("did-finish-load", [this] { contents().reload(); }));
  EXPECT_EQ(words, (std::vector<std::string>{"sent", "asked", "heard"}));
}

TEST_F(FormerDocument, anAnswerThatComesTooLateIsSilent) {
  bool asked = false;
  SyncReply kept;
  ipcMain().on("ask", [&](IpcMainEvent& event) {
    kept = event.deferReply();
    asked = true;
  });
  load(window(), echoPage("/", "setTimeout(() => ipcRenderer.sendSync('ask'))"));
  ASSERT_TRUE(runUntil([&] { return asked; }));
  window().close();
  kept.send("too late");
  EXPECT_TRUE(log().empty());
}

TEST_F(FormerDocument, aReplyToAnEventGoesToNobodyElse) {
  int strays = 0;
  ipcMain().on("stray-reply", [&] { ++strays; });
  ipcMain().on("hello", [this](IpcMainEvent& event) {
    for (int i = 0; i < kNews; ++i) event.reply("answer");
    contents().reload();
    for (int i = 0; i < kNews; ++i) event.reply("answer");
  });
  const std::string script = R"js(
    let mine = false;
    ipcRenderer.on('answer', () => { if (!mine) ipcRenderer.send('stray-reply'); });
    if (!sessionStorage.asked) {
      sessionStorage.asked = mine = true;
      ipcRenderer.send('hello');
    } else {
      ipcRenderer.send('second');
    }
  )js";
  bool second = false;
  ipcMain().on("second", [&] { second = true; });
  load(window(), echoPage("/", script));
  ASSERT_TRUE(runUntil([&] { return second; }));
  EXPECT_TRUE(isAlive());
  EXPECT_EQ(strays, 0);
}

}  // namespace
}  // namespace transom::test
