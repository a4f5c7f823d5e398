// SPDX-License-Identifier: MIT
#include "base/readable_soon.h"

#include "base/file_descriptor.h"

#include <gtest/gtest.h>

#include <thread>

#include <sys/socket.h>
#include <unistd.h>

namespace transom {
namespace {

class ReadableSoon : public ::testing::Test {
 protected:
  ReadableSoon() {
    int ends[2] = {-1, -1};
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    mine_.reset(ends[0]);
    other_.reset(ends[1]);
  }
  FileDescriptor mine_;
  FileDescriptor other_;
};

TEST_F(ReadableSoon, comesBackWhenNothingCame) {
  EXPECT_FALSE(isReadableSoon(mine_.get()));
}

TEST_F(ReadableSoon, seesWhatHasComeWhereThereIsAnotherCpu) {
  ASSERT_EQ(::write(other_.get(), "x", 1), 1);
  EXPECT_EQ(isReadableSoon(mine_.get()), std::thread::hardware_concurrency() > 1);
}

TEST_F(ReadableSoon, seesThatTheOtherSideIsGoneWhereThereIsAnotherCpu) {
  other_.reset();
  EXPECT_EQ(isReadableSoon(mine_.get()), std::thread::hardware_concurrency() > 1);
}

}  // namespace
}  // namespace transom
