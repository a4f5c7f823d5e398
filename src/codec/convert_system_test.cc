// SPDX-License-Identifier: MIT
#include <transom/convert.h>

#include <support/complaint.h>
#include <support/dump.h>

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <filesystem>

namespace transom {
namespace {

using namespace std::chrono_literals;
using std::chrono::system_clock;
using test::complaint;
using test::dump;

constexpr double kNow = 1'700'000'000'123;

TEST(ConvertDuration, isANumberOfMilliseconds) {
  EXPECT_EQ(toValue(1500ms), Value(1500));
  EXPECT_EQ(toValue(2min), Value(120'000));
  EXPECT_EQ(toValue(1500us), Value(1.5));
  EXPECT_EQ(fromValue<std::chrono::milliseconds>(-3), -3ms);
  EXPECT_EQ(fromValue<std::chrono::seconds>(3000), 3s);
  EXPECT_EQ(fromValue<std::chrono::microseconds>(1.5), 1500us);
  EXPECT_EQ(fromValue<std::chrono::nanoseconds>(kNow), 1'700'000'000'123'000'000ns);
  EXPECT_EQ((fromValue<std::chrono::duration<double>>(250)), 250ms);
}

TEST(ConvertDuration, losesNothingButWhatIsFinerThanItCounts) {
  EXPECT_EQ(complaint<std::chrono::milliseconds>(1.5), "expected whole number of milliseconds, got number 1.5");
  EXPECT_EQ(complaint<std::chrono::seconds>(1500), "expected number of milliseconds in steps of 1000, got number 1500");
  EXPECT_EQ(fromValue<std::chrono::microseconds>(0.0014), 1us);
}

TEST(ConvertDuration, isInTheRangeOfItsType) {
  EXPECT_NE(complaint<std::chrono::nanoseconds>(1e16), "none");
  EXPECT_NE(complaint<std::chrono::milliseconds>(1e300), "none");
  EXPECT_NE(complaint<std::chrono::milliseconds>(-9223372036854775808.0 * 2), "none");
  EXPECT_NE((complaint<std::chrono::duration<std::int8_t>>(128'000)), "none");
  EXPECT_NE(complaint<std::chrono::milliseconds>(INFINITY), "none");
  EXPECT_NE(complaint<std::chrono::milliseconds>(NAN), "none");
  EXPECT_NE((complaint<std::chrono::duration<double>>(NAN)), "none");
  EXPECT_NE(complaint<std::chrono::milliseconds>("1"), "none");
}

TEST(ConvertTimePoint, isADate) {
  const auto time = system_clock::time_point(std::chrono::milliseconds(static_cast<std::int64_t>(kNow)));
  EXPECT_EQ(toValue(time).asDate(), kNow);
  EXPECT_EQ(toValue(time + 999us).asDate(), kNow);
  EXPECT_EQ(fromValue<system_clock::time_point>(Value::date(kNow)), time);
  EXPECT_EQ(fromValue<system_clock::time_point>(Value::date(-1)), system_clock::time_point(-1ms));
}

TEST(ConvertTimePoint, ofLongerUnitsRoundsDown) {
  using std::chrono::sys_days;
  using std::chrono::sys_seconds;
  EXPECT_EQ(fromValue<sys_seconds>(Value::date(kNow)), sys_seconds(1'700'000'000s));
  EXPECT_EQ(fromValue<sys_seconds>(Value::date(-1)), sys_seconds(-1s));
  EXPECT_EQ(fromValue<sys_days>(Value::date(86'400'000.0 * 3 - 1)), sys_days(std::chrono::days(2)));
  EXPECT_EQ(toValue(sys_days(std::chrono::days(2))).asDate(), 86'400'000.0 * 2);
}

TEST(ConvertTimePoint, isNoInvalidOrUnreachableDate) {
  EXPECT_EQ(complaint<system_clock::time_point>(Value::date(NAN)),
            "expected Date in the range of the clock, got Date(NaN)");
  EXPECT_NE(complaint<system_clock::time_point>(Value::date(8.64e15)), "none");
  EXPECT_EQ(complaint<std::chrono::sys_days>(Value::date(8.64e15)), "none");
  EXPECT_EQ(complaint<system_clock::time_point>(kNow), "expected Date, got number 1700000000123");
}

TEST(ConvertPath, isAString) {
  EXPECT_EQ(fromValue<std::filesystem::path>("a/ü.md"), std::filesystem::path("a/ü.md"));
  EXPECT_EQ(dump(Arguments::of(std::filesystem::path("a/b"), std::vector<std::filesystem::path>{"c"})),
            "[\"a/b\", [\"c\"]]");
  EXPECT_EQ(complaint<std::filesystem::path>(7), "expected path, got number 7");
}

TEST(ConvertPath, hasNothingBehindANul) {
  EXPECT_EQ(complaint<std::filesystem::path>(std::string("/etc/passwd\0.md", 15)),
            "expected path without NUL, got string \"/etc/passwd\\u{0}.md\"");
}

}  // namespace
}  // namespace transom
