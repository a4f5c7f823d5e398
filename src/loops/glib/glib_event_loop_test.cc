// SPDX-License-Identifier: MIT
#include "loops/glib/glib_event_loop.h"

#include "base/file_descriptor.h"

#include <glib.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace transom {
namespace {

using std::chrono::milliseconds;

class GlibEventLoopTest : public testing::Test {
 protected:
  GlibEventLoopTest() : context_(g_main_context_new()) { loop_.emplace(context_); }
  ~GlibEventLoopTest() override {
    loop_.reset();
    g_main_context_unref(context_);
  }

  void runUntil(const std::function<bool()>& done) {
    while (!done()) g_main_context_iteration(context_, TRUE);
  }
  void runWhatIsReady() {
    while (g_main_context_iteration(context_, FALSE)) {
    }
  }

  static std::array<FileDescriptor, 2> socketPair() {
    int ends[2] = {-1, -1};
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends), 0);
    return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
  }

  GMainContext* context_;
  std::optional<GlibEventLoop> loop_;
};

TEST_F(GlibEventLoopTest, runsPostedTasksInOrderAndLater) {
  std::vector<int> ran;
  for (int i = 0; i < 1000; ++i) loop_->post([&ran, i] { ran.push_back(i); });
  EXPECT_TRUE(ran.empty());
  runUntil([&] { return ran.size() == 1000; });
  EXPECT_TRUE(std::is_sorted(ran.begin(), ran.end()));
}

TEST_F(GlibEventLoopTest, runsTasksOfManyThreadsEachInItsOrder) {
  constexpr int kThreads = 4;
  constexpr int kTasks = 5000;
  std::array<int, kThreads> next{};
  int ran = 0;
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kTasks; ++i) {
        loop_->post([&, thread, i] {
          EXPECT_TRUE(loop_->isLoopThread());
          EXPECT_EQ(next[thread]++, i);
          ++ran;
        });
      }
    });
  }
  runUntil([&] { return ran == kThreads * kTasks; });
  for (auto& thread : threads) thread.join();
}

TEST_F(GlibEventLoopTest, knowsItsThread) {
  EXPECT_TRUE(loop_->isLoopThread());
  bool inOther = true;
  std::thread([&] { inOther = loop_->isLoopThread(); }).join();
  EXPECT_FALSE(inOther);
}

TEST_F(GlibEventLoopTest, isNotStarvedByATaskThatPostsItself) {
  bool timerRan = false;
  std::function<void()> again = [&] {
    if (!timerRan) loop_->post(again);
  };
  again();
  const auto timer = loop_->callAfter(milliseconds(0), [&] { timerRan = true; });
  runUntil([&] { return timerRan; });
}

TEST_F(GlibEventLoopTest, letsTheWindowPaintUnderAFlood) {
  // GTK's redraw runs at this priority; a descriptor that is always ready must not outrank it.
  auto ends = socketPair();
  bool painted = false;
  GSource* redraw = g_idle_source_new();
  g_source_set_priority(redraw, G_PRIORITY_HIGH_IDLE + 20);
  g_source_set_callback(
      redraw,
      [](gpointer done) -> gboolean {
        *static_cast<bool*>(done) = true;
        return G_SOURCE_REMOVE;
      },
      &painted, nullptr);
  ASSERT_EQ(write(ends[1].get(), "x", 1), 1);  // never read: always ready
  int turns = 0;
  const auto watch = loop_->watch(ends[0].get(), [&](EventLoop::Readiness) { ++turns; });
  g_source_attach(redraw, context_);
  runUntil([&] { return painted && turns > 0; });
  g_source_unref(redraw);
}

TEST_F(GlibEventLoopTest, runsTasksThatWaitBehindOneThatRunsTheLoop) {
  bool second = false;
  bool firstDone = false;
  loop_->post([&] {
    runUntil([&] { return second; });  // a modal dialog
    firstDone = true;
  });
  loop_->post([&] { second = true; });
  runUntil([&] { return firstDone; });
}

TEST_F(GlibEventLoopTest, dropsPostedTasksWithTheLoop) {
  auto resource = std::make_shared<int>(0);
  bool ran = false;
  loop_->post([&ran, resource] { ran = true; });
  loop_.reset();
  EXPECT_EQ(resource.use_count(), 1);
  runWhatIsReady();
  EXPECT_FALSE(ran);
}

TEST_F(GlibEventLoopTest, mayBeDestroyedByATask) {
  int ran = 0;
  loop_->post([&] {
    ++ran;
    loop_.reset();
  });
  loop_->post([&] { ++ran; });
  runWhatIsReady();
  EXPECT_EQ(ran, 1);
}

TEST_F(GlibEventLoopTest, callsBackOnceAfterADelay) {
  int calls = 0;
  const auto timer = loop_->callAfter(milliseconds(1), [&] { ++calls; });
  runUntil([&] { return calls > 0; });
  runWhatIsReady();
  EXPECT_EQ(calls, 1);
}

