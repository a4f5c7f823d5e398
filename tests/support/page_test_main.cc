// SPDX-License-Identifier: MIT
#include "temporary_directory.h"

#include <gtest/gtest.h>

#include <cstdlib>

int main(int argc, char** argv) {
  // Nothing of the user's desktop takes part: no settings, no accessibility bus, no data of pages that were.
  const transom::test::TemporaryDirectory home;
  setenv("XDG_DATA_HOME", (home.path() / "data").c_str(), 1);
  setenv("XDG_CACHE_HOME", (home.path() / "cache").c_str(), 1);
  setenv("GSETTINGS_BACKEND", "memory", 1);
  setenv("GTK_A11Y", "none", 1);
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
