// SPDX-License-Identifier: MIT
// Coroutines that go from thread to thread: where they run, where what they hold ends, and that none is lost.
#include "app_threads.h"

#include "loops/glib/glib_event_loop.h"

#include <transom/error.h>
#include <transom/task.h>
#include <transom/thread_change.h>

#include <glib.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace transom::detail {
namespace {

/// Notes in which thread it goes. Coroutines take it by value: as their parameter it goes with their frame.
class Witness {
 public:
  explicit Witness(std::optional<std::thread::id>& ended)
      : end_(nullptr, [&ended](void*) { ended = std::this_thread::get_id(); }) {}

 private:
  std::shared_ptr<void> end_;
};

class AppThreadsTest : public testing::Test {
 protected:
  AppThreadsTest() : context_(g_main_context_new()) {
    loop_.emplace(context_);
    box_ = std::make_shared<PostBox>(*loop_);
    threads_.emplace(*loop_, box_);
  }
  ~AppThreadsTest() override {
    threads_.reset();
    box_->close();
    loop_.reset();
    g_main_context_unref(context_);
  }

  ThreadChange toPool() { return {*threads_, ThreadChange::To::pool}; }
  ThreadChange home() { return {*threads_, ThreadChange::To::mainThread}; }
  template <class T>
  void run(const Task<T>& task) {
    while (!task.isDone()) g_main_context_iteration(context_, TRUE);
  }
  static bool isMain(std::optional<std::thread::id> thread) { return thread == std::this_thread::get_id(); }

