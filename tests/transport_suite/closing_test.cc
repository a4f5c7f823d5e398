// SPDX-License-Identifier: MIT
#include "transport_suite/transport_suite.h"

#include <gtest/gtest.h>

#include <string>

namespace transom::test {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;

using Closing = TransportSuite;

TEST_P(Closing, isToldOnceAndWithAReason) {
  startBoth();
  left_->close();
  loop_.runUntil([&] { return rightReceiver_.closed; });
  loop_.settle();
  EXPECT_EQ(rightReceiver_.closeReason, "the other side closed the connection");
}

TEST_P(Closing, isNotToldToTheSideThatCloses) {
  startBoth();
  leftReceiver_.silenced = true;
  left_->close();
  left_->close();
  loop_.settle();
  EXPECT_FALSE(leftReceiver_.closed);
}

TEST_P(Closing, sendsFirstWhatWasWritten) {
  startBoth();
  left_->write(bytesOf("last "), bytesOf("words"));
  left_->close();
  loop_.runUntil([&] { return rightReceiver_.closed; });
  EXPECT_EQ(rightReceiver_.received, "last words");
}

TEST_P(Closing, happensWhenTheTransportIsDestroyed) {
  startBoth();
  left_->write(bytesOf("last words"), {});
  leftReceiver_.silenced = true;
  left_.reset();
  loop_.runUntil([&] { return rightReceiver_.closed; });
  EXPECT_EQ(rightReceiver_.received, "last words");
}

TEST_P(Closing, isToldAfterAllThatWasSentBefore) {
  startBoth();
  const std::string text = numbers(50'000);
  left_->write(bytesOf(text), {});
  right_->write(bytesOf("never read by a side that closes"), {});
  left_.reset();
  loop_.runUntil([&] { return rightReceiver_.closed; });
  EXPECT_EQ(rightReceiver_.received, text);
}

TEST_P(Closing, isToldToASideThatStartsLater) {
  left_->write(bytesOf("hello"), {});
  left_.reset();
  right_->start(rightReceiver_);
  EXPECT_FALSE(rightReceiver_.closed);
  loop_.runUntil([&] { return rightReceiver_.closed; });
  EXPECT_EQ(rightReceiver_.received, "hello");
}

TEST_P(Closing, isPossibleBeforeTheStart) {
  left_->close();
  right_->close();
  loop_.settle();
}

TEST_P(Closing, endsAllCallsAtOnce) {
  startBoth();
  left_->write(bytesOf("on its way"), {});
  rightReceiver_.silenced = true;
  right_->close();
  loop_.settle();
}

TEST_P(Closing, isPossibleInsideBytesRead) {
  right_->write(bytesOf(numbers(kMiB)), {});  // so that there is more to read
  startBoth();
  leftReceiver_.onBytes = [&] {
    left_->close();
    leftReceiver_.silenced = true;
  };
  loop_.runUntil([&] { return rightReceiver_.closed; });
  EXPECT_EQ(leftReceiver_.reads, 1);
}

TEST_P(Closing, mayBeByDestructionInsideBytesRead) {
  right_->write(bytesOf(numbers(kMiB)), {});
  startBoth();
  leftReceiver_.onBytes = [&] {
    left_.reset();
    leftReceiver_.silenced = true;
  };
  loop_.runUntil([&] { return rightReceiver_.closed; });
  EXPECT_EQ(leftReceiver_.reads, 1);
}

TEST_P(Closing, mayBeByDestructionInsideTransportClosed) {
  startBoth();
  rightReceiver_.onClosed = [&] { right_.reset(); };
  left_->close();
  loop_.runUntil([&] { return rightReceiver_.closed; });
  loop_.settle();
}

TEST_P(Closing, ofBothSidesAtOnceIsToldToNeither) {
  startBoth();
  left_->close();
  right_->close();
  loop_.settle();
  EXPECT_FALSE(leftReceiver_.closed);
  EXPECT_FALSE(rightReceiver_.closed);
}

TEST_P(Closing, makesWritesDoNothing) {
  startBoth();
  left_->close();
  left_->write(bytesOf("too late"), bytesOf("too late"));
  EXPECT_EQ(left_->queuedBytes(), 0u);
  loop_.runUntil([&] { return rightReceiver_.closed; });
  EXPECT_EQ(rightReceiver_.received, "");
}

TEST_P(Closing, ofThePeerIsNeverReportedFromInsideWrite) {
  startBoth();
  right_.reset();
  for (int i = 0; i < 10; ++i) left_->write(bytesOf(numbers(kMiB)), {});
  EXPECT_FALSE(leftReceiver_.closed);
  loop_.runUntil([&] { return leftReceiver_.closed; });
  EXPECT_EQ(left_->queuedBytes(), 0u);
  left_->write(bytesOf("after the end"), {});
  loop_.settle();
}

TEST_P(Closing, ofThePeerWhileBytesWaitIsToldOnce) {
  startBoth();
  left_->write(bytesOf(numbers(8 * kMiB)), {});
  loop_.turn();
  right_.reset();
  loop_.runUntil([&] { return leftReceiver_.closed; });
  loop_.settle();
  EXPECT_FALSE(leftReceiver_.closeReason.empty());
}

TEST_P(Closing, atAnyPointLosesNothingOfWhatCameBeforeAndTellsOnce) {
  const std::string text = numbers(kMiB / 2);
  for (int turns = 0; turns < 40; ++turns) {
    auto [left, right] = GetParam().connect(loop_.loop());
    RecordingReceiver leftReceiver;
    RecordingReceiver rightReceiver;
    left->start(leftReceiver);
    right->start(rightReceiver);
    left->write(bytesOf(text), {});
    right->write(bytesOf(text), {});
    for (int i = 0; i < turns; ++i) loop_.turn();
    left->close();
    leftReceiver.silenced = true;
    loop_.runUntil([&] { return rightReceiver.closed; });
    EXPECT_TRUE(text.starts_with(rightReceiver.received)) << turns;
    EXPECT_TRUE(text.starts_with(leftReceiver.received)) << turns;
  }
}

TEST_P(Closing, byAbortIsToldLaterAndWithItsReason) {
  startBoth();
  left_->abort("enough");
  EXPECT_FALSE(leftReceiver_.closed);
  loop_.runUntil([&] { return leftReceiver_.closed && rightReceiver_.closed; });
  EXPECT_EQ(leftReceiver_.closeReason, "enough");
}

TEST_P(Closing, byAbortDropsWhatWaits) {
  left_->start(leftReceiver_);
  left_->write(bytesOf(numbers(8 * kMiB)), {});
  left_->abort("enough");
  EXPECT_EQ(left_->queuedBytes(), 0u);
  left_->write(bytesOf("more"), {});
  EXPECT_EQ(left_->queuedBytes(), 0u);
  loop_.runUntil([&] { return leftReceiver_.closed; });
}

TEST_P(Closing, byAbortIsToldAlsoWhenThePeerNeverStopsSending) {
  startBoth();
  bool aborted = false;
  leftReceiver_.onBytes = [&] {
    EXPECT_FALSE(aborted) << "nothing is read after abort()";
    right_->write(bytesOf(numbers(1000)), {});
    if (leftReceiver_.reads < 20) return;
    left_->abort("enough");
    aborted = true;
  };
  right_->write(bytesOf(numbers(kMiB)), {});
  loop_.runUntil([&] { return leftReceiver_.closed; });
}

TEST_P(Closing, byAbortInsideANestedLoopIsToldOutsideIt) {
  startBoth();
  leftReceiver_.onBytes = [&] {
    left_->abort("enough");
    for (int i = 0; i < 10; ++i) loop_.turn();  // the receiver fails the test if it is called here
  };
  right_->write(bytesOf("x"), {});
  loop_.runUntil([&] { return leftReceiver_.closed; });
}

TEST_P(Closing, afterAbortIsSilent) {
  startBoth();
  left_->abort("enough");
  left_->close();
  leftReceiver_.silenced = true;
  loop_.runUntil([&] { return rightReceiver_.closed; });
  loop_.settle();
}

INSTANTIATE_TEST_SUITE_P(Every, Closing, testing::ValuesIn(everyTransport()), nameOfTransport);

}  // namespace
}  // namespace transom::test