TEST_F(GlibEventLoopTest, waitsForAsLongAsItIsToldHoweverLongThatIs) {
  constexpr std::chrono::hours kDelay(24 * 365);
  const auto timer = loop_->callAfter(kDelay, [] {});
  const auto longest = loop_->callAfter(milliseconds::max(), [] {});
  bool ran = false;
  const auto now = loop_->callAfter(milliseconds::min(), [&] { ran = true; });
  runUntil([&] { return ran; });
  std::vector<gint64> due;
  for (guint id = 1; id <= 10; ++id) {
    GSource* const source = g_main_context_find_source_by_id(context_, id);
    if (source && g_source_get_ready_time(source) >= 0) due.push_back(g_source_get_ready_time(source));
  }
  ASSERT_EQ(due.size(), 2U);
  EXPECT_GT(due[0], g_get_monotonic_time() + std::chrono::microseconds(kDelay - std::chrono::hours(1)).count());
  EXPECT_GT(due[1], due[0]);
}

TEST_F(GlibEventLoopTest, forgetsATimerThatIsDestroyed) {
  bool ran = false;
  {
    const auto timer = loop_->callAfter(milliseconds(0), [&] { ran = true; });
  }
  bool later = false;
  const auto timer = loop_->callAfter(milliseconds(1), [&] { later = true; });
  runUntil([&] { return later; });
  EXPECT_FALSE(ran);
}

TEST_F(GlibEventLoopTest, letsATimerEndItself) {
  auto resource = std::make_shared<int>(0);
  std::unique_ptr<EventLoop::Registration> timer;
  timer = loop_->callAfter(milliseconds(0), [&timer, resource] {
    timer.reset();
    EXPECT_EQ(resource.use_count(), 2);  // what runs is still there
  });
  runUntil([&] { return timer == nullptr; });
  runWhatIsReady();
  EXPECT_EQ(resource.use_count(), 1);
}

TEST_F(GlibEventLoopTest, reportsWhatADescriptorIsWatchedFor) {
  auto ends = socketPair();
  EventLoop::Readiness last;
  int calls = 0;
  const auto watch = loop_->watch(ends[0].get(), [&](EventLoop::Readiness readiness) {
    last = readiness;
    ++calls;
  });
  g_main_context_iteration(context_, FALSE);
  EXPECT_EQ(calls, 0);
  watch->setInterest(true, true);
  runUntil([&] { return calls == 1; });
  EXPECT_TRUE(last.writable);
  EXPECT_FALSE(last.readable);
  watch->setInterest(true, false);
  ASSERT_EQ(write(ends[1].get(), "x", 1), 1);
  runUntil([&] { return calls == 2; });
  EXPECT_TRUE(last.readable);
  EXPECT_FALSE(last.writable);
}

TEST_F(GlibEventLoopTest, alwaysReportsHangUpAsReadable) {
  auto ends = socketPair();
  EventLoop::Readiness last;
  const auto watch = loop_->watch(ends[0].get(), [&](EventLoop::Readiness readiness) { last = readiness; });
  watch->setInterest(false, false);
  ends[1].reset();
  runUntil([&] { return last.readable; });
}

TEST_F(GlibEventLoopTest, doesNotCallAWatchInsideItself) {
  auto ends = socketPair();
  ASSERT_EQ(write(ends[1].get(), "x", 1), 1);  // never read: always ready
  int depth = 0;
  int calls = 0;
  const auto watch = loop_->watch(ends[0].get(), [&](EventLoop::Readiness) {
    EXPECT_EQ(depth, 0);
    ++depth;
    if (++calls == 1) runWhatIsReady();  // ends only if the watch is quiet meanwhile
    --depth;
  });
  runUntil([&] { return calls == 3; });  // and is not for ever
}

TEST_F(GlibEventLoopTest, letsAWatchEndItselfInsideANestedLoop) {
  auto ends = socketPair();
  ASSERT_EQ(write(ends[1].get(), "x", 1), 1);
  int calls = 0;
  std::unique_ptr<EventLoop::DescriptorWatch> watch;
  watch = loop_->watch(ends[0].get(), [&](EventLoop::Readiness) {
    ++calls;
    loop_->post([&] { watch.reset(); });
    runUntil([&] { return !watch; });
  });
  runUntil([&] { return !watch; });
  runWhatIsReady();
  EXPECT_EQ(calls, 1);
}

TEST_F(GlibEventLoopTest, waitsInsteadOfSpinningAfterACall) {
  auto ends = socketPair();
  char byte = 0;
  const auto watch =
      loop_->watch(ends[0].get(), [&](EventLoop::Readiness) { EXPECT_EQ(read(ends[0].get(), &byte, 1), 1); });
  ASSERT_EQ(write(ends[1].get(), "x", 1), 1);
  runUntil([&] { return byte == 'x'; });
  EXPECT_FALSE(g_main_context_pending(context_)) << "the loop woke itself";
}

TEST_F(GlibEventLoopTest, letsAWatchEndItself) {
  auto ends = socketPair();
  ASSERT_EQ(write(ends[1].get(), "x", 1), 1);
  int calls = 0;
  std::unique_ptr<EventLoop::DescriptorWatch> watch;
  watch = loop_->watch(ends[0].get(), [&](EventLoop::Readiness) {
    ++calls;
    watch.reset();
  });
  runUntil([&] { return calls > 0; });
  runWhatIsReady();
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace transom
