// SPDX-License-Identifier: MIT
#include "loops/epoll/epoll_event_loop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace transom {
namespace {

using std::chrono::milliseconds;

class EpollEventLoopTest : public testing::Test {
 protected:
  EpollEventLoop& loop() { return *loop_; }

  void runUntil(const std::function<bool()>& done) {
    while (!done()) {
      loop().wait();
      loop().dispatch();
    }
  }
  bool isReady() {
    pollfd descriptor{.fd = loop().descriptor(), .events = POLLIN, .revents = 0};
    return ::poll(&descriptor, 1, 0) > 0;
  }
  /// A descriptor that is always readable.
  FileDescriptor readable() {
    std::array<int, 2> ends{};
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
    others_.emplace_back(ends[1]);
    EXPECT_EQ(::write(ends[1], "x", 1), 1);
    return FileDescriptor(ends[0]);
  }

  std::optional<EpollEventLoop> loop_{std::in_place};
  std::vector<FileDescriptor> others_;
};

TEST_F(EpollEventLoopTest, runsPostedTasksInOrderAndLater) {
  std::vector<int> ran;
  for (int i = 0; i < 1000; ++i) loop().post([&ran, i] { ran.push_back(i); });
  EXPECT_TRUE(ran.empty());
  runUntil([&] { return ran.size() == 1000; });
  EXPECT_TRUE(std::is_sorted(ran.begin(), ran.end()));
  EXPECT_FALSE(isReady());
}

TEST_F(EpollEventLoopTest, runsTasksOfManyThreadsEachInItsOrder) {
  constexpr int kThreads = 4;
  constexpr int kTasks = 5000;
  std::array<int, kThreads> next{};
  int ran = 0;
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int i = 0; i < kTasks; ++i) {
        loop().post([&, thread, i] {
          EXPECT_TRUE(loop().isLoopThread());
          EXPECT_EQ(next[thread]++, i);
          ++ran;
        });
      }
    });
  }
  runUntil([&] { return ran == kThreads * kTasks; });
  for (auto& thread : threads) thread.join();
}

TEST_F(EpollEventLoopTest, isNotStarvedByATaskThatPostsItself) {
  bool timerRan = false;
  std::function<void()> again = [&] {
    if (!timerRan) loop().post(again);
  };
  again();
  const auto timer = loop().callAfter(milliseconds(0), [&] { timerRan = true; });
  runUntil([&] { return timerRan; });
}

TEST_F(EpollEventLoopTest, callsTimersInTheOrderOfTheirTimesOnce) {
  std::vector<int> ran;
  const auto second = loop().callAfter(milliseconds(2), [&] { ran.push_back(2); });
  const auto first = loop().callAfter(milliseconds(1), [&] { ran.push_back(1); });
  const auto again = loop().callAfter(milliseconds(2), [&] { ran.push_back(3); });
  runUntil([&] { return ran.size() == 3; });
  EXPECT_EQ(ran, (std::vector<int>{1, 2, 3}));
  EXPECT_FALSE(isReady());
}

TEST_F(EpollEventLoopTest, neverCallsATimerBeforeItsTime) {
  const auto began = std::chrono::steady_clock::now();
  std::optional<std::chrono::steady_clock::duration> after;
  const auto timer = loop().callAfter(milliseconds(20), [&] { after = std::chrono::steady_clock::now() - began; });
  runUntil([&] { return after.has_value(); });
  EXPECT_GE(*after, milliseconds(20));
}

TEST_F(EpollEventLoopTest, doesNotCallATimerThatIsGone) {
  bool ran = false;
  bool done = false;
  std::unique_ptr<EventLoop::Registration> second;
  const auto first = loop().callAfter(milliseconds(1), [&] { second.reset(); });
  second = loop().callAfter(milliseconds(1), [&] { ran = true; });
  const auto last = loop().callAfter(milliseconds(3), [&] { done = true; });
  runUntil([&] { return done; });
  EXPECT_FALSE(ran);
}

TEST_F(EpollEventLoopTest, takesATimerOfAnyLength) {
  bool ran = false;
  const auto never = loop().callAfter(milliseconds::max(), [&] { ran = true; });
  const auto now = loop().callAfter(milliseconds::min(), [&] { ran = true; });
  runUntil([&] { return ran; });
}

TEST_F(EpollEventLoopTest, tellsWhatADescriptorIsReadyFor) {
  const FileDescriptor end = readable();
  EventLoop::Readiness told;
  const auto watch = loop().watch(end.get(), [&](EventLoop::Readiness readiness) { told = readiness; });
  runUntil([&] { return told.readable; });
  EXPECT_FALSE(told.writable);
  watch->setInterest(false, true);
  runUntil([&] { return told.writable; });
  EXPECT_FALSE(told.readable);
}

TEST_F(EpollEventLoopTest, tellsAHangUpWhateverTheInterest) {
  const FileDescriptor end = readable();
  EventLoop::Readiness told;
  const auto watch = loop().watch(end.get(), [&](EventLoop::Readiness readiness) { told = readiness; });
  watch->setInterest(false, false);
  EXPECT_FALSE(isReady());
  others_.clear();
  runUntil([&] { return told.readable; });
}

TEST_F(EpollEventLoopTest, neverCallsAWatchInsideItself) {
  const FileDescriptor end = readable();
  int calls = 0;
  const auto watch = loop().watch(end.get(), [&](EventLoop::Readiness) {
    ++calls;
    if (calls > 1) return;
    bool inner = false;
    loop().post([&] { inner = true; });
    runUntil([&] { return inner; });
    EXPECT_EQ(calls, 1);
  });
  runUntil([&] { return calls == 2; });
}

TEST_F(EpollEventLoopTest, endsAWatchInsideItsOwnCallback) {
  const FileDescriptor end = readable();
  int calls = 0;
  std::unique_ptr<EventLoop::DescriptorWatch> watch;
  watch = loop().watch(end.get(), [&](EventLoop::Readiness) {
    ++calls;
    watch.reset();
  });
  runUntil([&] { return calls == 1; });
  EXPECT_FALSE(isReady());
}

TEST_F(EpollEventLoopTest, tellsNothingOfAWatchThatAnotherEndedInTheSameTurn) {
  const FileDescriptor one = readable();
  const FileDescriptor other = readable();
  int calls = 0;
  std::array<std::unique_ptr<EventLoop::DescriptorWatch>, 2> watches;
  const auto endBoth = [&](EventLoop::Readiness) {
    ++calls;
    for (auto& watch : watches) watch.reset();
  };
  watches[0] = loop().watch(one.get(), endBoth);
  watches[1] = loop().watch(other.get(), endBoth);
  runUntil([&] { return calls > 0; });
  EXPECT_EQ(calls, 1);
}

TEST_F(EpollEventLoopTest, mayEndInsideATask) {
  const FileDescriptor end = readable();
  bool ran = false;
  loop().post([&] {
    ran = true;
    loop_.reset();
  });
  while (!ran) loop().dispatch();
  EXPECT_FALSE(loop_);
}

TEST_F(EpollEventLoopTest, isReadyInsideAnotherLoop) {
  EXPECT_FALSE(isReady());
  loop().post([] {});
  EXPECT_TRUE(isReady());
  loop().dispatch();
  EXPECT_FALSE(isReady());
}

}  // namespace
}  // namespace transom
