// SPDX-License-Identifier: MIT
// Pages and frames that end at random moments, in every way: no question is left pending, neither main's nor one of a
// page that can still see it. TRANSOM_TEST_ENDS=1000 in the environment has it tried a thousand times.
#include "support/echo_test.h"

#include <csignal>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <stop_token>
#include <string>
#include <utility>

namespace transom::test {
namespace {

int endsToTry() {
  const char* const wanted = std::getenv("TRANSOM_TEST_ENDS");
  return wanted ? std::stoi(wanted) : 100;
}

class RandomEnds : public EchoTest {
 protected:
  RandomEnds() {
    ipcMain().handle("ask", [this](IpcMainInvokeEvent& event) {
      stops_.emplace(++lastFromPage_, event.stopToken());
      return answers_[lastFromPage_].task();
    });
    open();
  }

  void open() {
    window_ = std::make_unique<BrowserWindow>(app(), BrowserWindowOptions{.webPreferences = {.exposeIpcToPage = true}});
    load(*window_, url());
  }
  /// Two sites take turns, so that a load swaps the process as often as not.
  std::string url() {
    const std::string html = echoHtml(R"js(
      const ask = () => ipcRenderer.invoke('ask').then(ask, ask);
      for (let i = 0; i < 5; i++) ask();
      ipcRenderer.handle('answer', (event, n) => n % 3 === 0 ? new Promise(() => {}) : n % 3 === 1 ? n : ipcRenderer.invoke('ask').then(() => n));
    )js");
    const std::string path = "/" + std::to_string(random() % 4);
    server().serve(path, html);
    return server().url(random() % 2 == 0 ? "localhost" : "127.0.0.1", path);
  }
  unsigned random() { return static_cast<unsigned>(random_()); }
  WebContents& page() { return window_->webContents(); }

  /// Lets main and page ask each other for a while.
  void talk() {
    const int until = lastFromPage_ + static_cast<int>(random() % 20);
    ASSERT_TRUE(runUntil([&] {
      if (lastFromPage_ >= until) return true;
      if (random() % 4 == 0) askPage();
      answerOldest();
      return false;
    }));
    askPage();
  }
  void askPage() {
    const int number = ++lastFromMain_;
    asked_.insert(number);
    page().invoke("answer", number).then([this, number](const TaskResult<Value>&) { asked_.erase(number); });
  }
  void answerOldest() {
    if (answers_.empty()) return;
    const auto first = answers_.extract(answers_.begin());
    stops_.erase(first.key());
    first.mapped().resolve(1);
  }

  void endSomehow() {
    switch (random() % 5) {
      case 0:
        ASSERT_TRUE(causes(page(), "render-process-gone", [this] { kill(page().osProcessId(), SIGKILL); }));
        ASSERT_TRUE(causes(page(), "did-finish-load", [this] { page().reload(); }));
        break;
      case 1: load(*window_, url()); break;
      case 2:
        window_->close();
        open();
        break;
      default: ASSERT_TRUE(causes(page(), "did-finish-load", [this] { page().reload(); }));
    }
  }

  std::minstd_rand random_{20261122};
  std::unique_ptr<BrowserWindow> window_;
  std::map<int, std::stop_token> stops_;    // of the page's questions, unanswered
  std::map<int, TaskSource<int>> answers_;  // to these
  std::set<int> asked_;                     // main's questions without an answer
  int lastFromPage_ = 0;
  int lastFromMain_ = 0;
};

TEST_F(RandomEnds, ofPagesTellEveryHandlerAndLeaveNoQuestionOfMainPending) {
  const int ends = endsToTry();
  for (int end = 0; end < ends; ++end) {
    talk();
    // Kept unanswered until their page is gone.
    const auto stops = std::exchange(stops_, {});
    const auto unanswered = std::exchange(answers_, {});
    const std::set<int> asked = asked_;
    endSomehow();
    for (const auto& [number, stop] : stops) ASSERT_TRUE(stop.stop_requested()) << "after " << end << " ends";
    for (const int number : asked) ASSERT_FALSE(asked_.contains(number)) << "after " << end << " ends";
  }
  EXPECT_TRUE(isAlive(*window_));
}

/// The page around a frame holds the promises of that.
TEST_F(RandomEnds, ofFramesSettleEveryPromiseThatWasMadeThere) {
  ipcMain().handle("yield", [this](IpcMainInvokeEvent&) -> AsyncGenerator<int> {
    const int answer = co_await answers_[++lastFromPage_].task();
    co_yield answer;
  });
  server().serve("/frame", echoHtml());
  server().serve("/other", echoHtml());
  window_ = std::make_unique<BrowserWindow>(
      app(), BrowserWindowOptions{.webPreferences = {.exposeIpcToPage = true, .ipcInSubFrames = true}});
  runPage(*window_, R"js(
    const {ipcRenderer} = transom;
    const ends = [
      (frame) => frame.remove(),
      (frame) => { frame.src = '/other'; },
      (frame) => frame.contentWindow.location.reload(),
      () => { document.body.textContent = ''; },
      (frame, controller) => controller.abort(),
      () => ipcRenderer.send('answer'),
    ];
    globalThis.endOne = async (end, turns) => {
      const frame = document.createElement('iframe');
      frame.src = '/frame';
      const loaded = new Promise((resolve) => { frame.onload = resolve; });
      document.body.append(frame);
      await loaded;
      const ipc = frame.contentWindow.transom.ipcRenderer;
      const controller = new AbortController();
      const {signal} = controller;
      const asked = [ipc.invokeWithOptions('ask', {signal}), ipc.invokeWithOptions('ask', {signal, timeout: 1e6})];
      const stream = ipc.streamWithOptions('yield', {signal});
      asked.push(stream.next(), stream.next(), ipc.streamWithOptions('yield', {signal}).next());
      if (end < 4) asked.push(ipc.invoke('ask'), ipc.stream('yield').next());
      // Main may have heard of them or not.
      for (let turn = 0; turn < turns; turn++) await ipcRenderer.invoke('turn');
      ends[end](frame, controller);
      const settled = await Promise.allSettled(asked);
      frame.remove();
      return settled.map(({status}) => status[0]).join('');
    };
  )js");
  ipcMain().handle("turn", [](IpcMainInvokeEvent&) { return true; });
  ipcMain().on("answer", [this] {
    for (const auto& [number, answer] : std::exchange(answers_, {})) answer.resolve(1);
  });
  const int ends = endsToTry();
  for (int end = 0; end < ends; ++end) {
    const unsigned how = random() % 6;
    const std::string call = "endOne(" + std::to_string(how) + ", " + std::to_string(random() % 3) + ")";
    // A stream fails once; who asks it again hears that it is over.
    const std::string expected = how < 4 ? "rrrfrrr" : how == 4 ? "rrrfr" : "fffff";
    ASSERT_EQ(evaluate(*window_, call).asString(), expected) << "after " << end << " ends, by " << how;
  }
}

}  // namespace
}  // namespace transom::test
