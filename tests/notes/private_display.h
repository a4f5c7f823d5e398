// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace transom::test {

/// An X server of a test's own. A pointer and a keyboard are there once for each display: two tests that use them at
/// the same time must not share one.
class PrivateDisplay {
 public:
  /// Starts Xvfb, and makes $DISPLAY name it.
  PrivateDisplay();
  ~PrivateDisplay();
  PrivateDisplay(const PrivateDisplay&) = delete;
  PrivateDisplay& operator=(const PrivateDisplay&) = delete;

 private:
  int process_ = 0;
};

}  // namespace transom::test
