// SPDX-License-Identifier: MIT
#include "byte_range.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace transom::pages {
namespace {

/// As text: `offset+length`, `whole` or `none`.
std::string range(std::string_view header, std::uint64_t size) {
  const ByteRange result = rangeOf(header, size);
  if (result.kind == ByteRange::Kind::unsatisfiable) return "none";
  if (result.kind == ByteRange::Kind::part) return std::to_string(result.offset) + "+" + std::to_string(result.length);
  EXPECT_EQ(result.length, size);
  return "whole";
}

TEST(ByteRange, countsFromEitherEnd) {
  EXPECT_EQ(range("bytes=0-0", 10), "0+1");
  EXPECT_EQ(range("bytes=2-5", 10), "2+4");
  EXPECT_EQ(range("bytes=2-", 10), "2+8");
  EXPECT_EQ(range("bytes=-3", 10), "7+3");
}

TEST(ByteRange, isCutOffAtTheEnd) {
  EXPECT_EQ(range("bytes=5-100", 10), "5+5");
  EXPECT_EQ(range("bytes=-100", 10), "0+10");
  EXPECT_EQ(range("bytes=9-18446744073709551615", 10), "9+1");
  EXPECT_EQ(range("bytes=0-99999999999999999999999999", 10), "0+10");
}

TEST(ByteRange, beyondTheEndIsUnsatisfiable) {
  EXPECT_EQ(range("bytes=10-", 10), "none");
  EXPECT_EQ(range("bytes=99999999999999999999-", 10), "none");
  EXPECT_EQ(range("bytes=-0", 10), "none");
  EXPECT_EQ(range("bytes=0-", 0), "none");
  EXPECT_EQ(range("bytes=-5", 0), "none");
}

TEST(ByteRange, isTheWholeWhereTheHeaderIsNotUnderstood) {
  for (const char* header : {"", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=1-2,4-5", "items=0-1",
                             "bytes=1", "bytes=+1-2", "bytes=-1-2", "bytes=1--2", "bytes= 1-2", "bytes=0x1-2"}) {
    EXPECT_EQ(range(header, 10), "whole") << header;
  }
}

}  // namespace
}  // namespace transom::pages
