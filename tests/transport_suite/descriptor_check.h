// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <iterator>

namespace transom::test {

/// Fails the test if it leaves a descriptor open. Put it first in a fixture, so that it looks when all else is gone.
class DescriptorCheck {
 public:
  DescriptorCheck() = default;
  ~DescriptorCheck() { EXPECT_EQ(count(), before_) << "the test leaves descriptors open"; }
  DescriptorCheck(const DescriptorCheck&) = delete;
  DescriptorCheck& operator=(const DescriptorCheck&) = delete;

 private:
  static std::ptrdiff_t count() {
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
  }

  std::ptrdiff_t before_ = count();
};

}  // namespace transom::test
