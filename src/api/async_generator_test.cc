// SPDX-License-Identifier: MIT
#include <transom/async_generator.h>
#include <transom/error.h>
#include <transom/task.h>

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace transom {
namespace {

/// Notes when it goes.
class Resource {
 public:
  explicit Resource(bool& gone) : gone_(gone) {}
  ~Resource() { gone_ = true; }
  Resource(const Resource&) = delete;
  Resource& operator=(const Resource&) = delete;

 private:
  bool& gone_;
};

AsyncGenerator<int> upTo(int last) {
  for (int i = 1; i <= last; ++i) co_yield i;
}

Task<std::vector<int>> collect(AsyncGenerator<int> numbers) {
  std::vector<int> all;
  while (const auto number = co_await numbers.next()) all.push_back(*number);
  co_return all;
}

template <class T>
T resultOf(const Task<T>& task) {
  std::optional<TaskResult<T>> result;
  task.then([&](const TaskResult<T>& done) { result.emplace(done); });
  if (!result) throw std::logic_error("it takes time");
  return result->value();
}

template <class T>
Task<std::optional<T>> ask(AsyncGenerator<T>& generator) {
  co_return co_await generator.next();
}

/// What next() gives at once.
template <class T>
std::optional<T> nextOf(AsyncGenerator<T>& generator) {
  return resultOf(ask(generator));
}

TEST(AsyncGenerator, givesItsValuesInOrderAndThenNothingForEver) {
  EXPECT_EQ(resultOf(collect(upTo(3))), (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(resultOf(collect(upTo(0))), (std::vector<int>{}));
  auto one = upTo(1);
  EXPECT_EQ(nextOf(one), 1);
  EXPECT_EQ(nextOf(one), std::nullopt);
  EXPECT_EQ(nextOf(one), std::nullopt);
}

TEST(AsyncGenerator, beginsWithTheFirstNextAndRunsNoFurtherThanItsYield) {
  int reached = 0;
  const auto make = [&]() -> AsyncGenerator<int> {
    reached = 1;
    co_yield 1;
    reached = 2;
    co_yield 2;
    reached = 3;
  };
  auto generator = make();
  EXPECT_EQ(reached, 0);
  EXPECT_EQ(nextOf(generator), 1);
  EXPECT_EQ(reached, 1);
  EXPECT_EQ(nextOf(generator), 2);
  EXPECT_EQ(reached, 2);
  EXPECT_EQ(nextOf(generator), std::nullopt);
  EXPECT_EQ(reached, 3);
}

TEST(AsyncGenerator, mayAwaitTasksBetweenItsValues) {
  TaskSource<int> first;
  TaskSource<int> second;
  const auto make = [&]() -> AsyncGenerator<int> {
    co_yield co_await first.task();
    co_yield co_await second.task();
  };
  const auto all = collect(make());
  first.resolve(10);
  EXPECT_FALSE(all.isDone());
  second.resolve(20);
  EXPECT_EQ(resultOf(all), (std::vector<int>{10, 20}));
}

TEST(AsyncGenerator, throwsWhatItsFunctionThrowsOnceAndEnds) {
  const auto make = []() -> AsyncGenerator<std::string> {
    co_yield "one";
    throw Error("RangeError", "no two");
  };
  auto generator = make();
  EXPECT_EQ(nextOf(generator), "one");
  EXPECT_THROW(nextOf(generator), Error);
  EXPECT_EQ(nextOf(generator), std::nullopt);
}

TEST(AsyncGenerator, destroysWhatItHoldsWhenItIsDestroyedAtItsYield) {
  bool gone = false;
  const auto make = [&]() -> AsyncGenerator<int> {
    const Resource resource(gone);
    co_yield 1;
    ADD_FAILURE() << "it was destroyed";
  };
  std::optional<AsyncGenerator<int>> generator(make());
  EXPECT_EQ(nextOf(*generator), 1);
  EXPECT_FALSE(gone);
  generator.reset();
  EXPECT_TRUE(gone);
}

TEST(AsyncGenerator, thatNeverBeganHasNothingButItsParametersToDestroy) {
  const auto kept = std::make_shared<int>(1);
  const auto make = [](std::shared_ptr<int> parameter) -> AsyncGenerator<int> { co_yield *parameter; };
  std::optional<AsyncGenerator<int>> generator(make(kept));
  EXPECT_EQ(kept.use_count(), 2);
  generator.reset();
  EXPECT_EQ(kept.use_count(), 1);
}

TEST(AsyncGenerator, isDestroyedAtItsNextYieldIfItAwaitsATask) {
  bool gone = false;
  bool awaited = false;
  TaskSource<void> go;
  const auto make = [&]() -> AsyncGenerator<int> {
    const Resource resource(gone);
    co_await go.task();
    awaited = true;
    co_yield 1;
    ADD_FAILURE() << "nobody wants a second value";
  };
  std::optional<AsyncGenerator<int>> generator(make());
  const auto asked = ask(*generator);
  generator.reset();
  EXPECT_FALSE(gone);
  go.resolve();
  EXPECT_TRUE(awaited);
  EXPECT_TRUE(gone);
}

TEST(AsyncGenerator, leavesNobodyWaitingWhenItIsDestroyed) {
  TaskSource<void> go;
  const auto make = [&]() -> AsyncGenerator<int> {
    co_await go.task();
    co_yield 1;
  };
  std::optional<AsyncGenerator<int>> generator(make());
  const auto asked = ask(*generator);
  generator.reset();
  EXPECT_FALSE(asked.isDone());
  go.resolve();
  EXPECT_EQ(resultOf(asked), std::nullopt);
}

TEST(AsyncGenerator, mayBeDestroyedByWhatItRuns) {
  std::optional<AsyncGenerator<int>> generator;
  bool gone = false;
  const auto make = [&]() -> AsyncGenerator<int> {
    const Resource resource(gone);
    generator.reset();
    EXPECT_FALSE(gone);
    co_yield 1;
  };
  generator.emplace(make());
  EXPECT_EQ(nextOf(*generator), std::nullopt);
  EXPECT_TRUE(gone);
}

TEST(AsyncGenerator, mayBeDestroyedByWhoeverGetsItsValue) {
  TaskSource<void> go;
  const auto make = [&]() -> AsyncGenerator<int> {
    co_await go.task();
    co_yield 1;
  };
  std::optional<AsyncGenerator<int>> generator(make());
  const auto askOnce = [](std::optional<AsyncGenerator<int>>& from) -> Task<int> {
    const auto value = co_await from->next();
    from.reset();
    co_return value.value_or(0);
  };
  const Task<int> asked = askOnce(generator);
  go.resolve();
  EXPECT_EQ(resultOf(asked), 1);
}

TEST(AsyncGenerator, givesOneValueAtATime) {
  TaskSource<void> go;
  const auto make = [&]() -> AsyncGenerator<int> {
    co_await go.task();
    co_yield 1;
  };
  auto generator = make();
  const auto first = ask(generator);
  EXPECT_THROW(resultOf(ask(generator)), std::logic_error);
  go.resolve();
  EXPECT_EQ(resultOf(first), 1);
}

TEST(AsyncGenerator, givesAMillionValuesWithoutGrowingTheStack) {
  const auto sum = [](AsyncGenerator<int> numbers) -> Task<std::int64_t> {
    std::int64_t total = 0;
    while (const auto number = co_await numbers.next()) total += *number;
    co_return total;
  };
  EXPECT_EQ(resultOf(sum(upTo(1'000'000))), 500'000'500'000);
}

TEST(AsyncGenerator, givesAMillionValuesWithoutGrowingTheStackAfterItHasWaitedToo) {
  TaskSource<void> go;
  const auto make = [&]() -> AsyncGenerator<int> {
    co_await go.task();
    for (int i = 0; i < 1'000'000; ++i) co_yield 1;
  };
  const auto count = [](AsyncGenerator<int> numbers) -> Task<int> {
    int total = 0;
    while (const auto number = co_await numbers.next()) total += *number;
    co_return total;
  };
  const Task<int> counted = count(make());
  go.resolve();
  EXPECT_EQ(resultOf(counted), 1'000'000);
}

TEST(AsyncGenerator, mayReadAnother) {
  const auto doubled = [](AsyncGenerator<int> numbers) -> AsyncGenerator<int> {
    while (const auto number = co_await numbers.next()) co_yield 2 * *number;
  };
  EXPECT_EQ(resultOf(collect(doubled(doubled(upTo(3))))), (std::vector<int>{4, 8, 12}));
}

// Compilers have copied temporaries of co_yield bit by bit, and destroyed them twice: a short string points into
// itself.
TEST(AsyncGenerator, yieldsWhatOwnsWhatItHoldsMadeInPlaceOrNamed) {
  struct Chunk {
    std::string text;
    std::shared_ptr<int> owned;
  };
  const auto texts = [](std::string text) -> AsyncGenerator<std::string> {
    co_yield "short";
    co_yield text + "!";
    co_yield std::string(100, 'x');
    co_yield std::move(text);
  };
  const auto chunks = [](AsyncGenerator<std::string> from) -> AsyncGenerator<Chunk> {
    while (const auto text = co_await from.next()) {
      const Chunk chunk{*text, std::make_shared<int>(7)};
      co_yield chunk;
    }
  };
  auto generator = chunks(texts("text"));
  for (const std::string& expected :
       {std::string("short"), std::string("text!"), std::string(100, 'x'), std::string("text")}) {
    const auto chunk = nextOf(generator);
    ASSERT_TRUE(chunk);
    EXPECT_EQ(chunk->text, expected);
    EXPECT_EQ(*chunk->owned, 7);
  }
  EXPECT_FALSE(nextOf(generator));
}

TEST(AsyncGenerator, goesOnFromTheObjectThatItIsMovedTo) {
  auto first = upTo(2);
  EXPECT_EQ(nextOf(first), 1);
  auto second = std::move(first);
  EXPECT_EQ(nextOf(second), 2);
  bool gone = false;
  const auto make = [&]() -> AsyncGenerator<int> {
    const Resource resource(gone);
    co_yield 1;
  };
  auto third = make();
  EXPECT_EQ(nextOf(third), 1);
  third = std::move(second);
  EXPECT_TRUE(gone);
  EXPECT_EQ(nextOf(third), std::nullopt);
}

}  // namespace
}  // namespace transom
