// SPDX-License-Identifier: MIT
#include "base/thread_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

namespace transom {
namespace {

TEST(ThreadPool, runsEveryJobElsewhere) {
  constexpr int kJobs = 1000;
  ThreadPool pool(4);
  std::latch all(kJobs);
  std::atomic<bool> here = false;
  for (int i = 0; i < kJobs; ++i) {
    pool.run([&, caller = std::this_thread::get_id()] {
      if (std::this_thread::get_id() == caller) here = true;
      all.count_down();
    });
  }
  all.wait();
  EXPECT_FALSE(here);
}

TEST(ThreadPool, runsAsManyJobsAtOnceAsItMayHaveThreads) {
  ThreadPool pool(3);
  std::latch together(3);  // none of them ends before all have begun
  std::latch done(3);
  for (int i = 0; i < 3; ++i) {
    pool.run([&] {
      together.arrive_and_wait();
      done.count_down();
    });
  }
  done.wait();
}

TEST(ThreadPool, hasNoMoreThreadsThanItMay) {
  constexpr int kJobs = 200;
  ThreadPool pool(2);
  std::mutex mutex;
  std::set<std::thread::id> threads;
  std::latch all(kJobs);
  for (int i = 0; i < kJobs; ++i) {
    pool.run([&] {
      {
        const std::lock_guard lock(mutex);
        threads.insert(std::this_thread::get_id());
      }
      all.count_down();
    });
  }
  all.wait();
  EXPECT_LE(threads.size(), 2U);
}

TEST(ThreadPool, takesJobsFromItsJobs) {
  ThreadPool pool(1);
  std::promise<void> done;
  pool.run([&] { pool.run([&] { done.set_value(); }); });
  done.get_future().wait();
}

TEST(ThreadPool, waitsForWhatRunsAndDestroysWhatHasNotBegun) {
  std::promise<void> begun;
  std::promise<void> go;
  std::atomic<bool> ended = false;
  std::atomic<bool> second = false;
  const auto held = std::make_shared<int>();
  {
    ThreadPool pool(1);
    pool.run([&, future = go.get_future().share()] {
      begun.set_value();
      future.wait();
      ended = true;
    });
    begun.get_future().wait();
    pool.run([&second, held] { second = true; });
    pool.close();
    go.set_value();
    pool.stop();
    EXPECT_TRUE(ended);
    pool.run([&second] { second = true; });
  }
  EXPECT_FALSE(second);
  EXPECT_EQ(held.use_count(), 1);
}

TEST(ThreadPool, threadsTakeNoSignals) {
  ThreadPool pool(1);
  std::promise<bool> blocked;
  pool.run([&] {
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, nullptr, &mask);
    blocked.set_value(sigismember(&mask, SIGINT) == 1 && sigismember(&mask, SIGTERM) == 1);
  });
  EXPECT_TRUE(blocked.get_future().get());
  sigset_t own;
  pthread_sigmask(SIG_SETMASK, nullptr, &own);
  EXPECT_EQ(sigismember(&own, SIGINT), 0);
}

TEST(ThreadPool, saysWhenAThreadStarts) {
  static thread_local int number = 0;
  std::atomic<int> started = 0;
  ThreadPool pool(1, [&] { number = ++started; });
  std::promise<int> seen;
  pool.run([&] { seen.set_value(number); });
  EXPECT_EQ(seen.get_future().get(), 1);
  EXPECT_EQ(number, 0);
}

}  // namespace
}  // namespace transom
