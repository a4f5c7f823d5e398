// SPDX-License-Identifier: MIT
// Tasks by themselves; with what real pages make of them in tests/page/task_test.cc.
#include <transom/task.h>

#include <transom/error.h>

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace transom {
namespace {

/// A coroutine that holds `held` as long as it is there.
Task<int> waitFor(Task<int> task, [[maybe_unused]] std::shared_ptr<int> held) {
  co_return co_await task + 1;
}

TEST(TaskTest, thoseWhoWaitAreLetGoOfWhenTheLastSourceGoes) {
  const auto held = std::make_shared<int>();
  std::optional<TaskSource<int>> source(std::in_place);
  const auto copy = std::make_unique<TaskSource<int>>(*source);
  const Task<int> outer = waitFor(waitFor(source->task(), held), held);
  source->task().then([held](const TaskResult<int>&) { FAIL() << "nobody settled it"; });
  EXPECT_EQ(held.use_count(), 4);
  *source = TaskSource<int>(*copy);
  source.reset();
  EXPECT_EQ(held.use_count(), 4);
  source.emplace(std::move(*copy));
  EXPECT_EQ(held.use_count(), 4);
  source.reset();
  EXPECT_EQ(held.use_count(), 1);
  EXPECT_FALSE(outer.isDone());
}

TEST(TaskTest, whoComesAfterTheLastSourceIsGoneIsLetGoOfAtOnce) {
  const auto held = std::make_shared<int>();
  const Task<int> task = TaskSource<int>().task();
  const Task<int> outer = waitFor(task, held);
  task.then([held](const TaskResult<int>&) { FAIL() << "nobody settled it"; });
  EXPECT_EQ(held.use_count(), 1);
}

TEST(TaskTest, aResultOutlivesItsSource) {
  std::optional<TaskSource<int>> source(std::in_place);
  const Task<int> task = source->task();
  source->resolve(1);
  source.reset();
  int result = 0;
  waitFor(task, nullptr).then([&](const TaskResult<int>& done) { result = done.value(); });
  EXPECT_EQ(result, 2);
}

TEST(TaskTest, callbacksAndCoroutinesAreCalledInTheOrderInWhichTheyCame) {
  const TaskSource<int> source;
  std::string order;
  const auto waits = [&](char name) -> Task<void> {
    co_await source.task();
    order += name;
  };
  waits('a');
  source.task().then([&](const TaskResult<int>&) { order += 'b'; });
  waits('c');
  source.resolve(0);
  EXPECT_EQ(order, "abc");
}

TEST(TaskTest, aSourceMayGoWhileItSettles) {
  auto source = std::make_unique<TaskSource<int>>();
  const Task<int> task = source->task();
  task.then([&](const TaskResult<int>&) { source.reset(); });
  source->resolve(5);
  EXPECT_TRUE(task.isDone());
}

}  // namespace
}  // namespace transom
