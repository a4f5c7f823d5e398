// SPDX-License-Identifier: MIT
// Streams of handlers in main that a native child process reads: both are real processes.
#include "native_test.h"

#include <support/processes.h>
#include <support/with_streams.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <functional>
#include <memory>
#include <random>
#include <stop_token>
#include <string>
#include <vector>

namespace transom::test {
namespace {

using namespace std::chrono_literals;

class NativeStreams : public WithStreams<NativeTest> {
 protected:
  /// The child has handled what was sent to it before.
  void settle() { ask("noted", "note", 1); }
  void readEndlessly() {
    child().send("read-until", "endless", 1'000'000'000);
    ASSERT_TRUE(runUntil([this] { return yielded_ > 100; }));
  }
};

TEST_F(NativeStreams, giveAllThatTheHandlerYieldsInOrderAndThenTheirEnd) {
  start();
  const Arguments read = ask("read", "read", "count", 1000);
  EXPECT_EQ(read[0].asString(), "");
  const auto numbers = fromValue<std::vector<int>>(read[1]);
  ASSERT_EQ(numbers.size(), 1000U);
  EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end()));
  EXPECT_EQ(numbers.back(), 1000);
  EXPECT_EQ(fromValue<std::vector<int>>(ask("read", "read", "count", 0)[1]), std::vector<int>{});
}

TEST_F(NativeStreams, carryValuesOfAnyType) {
  ipcMain().handle("values", [](IpcMainInvokeEvent&, const Value& given) -> AsyncGenerator<Value> {
    co_yield given;
    co_yield Value();
    co_yield Value(Bytes(3, std::byte{7}));
  });
  start();
  const Value values = ask("read", "read", "values", Value::object({{"file", "a.md"}}))[1];
  EXPECT_EQ(values[0]["file"].asString(), "a.md");
  EXPECT_TRUE(values[1].isUndefined());
  EXPECT_EQ(fromValue<Bytes>(values[2]), Bytes(3, std::byte{7}));
}

TEST_F(NativeStreams, failWithNameCodeAndDataOfWhatTheHandlerThrewAfterItsValues) {
  ipcMain().handle("fails", [](IpcMainInvokeEvent&) -> AsyncGenerator<int> {
    co_yield 1;
    throw Error({.name = "NotFoundError", .message = "no such file", .code = "ENOENT", .data = "a.log"});
  });
  start();
  const Arguments read = ask("read", "read", "fails", nullptr);
  EXPECT_EQ(read[0].asString(),
            "NotFoundError|ENOENT|Error invoking remote method 'fails': NotFoundError: no such file|\"a.log\"");
  EXPECT_EQ(fromValue<std::vector<int>>(read[1]), std::vector<int>{1});
  EXPECT_TRUE(logged("Error occurred in handler for 'fails': NotFoundError: no such file"));
}

TEST_F(NativeStreams, ofAHandlerThatIsNoneOrGivesOneAnswerFailAndSaySo) {
  ipcMain().handle("one", [] { return 1; });
  start();
  EXPECT_EQ(ask("read", "read", "nobody", nullptr)[0].asString(),
            "Error||Error invoking remote method 'nobody': Error: No handler registered for 'nobody'|undefined");
  EXPECT_NE(ask("read", "read", "one", nullptr)[0].asString().find("The handler gives one answer, not a stream"),
            std::string::npos);
  EXPECT_NE(ask("invoked", "invoke", "count", 3)[0].asString().find("The handler gives a stream"), std::string::npos);
}

TEST_F(NativeStreams, makeTheHandlerWaitUntilTheChildHasTakenWhatItGot) {
  start();
  child().send("open", "endless");
  settle();
  EXPECT_EQ(yielded_, 16);
  EXPECT_EQ(ask("took", "take", 8)[0].asNumber(), 8);
  settle();
  EXPECT_EQ(yielded_, 24);
  EXPECT_EQ(ask("took", "take", 1000)[0].asNumber(), 1008);
  settle();
  EXPECT_EQ(yielded_, 1024);
}

TEST_F(NativeStreams, ofLargeValuesMakeTheHandlerWaitSooner) {
  int yielded = 0;
  ipcMain().handle("large", [&yielded](IpcMainInvokeEvent&) -> AsyncGenerator<Bytes> {
    for (;;) {
      ++yielded;
      co_yield Bytes(std::size_t{5} << 20);
    }
  });
  start();
  child().send("open", "large");
  settle();
  settle();
  EXPECT_EQ(yielded, 1);
}

TEST_F(NativeStreams, endInMainWhenTheLoopBreaks) {
  start();
  EXPECT_TRUE(endsWith([this] { EXPECT_EQ(ask("read", "read-until", "endless", 50)[0].asString(), "let go"); }));
  const int yielded = yielded_;
  settle();
  EXPECT_EQ(yielded_, yielded);
}

TEST_F(NativeStreams, endInMainWhenNobodyKeepsThem) {
  start();
  child().send("open", "endless");
  settle();
  EXPECT_EQ(gone_, 0);
  EXPECT_TRUE(endsWith([this] { child().send("let-go"); }));
}

TEST_F(NativeStreams, endOnBothSidesWhenStopIsRequestedInAnotherThread) {
  start();
  child().send("read-to-be-stopped", "endless");
  ASSERT_TRUE(runUntil([this] { return yielded_ > 100; }));
  EXPECT_TRUE(endsWith([this] {
    EXPECT_EQ(ask("read", "stop-in-another-thread")[0].asString(), "AbortError||The stream was cancelled.|undefined");
  }));
}

TEST_F(NativeStreams, endOnBothSidesWhenTheyTakeTooLong) {
  start();
  EXPECT_TRUE(endsWith([this] {
    EXPECT_EQ(ask("read", "read-in-time", "endless")[0].asString(),
              "TimeoutError||The stream did not end within 1 ms.|undefined");
  }));
}

TEST_F(NativeStreams, endInMainWhenTheChildIsKilled) {
  start();
  readEndlessly();
  EXPECT_TRUE(endsWith([this] { kill(child().pid(), SIGKILL); }));
  EXPECT_EQ(exitOf(), "SIGKILL");
}

TEST_F(NativeStreams, endInMainWithTheChildsObject) {
  start();
  readEndlessly();
  EXPECT_TRUE(endsWith([this] { drop(); }));
}

TEST_F(NativeStreams, failInTheChildWhenMainClosesTheConnection) {
  start("serve", {.standardOutput = ProcessOutput::pipe});
  std::string printed;
  child().on("stdout", [&](UtilityProcessEvent&, const std::string& line) { printed = line; });
  child().send("print-end", "endless");
  ASSERT_TRUE(runUntil([this] { return yielded_ > 100; }));
  EXPECT_TRUE(endsWith([this] { child().webContents().close(); }));
  EXPECT_EQ(exitOf(), "code 0");
  EXPECT_EQ(printed, "Error||The main process is gone|undefined");
}

TEST_F(NativeStreams, mayEndTheirOwnChildInTheMiddle) {
  int gone = 0;
  ipcMain().handle("closes", [&](IpcMainInvokeEvent&) -> AsyncGenerator<int> {
    const Resource resource(gone);
    co_yield 1;
    drop();
    co_yield 2;
    ADD_FAILURE() << "nobody is there any more";
  });
  start();
  child().send("read", "closes", nullptr);
  EXPECT_TRUE(runUntil([&] { return gone == 1; }));
}

TEST_F(NativeStreams, runBesideManyOthers) {
  start();
  int read = 0;
  const ScopedListener listener =
      ipcMain().scoped("read", [&](IpcMainEvent&, const std::string& end, const std::vector<int>& numbers) {
        EXPECT_EQ(end, "");
        EXPECT_EQ(static_cast<int>(numbers.size()), numbers.empty() ? 0 : numbers.back());
        ++read;
      });
  for (int i = 0; i < 100; ++i) child().send("read", "count", i);
  EXPECT_TRUE(runUntil([&] { return read == 100; }));
}

TEST_F(NativeStreams, areReadInALoopOfTheProgramsOwn) {
  start("foreign-loop");
  EXPECT_EQ(fromValue<std::vector<int>>(ask("read", "read", "count", 100)[1]).size(), 100U);
}

TEST_F(NativeStreams, leaveNoHandlerBehindWhereTheirChildEndsAtARandomMoment) {
  std::minstd_rand random(20261125);
  const auto pick = [&](unsigned count) { return static_cast<int>(random() % count); };
  for (int round = 1; round <= 30; ++round) {
    start("serve", {.grace = 1ms});
    const int streams = 1 + pick(4);
    const int began = yielded_;
    for (int i = 0; i < streams; ++i) child().send("read-until", "endless", 1'000'000'000);
    const int until = began + 1 + pick(300);
    ASSERT_TRUE(runUntil([&] { return yielded_ >= until; }));
    switch (pick(4)) {
      case 0: kill(child().pid(), SIGKILL); break;
      case 1: child().webContents().close(); break;
      case 2: child().send("exit", 0); break;
      default: drop();
    }
    ASSERT_TRUE(runUntil([&] {
      return std::all_of(stops_.begin(), stops_.end(), [](const auto& stop) { return stop.stop_requested(); }) &&
             gone_ == static_cast<int>(stops_.size());
    })) << "in round "
        << round;
  }
  EXPECT_GE(gone_, 30);
}

TEST_F(NativeStreams, of256MiBCostNeitherSideMoreThanWhatIsOnItsWay) {
  constexpr std::size_t kChunk = std::size_t{256} << 10;
  constexpr int kChunks = 1024;
  std::size_t mostHere = 0;
  std::size_t mostThere = 0;
  ipcMain().handle("large", [&](IpcMainInvokeEvent& event) -> AsyncGenerator<Bytes> {
    const std::size_t here = heapBytes();
    const std::size_t there = residentBytes(event.processId());
    for (int i = 0; i < kChunks; ++i) {
      mostHere = std::max(mostHere, heapBytes() - std::min(here, heapBytes()));
      const std::size_t now = residentBytes(event.processId());
      mostThere = std::max(mostThere, now - std::min(there, now));
      co_yield Bytes(kChunk, static_cast<std::byte>(i));
    }
  });
  // Where the child is sanitized, it keeps what it has freed only for so long.
  start("serve", {.environment = {{"ASAN_OPTIONS", "intercept_tls_get_addr=0:quarantine_size_mb=4"}}});
  const Arguments counted = ask("counted", "count-bytes", "large");
  EXPECT_EQ(counted[0].asString(), "");
  EXPECT_EQ(counted[1].asNumber(), static_cast<double>(kChunk * kChunks));
  EXPECT_LT(mostHere, std::size_t{16} << 20);
  EXPECT_LT(mostThere, std::size_t{64} << 20);
}

}  // namespace
}  // namespace transom::test
