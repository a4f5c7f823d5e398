// SPDX-License-Identifier: MIT
#include <transom/value.h>

#include <gtest/gtest.h>

#include <cmath>

namespace transom {
namespace {

TEST(Inspect, showsEveryKindOfValue) {
  EXPECT_EQ(Value().inspect(), "undefined");
  EXPECT_EQ(Value(-0.0).inspect(), "-0");
  EXPECT_EQ(Value(-INFINITY).inspect(), "-Infinity");
  EXPECT_EQ(Value(BigInt::fromInt64(-31)).inspect(), "-0x1fn");
  EXPECT_EQ(Value::array({1, Value::hole(), "a"}).inspect(), "[1, <hole>, \"a\"]");
  EXPECT_EQ(Value::object({{"a", 1.5}, {"b", nullptr}}).inspect(), "{\"a\": 1.5, \"b\": null}");
  EXPECT_EQ(Value::mapOf({{1, true}}).inspect(), "Map{1 => true}");
  EXPECT_EQ(Value::setOf({1, 2}).inspect(), "Set{1, 2}");
  EXPECT_EQ(Value::error("TypeError", "m").inspect(), "TypeError: \"m\"");
  EXPECT_EQ(Value(Bytes(3)).inspect(), "Uint8Array(3)");
  EXPECT_EQ(Value::date(NAN).inspect(), "Date(NaN)");
  EXPECT_EQ(Value::boxed("x").inspect(), "Object(\"x\")");
}

TEST(Inspect, escapesWhatCouldForgeALogLine) {
  EXPECT_EQ(Value("a\n\x1b[31m\"").inspect(), "\"a\\u{a}\\u{1b}[31m\\\"\"");
  EXPECT_EQ(Value("\u0085\u2028\u202e\u2066\ufeff").inspect(), "\"\\u{85}\\u{2028}\\u{202e}\\u{2066}\\u{feff}\"");
  EXPECT_EQ(Value("é€😀").inspect(), "\"é€😀\"");
  EXPECT_EQ(Value::object({{"k\r", 1}}).inspect(), "{\"k\\u{d}\": 1}");
}

TEST(Inspect, isBoundedInLength) {
  const Value text(std::string(100'000, 'x'));
  EXPECT_LT(text.inspect(50).size(), 60u);
  EXPECT_LT(Value::array(std::vector<Value>(100'000, text)).inspect(50).size(), 70u);
  EXPECT_LT(Value(BigInt::fromMagnitude(false, Bytes(100'000, std::byte{1}))).inspect(50).size(), 60u);
}

TEST(Inspect, isBoundedInDepth) {
  Value cycle = Value::array();
  cycle.push(Value::weak(cycle));
  EXPECT_EQ(cycle.inspect(), "[[[[[…]]]]]");
}

}  // namespace
}  // namespace transom
