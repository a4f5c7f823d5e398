// SPDX-License-Identifier: MIT
#include "base/file_descriptor.h"

#include <gtest/gtest.h>

#include <utility>

#include <fcntl.h>

namespace transom {
namespace {

bool isOpenInKernel(int descriptor) {
  return fcntl(descriptor, F_GETFD) >= 0;
}

int openSomething() {
  return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

TEST(FileDescriptor, closesWhatItOwns) {
  const int raw = openSomething();
  { const FileDescriptor owner(raw); }
  EXPECT_FALSE(isOpenInKernel(raw));
}

TEST(FileDescriptor, passesOnWhatItOwnsWhenMoved) {
  FileDescriptor first(openSomething());
  const int raw = first.get();
  FileDescriptor second(std::move(first));
  EXPECT_TRUE(isOpenInKernel(raw));
  FileDescriptor third(openSomething());
  const int replaced = third.get();
  third = std::move(second);
  EXPECT_EQ(third.get(), raw);
  EXPECT_FALSE(isOpenInKernel(replaced));
}

TEST(FileDescriptor, leavesAReleasedDescriptorOpen) {
  FileDescriptor owner(openSomething());
  const int raw = owner.release();
  EXPECT_FALSE(owner.isOpen());
  EXPECT_TRUE(isOpenInKernel(raw));
  ::close(raw);
}

}  // namespace
}  // namespace transom
