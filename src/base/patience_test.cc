// SPDX-License-Identifier: MIT
#include "base/patience.h"

#include "base/file_descriptor.h"

#include <gtest/gtest.h>

#include <thread>

#include <sys/socket.h>
#include <unistd.h>

namespace transom {
namespace {

// With one CPU nobody ever waits.
const bool kHasOtherCpus = std::thread::hardware_concurrency() > 1;

class PatienceTest : public ::testing::Test {
 protected:
  PatienceTest() {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    mine_.reset(ends[0]);
    other_.reset(ends[1]);
  }
  bool isReadableSoon() { return patience_.isReadableSoon(mine_.get()); }
  void waitInVain(int times) {
    for (int i = 0; i < times; ++i) EXPECT_FALSE(isReadableSoon());
  }
  void answer() { ASSERT_EQ(::write(other_.get(), "x", 1), 1); }
  void takeAnswer() {
    char byte = 0;
    ASSERT_EQ(::read(mine_.get(), &byte, 1), 1);
  }

  Patience patience_;
  FileDescriptor mine_;
  FileDescriptor other_;
};

TEST_F(PatienceTest, endsWhenNothingCame) {
  EXPECT_FALSE(isReadableSoon());
}

TEST_F(PatienceTest, seesWhatHasCome) {
  answer();
  EXPECT_EQ(isReadableSoon(), kHasOtherCpus);
}

TEST_F(PatienceTest, seesThatTheOtherSideIsGone) {
  other_.reset();
  EXPECT_EQ(isReadableSoon(), kHasOtherCpus);
}

TEST_F(PatienceTest, isLostForAWhileWhereItWasInVainManyTimesInARow) {
  waitInVain(16);
  answer();
  for (int i = 0; i < 240; ++i) EXPECT_FALSE(isReadableSoon());
  EXPECT_EQ(isReadableSoon(), kHasOtherCpus);
}

TEST_F(PatienceTest, isLostAgainWhereItIsInVainStill) {
  waitInVain(16 + 240 + 16);
  answer();
  EXPECT_FALSE(isReadableSoon());
}

TEST_F(PatienceTest, isWholeAgainAfterOneAnswerInTime) {
  waitInVain(15);
  answer();
  EXPECT_EQ(isReadableSoon(), kHasOtherCpus);
  takeAnswer();
  waitInVain(15);
  answer();
  EXPECT_EQ(isReadableSoon(), kHasOtherCpus);
}

}  // namespace
}  // namespace transom
