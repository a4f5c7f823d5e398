// SPDX-License-Identifier: MIT
#include "delays.h"

#include "loops/glib/glib_event_loop.h"

#include <transom/error.h>

#include <glib.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

namespace transom::detail {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

class DelaysTest : public testing::Test {
 protected:
  DelaysTest() : context_(g_main_context_new()) {
    loop_.emplace(context_);
    box_ = std::make_shared<PostBox>(*loop_);
    delays_ = std::make_shared<Delays>(*loop_, box_);
  }
  ~DelaysTest() override {
    delays_.reset();
    box_->close();
    loop_.reset();
    g_main_context_unref(context_);
  }

  /// Runs the loop until the task is done. @return the name of its error; empty: none
  std::string outcome(const Task<void>& task) {
    while (!task.isDone()) g_main_context_iteration(context_, TRUE);
    std::string name;
    task.then([&](const TaskResult<void>& result) {
      try {
        result.value();
      } catch (const Error& error) {
        name = error.name();
      }
    });
    return name;
  }

  GMainContext* context_;
  std::optional<GlibEventLoop> loop_;
  std::shared_ptr<PostBox> box_;
  std::shared_ptr<Delays> delays_;
};

TEST_F(DelaysTest, endWhenTheTimeHasPassedAndNotBefore) {
  const auto before = std::chrono::steady_clock::now();
  EXPECT_EQ(outcome(delays_->add(milliseconds(20), {})), "");
  EXPECT_GE(std::chrono::steady_clock::now() - before, milliseconds(20));
}

TEST_F(DelaysTest, ofNoTimeEndInALaterTurnOfTheLoop) {
  for (const milliseconds time : {milliseconds(0), milliseconds(-1)}) {
    const Task<void> task = delays_->add(time, {});
    EXPECT_FALSE(task.isDone());
    EXPECT_EQ(outcome(task), "");
  }
}

TEST_F(DelaysTest, failWhenStopIsRequested) {
  std::stop_source stop;
  const Task<void> task = delays_->add(hours(1), stop.get_token());
  const Task<void> other = delays_->add(milliseconds(1), {});
  stop.request_stop();
  EXPECT_FALSE(task.isDone());  // not in the middle of whatever requests it
  EXPECT_EQ(outcome(task), "AbortError");
  EXPECT_EQ(outcome(other), "");
}

TEST_F(DelaysTest, failWhenAnotherThreadRequestsStop) {
  std::stop_source stop;
  const Task<void> task = delays_->add(hours(1), stop.get_token());
  const std::jthread stops([&] { stop.request_stop(); });
  EXPECT_EQ(outcome(task), "AbortError");
}

TEST_F(DelaysTest, failAtOnceWhereStopWasRequestedBefore) {
  std::stop_source stop;
  stop.request_stop();
  const Task<void> task = delays_->add(hours(1), stop.get_token());
  EXPECT_TRUE(task.isDone());
  EXPECT_EQ(outcome(task), "AbortError");
}

TEST_F(DelaysTest, thatHaveEndedAreNotStoppedAnyMore) {
  std::stop_source stop;
  const Task<void> task = delays_->add(milliseconds(0), stop.get_token());
  EXPECT_EQ(outcome(task), "");
  stop.request_stop();
  EXPECT_EQ(outcome(delays_->add(milliseconds(0), {})), "");
  EXPECT_EQ(outcome(task), "");
}

TEST_F(DelaysTest, letGoOfThoseWhoWaitWhenTheyAreClosed) {
  const auto held = std::make_shared<int>();
  std::stop_source stop;
  bool wentOn = false;
  const auto waits = [&]([[maybe_unused]] std::shared_ptr<int> kept) -> Task<void> {
    for (;;) {
      try {
        co_await delays_->add(hours(1), stop.get_token());
      } catch (const Error&) {
        wentOn = true;
      }
    }
  };
  const Task<void> task = waits(held);
  stop.request_stop();
  delays_->close();
  EXPECT_EQ(held.use_count(), 1);
  waits(held);
  EXPECT_EQ(held.use_count(), 1);
  while (g_main_context_iteration(context_, FALSE)) {
  }
  EXPECT_FALSE(wentOn);
}

}  // namespace
}  // namespace transom::detail