  GMainContext* context_;
  std::optional<GlibEventLoop> loop_;
  std::shared_ptr<PostBox> box_;
  std::optional<AppThreads> threads_;
};

TEST_F(AppThreadsTest, aCoroutineGoesToThePoolAndComesBack) {
  std::vector<std::thread::id> seen;
  const auto travel = [&]() -> Task<int> {
    const auto note = [&seen] { seen.push_back(std::this_thread::get_id()); };
    note();
    co_await toPool();
    note();
    co_await toPool();  // it is there
    note();
    co_await home();
    note();
    co_await home();
    co_return 7;
  };
  const Task<int> task = travel();
  std::optional<int> result;
  task.then([&](const TaskResult<int>& done) { result = done.value(); });
  run(task);
  EXPECT_EQ(result, 7);
  ASSERT_EQ(seen.size(), 4U);
  EXPECT_TRUE(isMain(seen[0]));
  EXPECT_FALSE(isMain(seen[1]));
  EXPECT_EQ(seen[1], seen[2]);
  EXPECT_TRUE(isMain(seen[3]));
}

TEST_F(AppThreadsTest, oneThatEndsInThePoolIsSettledAndReleasedOnTheMainThread) {
  std::optional<std::thread::id> released;
  std::optional<std::thread::id> settled;
  const auto travel = [this](Witness) -> Task<std::string> {
    co_await toPool();
    co_return "from the pool";
  };
  const Task<std::string> task = travel(Witness(released));
  std::string result;
  task.then([&](const TaskResult<std::string>& done) {
    settled = std::this_thread::get_id();
    result = done.value();
    EXPECT_FALSE(released);
  });
  run(task);
  EXPECT_EQ(result, "from the pool");
  EXPECT_TRUE(isMain(settled));
  EXPECT_TRUE(isMain(released));
}

TEST_F(AppThreadsTest, oneThatThrowsInThePoolFailsOnTheMainThread) {
  std::optional<std::thread::id> released;
  std::string caught;
  const auto fails = [this](Witness) -> Task<void> {
    co_await toPool();
    throw Error("RangeError", "too much");
  };
  const auto outer = [&]() -> Task<void> {
    try {
      co_await fails(Witness(released));
    } catch (const Error& error) {
      caught = error.message();
      EXPECT_TRUE(threads_->isMainThread());
    }
  };
  run(outer());
  EXPECT_EQ(caught, "too much");
  EXPECT_TRUE(isMain(released));
}

TEST_F(AppThreadsTest, awaitingATaskInThePoolLeadsHome) {
  const TaskSource<int> source;
  int sum = 0;
  const auto travel = [&]() -> Task<void> {
    co_await toPool();
    sum += co_await source.task();  // settled later
    EXPECT_TRUE(threads_->isMainThread());
    co_await toPool();
    sum += co_await source.task();  // settled already
    EXPECT_TRUE(threads_->isMainThread());
  };
  const Task<void> task = travel();
  box_->post([source] { source.resolve(4); });
  run(task);
  EXPECT_EQ(sum, 8);
}

TEST_F(AppThreadsTest, aCoroutineBegunInThePoolIsSettledOnTheMainThread) {
  std::optional<std::thread::id> released;
  const auto inner = [](Witness, int n) -> Task<int> { co_return n + 1; };
  const auto outer = [&]() -> Task<int> {
    co_await toPool();
    const int n = co_await inner(Witness(released), 1);
    EXPECT_TRUE(threads_->isMainThread());
    co_return n;
  };
  const Task<int> task = outer();
  int result = 0;
  task.then([&](const TaskResult<int>& done) { result = done.value(); });
  run(task);
  EXPECT_EQ(result, 2);
  EXPECT_TRUE(isMain(released));
}

TEST_F(AppThreadsTest, manyGoBackAndForth) {
  constexpr int kCoroutines = 200;
  constexpr int kRounds = 20;
  int total = 0;  // touched on the main thread only: ThreadSanitizer watches
  std::vector<Task<void>> tasks;
  const auto travel = [&](std::string text) -> Task<void> {
    for (int i = 0; i < kRounds; ++i) {
      co_await toPool();
      text += 'x';
      co_await home();
      total += 1;
    }
    co_await toPool();
  };
  for (int i = 0; i < kCoroutines; ++i) tasks.push_back(travel("a text that is no short string any more"));
  for (const Task<void>& task : tasks) run(task);
  EXPECT_EQ(total, kCoroutines * kRounds);
}

TEST_F(AppThreadsTest, tasksAreNotTouchedInThePool) {
  const TaskSource<int> source;
  const Task<int> waiting = source.task();
  int refused = 0;
  const auto travel = [&]() -> Task<void> {
    co_await toPool();
    const auto refuses = [&](const auto& call) {
      try {
        call();
      } catch (const std::logic_error&) {
        ++refused;
      }
    };
    refuses([&] { source.resolve(1); });
    refuses([&] { static_cast<void>(waiting.isDone()); });
    refuses([&] { waiting.then([](const TaskResult<int>&) {}); });
  };
  run(travel());
  EXPECT_EQ(refused, 3);
  EXPECT_FALSE(waiting.isDone());
}

TEST_F(AppThreadsTest, aSourceThatGoesInThePoolLetsGoOfThoseWhoWaitOnTheMainThread) {
  std::optional<std::thread::id> released;
  std::optional<Task<int>> waitedFor;
  const auto gives = [&]() -> Task<void> {
    const TaskSource<int> source;
    waitedFor = source.task();
    co_await toPool();
  };
  const auto waits = [&](Witness) -> Task<void> { co_await *waitedFor; };
  const Task<void> giving = gives();
  const Task<void> waiting = waits(Witness(released));
  run(giving);
  EXPECT_TRUE(isMain(released));
  EXPECT_FALSE(waiting.isDone());
}

TEST_F(AppThreadsTest, theEndDestroysThoseOnTheWayHomeAndThoseWhoWaitForThem) {
  std::optional<std::thread::id> released;
  std::optional<std::thread::id> releasedOuter;
  std::promise<void> begun;
  std::promise<void> go;
  bool wentOn = false;
  const auto busy = [&](Witness) -> Task<void> {
    co_await toPool();
    begun.set_value();
    go.get_future().wait();
    co_await home();
    wentOn = true;
  };
  const auto outer = [&](Witness) -> Task<void> {
    co_await busy(Witness(released));
    wentOn = true;
  };
  const Task<void> task = outer(Witness(releasedOuter));
  begun.get_future().wait();
  // Stopped while it is busy, most likely: in any case it comes too late.
  const std::jthread releases([&] { go.set_value(); });
  threads_->stop();
  EXPECT_FALSE(wentOn);
  EXPECT_TRUE(isMain(released));
  EXPECT_TRUE(isMain(releasedOuter));
  EXPECT_FALSE(task.isDone());
}

TEST_F(AppThreadsTest, nobodyGoesToThePoolAfterTheEnd) {
  std::optional<std::thread::id> released;
  bool began = false;
  const auto late = [&](Witness) -> Task<void> {
    co_await toPool();
    began = true;
  };
  threads_->stop();
  const Task<void> task = late(Witness(released));
  EXPECT_FALSE(released);
  threads_.reset();
  EXPECT_FALSE(began);
  EXPECT_TRUE(isMain(released));
}

TEST_F(AppThreadsTest, otherThreadsMaySendCoroutinesToo) {
  const auto travel = [&](std::promise<bool>& atHome) -> Task<void> {
    co_await home();
    atHome.set_value(threads_->isMainThread());
  };
  std::promise<bool> atHome;
  auto result = atHome.get_future();
  std::jthread([&] { travel(atHome); }).join();
  while (result.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
    g_main_context_iteration(context_, TRUE);
  }
  EXPECT_TRUE(result.get());
}

}  // namespace
}  // namespace transom::detail
