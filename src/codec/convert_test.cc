// SPDX-License-Identifier: MIT
#include <transom/convert.h>

#include "codec/codec.h"

#include <support/complaint.h>
#include <support/dump.h>

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace transom {
namespace {

using test::dump;

struct Tree {
  std::vector<Tree> children;
};

}  // namespace

template <>
struct Convert<Tree> {
  static std::string expected() { return "Tree"; }
  static Tree fromValue(const Value& value) { return {transom::fromValue<std::vector<Tree>>(value)}; }
};

namespace {

using test::complaint;

TEST(Convert, takesIntegersOnlyWhereNothingIsLost) {
  EXPECT_EQ(fromValue<int>(-7), -7);
  EXPECT_EQ(fromValue<std::uint8_t>(255), 255);
  EXPECT_EQ(complaint<std::uint8_t>(256), "expected unsigned integer (8 bit), got number 256");
  EXPECT_EQ(complaint<unsigned>(-1), "expected unsigned integer (32 bit), got number -1");
  EXPECT_EQ(complaint<int>(1.5), "expected integer (32 bit), got number 1.5");
  EXPECT_EQ(complaint<int>(2147483648.0), "expected integer (32 bit), got number 2147483648");
  EXPECT_EQ(complaint<int>(NAN), "expected integer (32 bit), got number NaN");
  EXPECT_EQ(complaint<int>("7"), "expected integer (32 bit), got string \"7\"");
  EXPECT_EQ(complaint<int>(Value()), "expected integer (32 bit), got undefined");
}

TEST(Convert, takes64BitIntegersFromNumbersAndBigInts) {
  EXPECT_EQ(fromValue<std::int64_t>(9007199254740991.0), 9007199254740991);
  EXPECT_NE(complaint<std::int64_t>(9007199254740992.0), "none");
  constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
  constexpr auto kMax = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(fromValue<std::int64_t>(toValue(kMin)), kMin);
  EXPECT_EQ(fromValue<std::uint64_t>(toValue(kMax)), kMax);
  EXPECT_EQ(complaint<std::int64_t>(toValue(kMax)), "expected integer (64 bit), got bigint 0xffffffffffffffffn");
  EXPECT_NE(complaint<std::uint64_t>(toValue(kMin)), "none");
  EXPECT_NE(complaint<int>(BigInt::fromInt64(1)), "none");
}

TEST(Convert, takesFloatsInRange) {
  EXPECT_EQ(fromValue<double>(0.1), 0.1);
  EXPECT_EQ(fromValue<float>(0.1), 0.1f);
  EXPECT_TRUE(std::isinf(fromValue<float>(INFINITY)));
  EXPECT_TRUE(std::isnan(fromValue<double>(NAN)));
  EXPECT_EQ(complaint<float>(1e300), "expected number (32 bit), got number 1e+300");
  EXPECT_EQ(complaint<double>(true), "expected number, got boolean true");
}

TEST(Convert, takesUndefinedAndNullForNothing) {
  EXPECT_EQ(fromValue<std::optional<int>>(Value()), std::nullopt);
  EXPECT_EQ(fromValue<std::optional<int>>(nullptr), std::nullopt);
  EXPECT_EQ(fromValue<std::optional<int>>(3), 3);
  EXPECT_EQ(dump(toValue(std::optional<int>())), "undefined");
  EXPECT_NE(complaint<std::optional<int>>("x"), "none");
}

TEST(Convert, takesContainersOfContainers) {
  const std::map<std::string, std::vector<std::pair<int, std::string>>> object = {{"a", {{1, "x"}, {2, "y"}}},
                                                                                  {"b", {}}};
  const Value value = toValue(object);
  EXPECT_EQ(dump(value), "{\"a\": [[1, \"x\"], [2, \"y\"]], \"b\": []}");
  EXPECT_EQ(fromValue<std::remove_const_t<decltype(object)>>(value), object);
  EXPECT_EQ((fromValue<std::array<int, 2>>(Value::array({1, 2}))), (std::array<int, 2>{1, 2}));
  EXPECT_EQ((fromValue<std::unordered_map<std::string, bool>>(Value::object({{"k", true}})).at("k")), true);
  EXPECT_EQ(dump(toValue(std::tuple(1, std::string("a"), std::optional<int>()))), "[1, \"a\", undefined]");
}

TEST(Convert, fillsTheOptionalEndOfATuple) {
  using Line = std::tuple<int, std::optional<int>>;
  EXPECT_EQ(fromValue<Line>(Value::array({1})), Line(1, std::nullopt));
  EXPECT_EQ(complaint<Line>(Value::array()), "at [0]: expected integer (32 bit), got undefined");
  EXPECT_EQ(complaint<Line>(Value::array({1, 2, 3})),
            "expected array [integer (32 bit), integer (32 bit) or undefined], got array");
}

TEST(Convert, takesBytesFromEveryViewOfThem) {
  const Bytes bytes = {std::byte{1}, std::byte{2}, std::byte{3}};
  const Value buffer = Value::arrayBuffer(bytes);
  EXPECT_EQ(fromValue<Bytes>(toValue(bytes)), bytes);
  EXPECT_EQ(fromValue<Bytes>(buffer), bytes);
  EXPECT_EQ(fromValue<Bytes>(Value::dataView(buffer, 2, 1)), (Bytes{std::byte{3}}));
  EXPECT_EQ(complaint<Bytes>(Value::array({1})), "expected Uint8Array, got array");
}

TEST(Convert, saysWhereInTheValueTheTroubleIs) {
  using Lists = std::map<std::string, std::vector<int>>;
  EXPECT_EQ(complaint<Lists>(Value::object({{"ok", Value::array()}, {"bad", Value::array({1, "x"})}})),
            "at .bad[1]: expected integer (32 bit), got string \"x\"");
  EXPECT_EQ(complaint<Lists>(Value::object({{"a\n", 1}})),
            "at [\"a\\u{a}\"]: expected array of integer (32 bit), got number 1");
  EXPECT_EQ(complaint<Lists>(5), "expected object of array of integer (32 bit), got number 5");
}

TEST(Convert, complaintsStayShortWhateverCame) {
  const std::string huge(1'000'000, '\n');
  using Deep = std::vector<std::map<std::string, std::vector<std::map<std::string, int>>>>;
  const Value inner = Value::object({{huge, Value::array({Value::object({{huge, huge}})})}});
  EXPECT_LT(complaint<Deep>(Value::array({inner})).size(), 600u);
}

TEST(Convert, aCycleIsTooDeepForATypeThatContainsItself) {
  Value cycle = Value::array();
  cycle.push(Value::weak(cycle));
  const std::string message = complaint<Tree>(cycle);
  EXPECT_NE(message.find("expected a depth of at most 1000"), std::string::npos);
  EXPECT_LT(message.size(), 500u);
}

TEST(Convert, doesNotCopyWhatIsSharedWithoutBound) {
  Value doubled = Value::array();
  for (int i = 0; i < 100; ++i) doubled = Value::array({doubled, doubled});
  EXPECT_NE(complaint<Tree>(doubled).find("the same objects too many times over"), std::string::npos);

  const Value list = Value::array({Value::array(std::vector<Value>(10'000, std::string(1000, 'x')))});
  const Value lists = Value::array(std::vector<Value>(10'000, list));
  EXPECT_NE(complaint<std::vector<std::vector<std::vector<std::string>>>>(lists), "none");

  const Value buffer = Value::arrayBuffer(Bytes(1'000'000));
  Value views = Value::array();
  for (int i = 0; i < 10'000; ++i) views.push(Value::dataView(buffer, 0, 1'000'000));
  EXPECT_NE(complaint<std::vector<Bytes>>(views), "none");
}

TEST(Convert, forgetsWhatOneConversionSharedBeforeTheNext) {
  const Value list = Value::array(std::vector<Value>(1'000'000, 1));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(fromValue<std::vector<int>>(list).size(), 1'000'000u);
}

}  // namespace
}  // namespace transom
