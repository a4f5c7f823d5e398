// SPDX-License-Identifier: MIT
#include "engines/headless/headless_engine.h"

#include <gtest/gtest.h>

#include <csignal>

namespace transom {
namespace {

TEST(HeadlessEngine, runsItsLoopUntilItQuits) {
  HeadlessEngine engine;
  int ran = 0;
  engine.loop().post([&] {
    ++ran;
    engine.loop().post([&] {
      ++ran;
      engine.quit();
    });
  });
  engine.run([] { FAIL() << "no signal was sent"; });
  EXPECT_EQ(ran, 2);
}

TEST(HeadlessEngine, hearsTheSignalsThatEndAProcessWhileItRuns) {
  struct sigaction before {};
  ASSERT_EQ(sigaction(SIGTERM, nullptr, &before), 0);
  for (const int signal : {SIGTERM, SIGINT}) {
    HeadlessEngine engine;
    int heard = 0;
    engine.loop().post([signal] { raise(signal); });
    engine.run([&] {
      ++heard;
      engine.quit();
    });
    EXPECT_EQ(heard, 1);
  }
  struct sigaction after {};
  ASSERT_EQ(sigaction(SIGTERM, nullptr, &after), 0);
  EXPECT_EQ(after.sa_handler, before.sa_handler);
}

}  // namespace
}  // namespace transom
