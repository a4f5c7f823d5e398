// SPDX-License-Identifier: MIT
#include "base/log.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace transom {
namespace {

TEST(Log, givesEachWarningToItsOwnSink) {
  std::vector<std::string> lines;
  const Log log([&lines](std::string_view line) { lines.emplace_back(line); });
  log.warning("first");
  log.warning("second");
  EXPECT_EQ(lines, (std::vector<std::string>{"first", "second"}));
}

TEST(Log, writesOneLineWithPrefixToStandardError) {
  testing::internal::CaptureStderr();
  Log().warning("a\nb");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "transom: a\\nb\n");
}

TEST(Log, writesNoEndlessLines) {
  std::string written;
  const Log log([&written](std::string_view line) { written = line; });
  log.warning(std::string(1 << 20, 'x') + "end");
  EXPECT_EQ(written, std::string(16 << 10, 'x') + "… (1032195 bytes more)");
}

TEST(Log, letsNoPageSendEscapeSequencesToATerminal) {
  EXPECT_EQ(escapeControlCharacters("\x1b[31mred\x7f\r\t"), "\\x1b[31mred\\x7f\\x0d\\t");
  // U+009B is a whole "escape [" for some terminals.
  EXPECT_EQ(escapeControlCharacters("\xc2\x9b"), "\\x9b");
}

TEST(Log, leavesTextAlone) {
  EXPECT_EQ(escapeControlCharacters("größer \xe2\x82\xac \xc2\xa0 \xf0\x9f\x98\x80"),
            "größer \xe2\x82\xac \xc2\xa0 \xf0\x9f\x98\x80");
  EXPECT_EQ(escapeControlCharacters("cut off \xc2"), "cut off \xc2");
}

}  // namespace
}  // namespace transom
