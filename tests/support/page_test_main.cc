// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cstdlib>

int main(int argc, char** argv) {
  // Nothing of the user's desktop takes part: no settings, no accessibility bus.
  setenv("GSETTINGS_BACKEND", "memory", 1);
  setenv("GTK_A11Y", "none", 1);
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
