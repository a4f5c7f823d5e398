// SPDX-License-Identifier: MIT
#include "transport_suite/transport_suite.h"

#include <gtest/gtest.h>

#include <string>

namespace transom::test {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;

using Sending = TransportSuite;

TEST_P(Sending, deliversHeadAndThenBody) {
  startBoth();
  left_->write(bytesOf("head,"), bytesOf("body"));
  left_->write(bytesOf(",only head"), {});
  left_->write({}, bytesOf(",only body"));
  left_->write({}, {});
  const std::string expected = "head,body,only head,only body";
  loop_.runUntil([&] { return rightReceiver_.received.size() >= expected.size(); });
  EXPECT_EQ(rightReceiver_.received, expected);
}

TEST_P(Sending, keepsTheOrderOfWritesBothWays) {
  startBoth();
  std::string expected;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = std::to_string(i) + ';';
    expected += text;
    left_->write(bytesOf(text), {});
    right_->write({}, bytesOf(text));
  }
  loop_.runUntil([&] {
    return leftReceiver_.received.size() == expected.size() && rightReceiver_.received.size() == expected.size();
  });
  EXPECT_EQ(leftReceiver_.received, expected);
  EXPECT_EQ(rightReceiver_.received, expected);
}

TEST_P(Sending, bringsAllThatWasSentBeforeReadWaitingReturns) {
  startBoth();
  right_->readWaiting();
  EXPECT_EQ(rightReceiver_.received, "");
  for (int i = 0; i < 100; ++i) left_->write(bytesOf("0123456789"), {});
  right_->readWaiting();
  EXPECT_EQ(rightReceiver_.received.size(), 1000u);
  left_->close();
  right_->readWaiting();
  loop_.runUntil([&] { return rightReceiver_.closed; });
}

TEST_P(Sending, bringsManyWritesInOneRead) {
  startBoth();
  for (int i = 0; i < 100; ++i) left_->write(bytesOf("0123456789"), {});
  loop_.runUntil([&] { return rightReceiver_.received.size() == 1000; });
  EXPECT_EQ(rightReceiver_.reads, 1);
}

TEST_P(Sending, bringsOneWriteInManyReads) {
  RecordingReceiver small(7);
  left_->start(leftReceiver_);
  right_->start(small);
  const std::string text = numbers(10'000);
  left_->write(bytesOf(text), {});
  loop_.runUntil([&] { return small.received.size() == text.size(); });
  EXPECT_EQ(small.received, text);
  right_->close();
}

TEST_P(Sending, neverDeadlocksWhenBothSidesWriteMoreThanFits) {
  startBoth();
  const std::string text = numbers(4 * kMiB);
  left_->write(bytesOf("L"), bytesOf(text));
  right_->write(bytesOf("R"), bytesOf(text));
  loop_.runUntil(
      [&] { return leftReceiver_.received.size() > text.size() && rightReceiver_.received.size() > text.size(); });
  EXPECT_EQ(leftReceiver_.received, "R" + text);
  EXPECT_EQ(rightReceiver_.received, "L" + text);
}

TEST_P(Sending, keepsTheOrderOfWritesThatFollowALargeOne) {
  startBoth();
  const std::string text = numbers(2 * kMiB);
  left_->write(bytesOf(text), {});
  left_->write(bytesOf("tail 1"), bytesOf("tail 2"));
  loop_.runUntil([&] { return rightReceiver_.received.size() == text.size() + 12; });
  EXPECT_EQ(rightReceiver_.received, text + "tail 1tail 2");
}

TEST_P(Sending, copiesWhatItCannotSendAtOnce) {
  startBoth();
  std::string text = numbers(4 * kMiB);
  const std::string expected = text;
  left_->write({}, bytesOf(text));
  text.assign(text.size(), '!');
  loop_.runUntil([&] { return rightReceiver_.received.size() == expected.size(); });
  EXPECT_EQ(rightReceiver_.received, expected);
}

TEST_P(Sending, countsTheBytesThatWait) {
  left_->start(leftReceiver_);
  EXPECT_EQ(left_->queuedBytes(), 0u);
  const std::string text = numbers(8 * kMiB);
  left_->write(bytesOf(text), {});
  loop_.settle();
  const std::size_t waiting = left_->queuedBytes();
  EXPECT_GT(waiting, 4 * kMiB);  // the kernel may hold some of it
  left_->write(bytesOf("12345"), {});
  EXPECT_EQ(left_->queuedBytes(), waiting + 5);
  right_->start(rightReceiver_);
  loop_.runUntil([&] { return rightReceiver_.received.size() == text.size() + 5; });
  EXPECT_EQ(left_->queuedBytes(), 0u);
}

TEST_P(Sending, deliversWhatWasWrittenBeforeEitherSideStarted) {
  const std::string text = numbers(2 * kMiB);
  left_->write(bytesOf(text), {});
  startBoth();
  loop_.runUntil([&] { return rightReceiver_.received.size() == text.size(); });
  EXPECT_EQ(rightReceiver_.received, text);
}

TEST_P(Sending, callsTheReceiverFromTheLoopOnly) {
  startBoth();
  left_->write(bytesOf("x"), {});
  EXPECT_TRUE(rightReceiver_.received.empty());
  loop_.runUntil([&] { return !rightReceiver_.received.empty(); });
}

TEST_P(Sending, mayWriteFromInsideTheReceiver) {
  startBoth();
  constexpr int kRounds = 2000;
  rightReceiver_.onBytes = [&] { right_->write(bytesOf("x"), {}); };
  leftReceiver_.onBytes = [&] {
    if (leftReceiver_.received.size() < kRounds) left_->write(bytesOf("x"), {});
  };
  left_->write(bytesOf("x"), {});
  loop_.runUntil([&] { return leftReceiver_.received.size() == kRounds; });
  EXPECT_EQ(rightReceiver_.received.size(), static_cast<std::size_t>(kRounds));
}

TEST_P(Sending, doesNotNestCallsWhenTheReceiverRunsTheLoop) {
  startBoth();
  // A modal dialog opened by a message: the receiver itself fails the test if it is called meanwhile.
  bool nested = false;
  rightReceiver_.onBytes = [&] {
    if (nested) return;
    nested = true;
    left_->write(bytesOf("second"), {});
    for (int i = 0; i < 10; ++i) loop_.turn();
  };
  left_->write(bytesOf("first "), {});
  loop_.runUntil([&] { return rightReceiver_.received.size() == 12; });
  EXPECT_EQ(rightReceiver_.received, "first second");
}

TEST_P(Sending, letsOthersHaveTheirTurnUnderAFlood) {
  startBoth();
  bool timerRan = false;
  rightReceiver_.onBytes = [&] {
    if (!timerRan) left_->write(bytesOf(numbers(1000)), {});  // so there is always more to read
  };
  left_->write(bytesOf(numbers(kMiB)), {});
  const auto timer = loop_.loop().callAfter(std::chrono::milliseconds(0), [&] { timerRan = true; });
  loop_.runUntil([&] { return timerRan; });
}

INSTANTIATE_TEST_SUITE_P(Every, Sending, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
