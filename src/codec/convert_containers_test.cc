// SPDX-License-Identifier: MIT
#include <transom/convert.h>

#include <support/complaint.h>
#include <support/dump.h>

#include <gtest/gtest.h>

#include <functional>

namespace transom {
namespace {

using test::complaint;
using test::dump;

TEST(ConvertContainers, takeArraysForListsAndDeques) {
  EXPECT_EQ(fromValue<std::list<int>>(Value::array({1, 2})), (std::list<int>{1, 2}));
  EXPECT_EQ(fromValue<std::deque<std::string>>(Value::array({"a"})), (std::deque<std::string>{"a"}));
  EXPECT_EQ(dump(toValue(std::deque<bool>{true, false})), "[true, false]");
  EXPECT_EQ(dump(toValue(std::vector<bool>{true, false})), "[true, false]");
  EXPECT_EQ(complaint<std::list<int>>(Value::array({1, "x"})), "at [1]: expected integer (32 bit), got string \"x\"");
}

TEST(ConvertContainers, takeASetForASet) {
  EXPECT_EQ(fromValue<std::set<int>>(Value::setOf({2, 1})), (std::set<int>{1, 2}));
  EXPECT_EQ(fromValue<std::unordered_set<std::string>>(Value::setOf({"a"})), (std::unordered_set<std::string>{"a"}));
  EXPECT_EQ(dump(toValue(std::set<std::string>{"b", "a"})), "Set{\"a\", \"b\"}");
  EXPECT_EQ(complaint<std::set<int>>(Value::array({1})), "expected Set of integer (32 bit), got array");
  EXPECT_EQ(complaint<std::set<int>>(Value::setOf({1, "x"})),
            "at [item 1]: expected integer (32 bit), got string \"x\"");
}

TEST(ConvertContainers, takeAMapWhereKeysAreNoStrings) {
  using Ages = std::map<int, std::string>;
  EXPECT_EQ(fromValue<Ages>(Value::mapOf({{1, "a"}, {2, "b"}})), (Ages{{1, "a"}, {2, "b"}}));
  EXPECT_EQ(dump(toValue(std::unordered_map<int, bool>{{7, true}})), "Map{7 => true}");
  EXPECT_EQ(complaint<Ages>(Value::object()), "expected Map of integer (32 bit) to string, got object");
  EXPECT_EQ(complaint<Ages>(Value::mapOf({{1, "a"}, {"x", "b"}})),
            "at [key 1]: expected integer (32 bit), got string \"x\"");
  EXPECT_EQ(complaint<Ages>(Value::mapOf({{1, 2}})), "at [value 0]: expected string, got number 2");
}

TEST(ConvertContainers, takeAnObjectForEveryMapOfStrings) {
  using Transparent = std::map<std::string, int, std::less<>>;
  EXPECT_EQ(fromValue<Transparent>(Value::object({{"a", 1}})), (Transparent{{"a", 1}}));
  EXPECT_EQ(dump(toValue(Transparent{{"__proto__", 1}})), "{\"__proto__\": 1}");
}

TEST(ConvertContainers, holdWhatOnlyGoesOut) {
  EXPECT_EQ(dump(toValue(std::vector<std::string_view>{"a", "b"})), "[\"a\", \"b\"]");
  EXPECT_EQ(dump(toValue(std::map<std::string, const char*>{{"a", "b"}})), "{\"a\": \"b\"}");
  EXPECT_EQ(dump(toValue(std::pair<std::string_view, int>("a", 1))), "[\"a\", 1]");
}

TEST(ConvertContainers, takeBigIntegersAsTheyAre) {
  const BigInt big = BigInt::fromUint64(UINT64_MAX);
  EXPECT_EQ(fromValue<std::vector<BigInt>>(Value::array({big})).at(0), big);
  EXPECT_EQ(complaint<BigInt>(1), "expected bigint, got number 1");
}

}  // namespace
}  // namespace transom
