// SPDX-License-Identifier: MIT
#include "temporary_directory.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

int runTests(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}

/// Waits until `tests` has ended, and every process that it left. @return the status to end with
int waitForAll(pid_t tests) {
  int result = EXIT_FAILURE;
  int status = 0;
  for (pid_t ended = ::wait(&status); ended > 0; ended = ::wait(&status)) {
    if (ended == tests && WIFEXITED(status)) result = WEXITSTATUS(status);
  }
  return result;
}

}  // namespace

// The tests run in a child. WebKit's processes notice by themselves that their main process has ended, and may write
// into its directories until then: those are removed when the last of them is gone.
int main(int argc, char** argv) {
  const pid_t parent = ::getpid();
  const transom::test::TemporaryDirectory home;
  // Nothing of the user's desktop takes part: no settings, no accessibility bus, no data of pages that were.
  setenv("XDG_DATA_HOME", (home.path() / "data").c_str(), 1);
  setenv("XDG_CACHE_HOME", (home.path() / "cache").c_str(), 1);
  setenv("GSETTINGS_BACKEND", "memory", 1);
  setenv("GTK_A11Y", "none", 1);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  const pid_t tests = ::fork();
  if (tests > 0) return waitForAll(tests);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::exit(tests == 0 && ::getppid() == parent ? runTests(argc, argv) : EXIT_FAILURE);
}
