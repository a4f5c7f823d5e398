// SPDX-License-Identifier: MIT
// What other threads may do: post() and sender(), in order, whatever happens to pages meanwhile. All else throws.
#include "support/echo_test.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace transom::test {
namespace {

constexpr int kThreads = 8;
constexpr int kMessages = 500;

class Threads : public EchoTest {
 protected:
  ~Threads() override { stop(); }

  /// Starts kThreads threads, each with its number.
  void start(const std::function<void(int thread)>& body) {
    for (int i = 0; i < kThreads; ++i) threads_.emplace_back(body, i);
  }
  /// The same, each for ever until stop().
  void startLoops(const std::function<void(int thread)>& body) {
    start([this, body](int thread) {
      while (!stopping_) body(thread);
    });
  }
  void stop() {
    stopping_ = true;
    for (std::thread& thread : std::exchange(threads_, {})) thread.join();
  }

 private:
  std::vector<std::thread> threads_;
  std::atomic<bool> stopping_ = false;
};

TEST_F(Threads, whatEachOfThemPostsRunsOnTheMainThreadInItsOrder) {
  const auto mainThread = std::this_thread::get_id();
  std::map<int, int> next;
  int ran = 0;
  bool wrong = false;
  start([&](int thread) {
    for (int i = 0; i < kMessages; ++i) {
      app().post([&, thread, i] {
        wrong = wrong || std::this_thread::get_id() != mainThread || next[thread]++ != i;
        ++ran;
      });
    }
  });
  EXPECT_TRUE(runUntil([&] { return ran == kThreads * kMessages; }));
  EXPECT_FALSE(wrong);
}

TEST_F(Threads, whatIsPostedRunsInsideOfRun) {
  start([this](int thread) {
    app().post([this, thread] {
      if (thread == 0) app().exit(7);
    });
  });
  EXPECT_EQ(app().run(), 7);
}

TEST_F(Threads, mayPostWhatThrowsWhichIsLogged) {
  app().post([] { throw Error("RangeError", "too far"); });
  bool next = false;
  app().post([&next] { next = true; });
  ASSERT_TRUE(runUntil([&next] { return next; }));
  EXPECT_TRUE(logged("Unhandled error in a posted task: RangeError: too far"));
}

TEST_F(Threads, whatEachOfThemSendsArrivesInItsOrder) {
  load(window(), echoPage("/", R"js(
    globalThis.next = {};
    globalThis.wrong = 0;
    let all = 0;
    ipcRenderer.on('count', (event, thread, i, total) => {
      if (i !== (next[thread] ?? 0)) wrong++;
      next[thread] = i + 1;
      if (++all === total) ipcRenderer.send('all');
    });
  )js"));
  bool all = false;
  ipcMain().on("all", [&] { all = true; });
  const ContentsSender sender = contents().sender();
  start([sender](int thread) {
    for (int i = 0; i < kMessages; ++i) sender.send("count", thread, i, kThreads * kMessages);
  });
  EXPECT_TRUE(runUntil([&] { return all; }));
  EXPECT_EQ(evaluate("wrong"), Value(0));
}

TEST_F(Threads, mayGoOnSendingWhileThePageReloads) {
  load(window(), echoPage());
  const ContentsSender sender = contents().sender();
  std::atomic<int> underWay = 0;
  startLoops([&, sender](int thread) {
    if (underWay >= 1000) return std::this_thread::yield();  // else the pages would only ever see what waits for them
    ++underWay;
    sender.send("nobody-listens", thread, std::string(1000, 'x'));
    app().post([&underWay] { --underWay; });
  });
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(causes("did-finish-load", [this] { contents().reload(); }));
  stop();
  EXPECT_TRUE(isAlive());
  EXPECT_TRUE(runUntil([&] { return underWay == 0; }));
}

TEST_F(Threads, mayGoOnSendingWhileWindowsOpenAndClose) {
  const std::string url = echoPage();
  for (int i = 0; i < 3; ++i) {
    auto window = std::make_unique<BrowserWindow>(app(), BrowserWindowOptions{});
    const ContentsSender sender = window->webContents().sender();
    start([sender](int thread) {
      for (int k = 0; k < kMessages; ++k) sender.send("nobody-listens", thread);
    });
    load(*window, url);
    window.reset();
    stop();
  }
}

TEST_F(Threads, mayGoOnSendingAndPostingAfterTheApplicationIsGone) {
  load(window(), echoPage());
  const ContentsSender sender = contents().sender();
  std::atomic<int> sent = 0;
  startLoops([sender, &sent](int thread) {
    sender.send("nobody-is-there", thread);
    ++sent;
  });
  restart();
  const int before = sent;
  while (sent < before + 1000) std::this_thread::yield();
  stop();
  sender.send("nobody-is-there");
}

TEST_F(Threads, sendingSaysWhenAMessageIsTooLarge) {
  restart({.limits = {.maxMessageBytes = 1000}});
  const ContentsSender sender = contents().sender();
  std::string name;
  std::thread([&] {
    try {
      sender.send("large", std::string(2000, 'x'));
    } catch (const Error& error) {
      name = error.name();
    }
  }).join();
  EXPECT_EQ(name, "RangeError");
}

TEST_F(Threads, everyOtherCallFromThemThrowsALogicError) {
  load(window(), echoPage());
  const std::map<std::string, std::function<void()>> calls{
      {"WebContents::send", [this] { contents().send("x"); }},
      {"WebContents::loadURL", [this] { contents().loadURL("about:blank"); }},
      {"WebContents::loadFile", [this] { contents().loadFile("x.html"); }},
      {"WebContents::reload", [this] { contents().reload(); }},
      {"WebContents::stop", [this] { contents().stop(); }},
      {"WebContents::url", [this] { static_cast<void>(contents().url()); }},
      {"WebContents::title", [this] { static_cast<void>(contents().title()); }},
      {"WebContents::executeJavaScript", [this] { contents().executeJavaScript("1"); }},
      {"WebContents::isDestroyed", [this] { static_cast<void>(contents().isDestroyed()); }},
      {"WebContents::close", [this] { contents().close(); }},
      {"WebContents::openDevTools", [this] { contents().openDevTools(); }},
      {"BrowserWindow", [this] { BrowserWindow(app(), {}); }},
      {"BrowserWindow::show", [this] { window().show(); }},
      {"BrowserWindow::setTitle", [this] { window().setTitle("x"); }},
      {"BrowserWindow::size", [this] { static_cast<void>(window().size()); }},
      {"BrowserWindow::close", [this] { window().close(); }},
      {"BrowserWindow::destroy", [this] { window().destroy(); }},
      {"App::run", [this] { app().run(); }},
      {"App::quit", [this] { app().quit(); }},
      {"App::exit", [this] { app().exit(1); }},
      {"App::delay", [this] { static_cast<void>(app().delay(std::chrono::milliseconds(1))); }},
  };
  std::vector<std::string> silent;
  std::thread([&] {
    for (const auto& [name, call] : calls) {
      try {
        call();
        silent.push_back(name);
      } catch (const std::logic_error&) {
      }
    }
  }).join();
  EXPECT_EQ(silent, std::vector<std::string>{});
  EXPECT_TRUE(isAlive());
}

}  // namespace
}  // namespace transom::test
