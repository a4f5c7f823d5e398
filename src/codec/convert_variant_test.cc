// SPDX-License-Identifier: MIT
#include <transom/convert.h>
#include <transom/limits.h>

#include <support/complaint.h>
#include <support/dump.h>

#include <gtest/gtest.h>

namespace shapes {
namespace {

struct Circle {
  double radius = 0;
};
TRANSOM_STRUCT(Circle, radius)

struct Square {
  double side = 0;
  std::optional<std::string> label;
};
TRANSOM_STRUCT(Square, side, label)

using Shape = std::variant<Circle, Square>;

enum class AddKind { add };
TRANSOM_ENUM(AddKind, add)
enum class RemoveKind { remove };
TRANSOM_ENUM(RemoveKind, remove)

struct Add {
  AddKind kind{};
  int id = 0;
};
TRANSOM_STRUCT(Add, kind, id)
struct Remove {
  RemoveKind kind{};
  int id = 0;
};
TRANSOM_STRUCT(Remove, kind, id)

/// Two that look the same from outside, whatever is inside: each level may be tried twice.
struct Left {
  std::vector<std::variant<Left, struct Right>> children;
  int end = 0;
};
struct Right {
  std::vector<std::variant<Left, Right>> children;
  int end = 0;
};
TRANSOM_STRUCT(Left, children, end)
TRANSOM_STRUCT(Right, children, end)

}  // namespace
}  // namespace shapes

namespace transom {
namespace {

using shapes::Shape;
using test::complaint;
using test::dump;

TEST(ConvertVariant, isTheFirstAlternativeThatFits) {
  using Mixed = std::variant<std::monostate, bool, int, double, std::string, std::vector<int>, Bytes>;
  const auto indexOf = [](const Value& value) { return fromValue<Mixed>(value).index(); };
  EXPECT_EQ(indexOf(Value()), 0u);
  EXPECT_EQ(indexOf(true), 1u);
  EXPECT_EQ(indexOf(7), 2u);
  EXPECT_EQ(indexOf(7.5), 3u);
  EXPECT_EQ(indexOf("7"), 4u);
  EXPECT_EQ(indexOf(Value::array({7})), 5u);
  EXPECT_EQ(indexOf(Bytes{}), 6u);
}

TEST(ConvertVariant, triesTheNextWhereTheInsideDoesNotFit) {
  using Lists = std::variant<std::vector<int>, std::vector<std::string>>;
  EXPECT_EQ(fromValue<Lists>(Value::array({1})).index(), 0u);
  EXPECT_EQ(fromValue<Lists>(Value::array({"a"})).index(), 1u);
  EXPECT_EQ(complaint<Lists>(Value::array({true})),
            "expected array of integer (32 bit) or array of string, got array (no array of integer (32 bit): at [0]: "
            "expected integer (32 bit), got boolean true; no array of string: at [0]: expected string, got boolean "
            "true)");
}

TEST(ConvertVariant, tellsStructsByTheirRequiredFields) {
  EXPECT_EQ(fromValue<Shape>(Value::object({{"radius", 1}})).index(), 0u);
  EXPECT_EQ(fromValue<Shape>(Value::object({{"side", 1}})).index(), 1u);
  EXPECT_EQ(fromValue<Shape>(Value::object({{"side", 1}, {"label", "x"}, {"radius", "none"}})).index(), 1u);
}

TEST(ConvertVariant, tellsStructsByAnEnumerationOfOne) {
  using Change = std::variant<shapes::Add, shapes::Remove>;
  EXPECT_EQ(fromValue<Change>(Value::object({{"kind", "remove"}, {"id", 3}})).index(), 1u);
  EXPECT_EQ(dump(toValue(Change(shapes::Add{{}, 4}))), R"({"kind": "add", "id": 4})");
}

TEST(ConvertVariant, namesWhatWasTriedAndWhyItFailed) {
  EXPECT_EQ(complaint<Shape>("x"), "expected Circle or Square, got string \"x\"");
  EXPECT_EQ(complaint<std::vector<Shape>>(Value::array({Value::object({{"side", "x"}})})),
            "at [0]: expected Circle or Square, got object (no Circle: at .radius: expected number, got undefined; no "
            "Square: at .side: expected number, got string \"x\")");
}

TEST(ConvertVariant, goesOutAsWhatItHolds) {
  EXPECT_EQ(dump(toValue(std::vector<Shape>{shapes::Circle{1}, shapes::Square{2, "s"}})),
            R"([{"radius": 1}, {"side": 2, "label": "s"}])");
  EXPECT_EQ(dump(toValue(std::variant<std::monostate, int>())), "undefined");
}

TEST(ConvertVariant, ofManyItemsTakesNoTimeWhereTheirShapesTell) {
  std::vector<Value> squares;
  for (int i = 0; i < 200'000; ++i) squares.push_back(Value::object({{"side", i}}));
  EXPECT_EQ(fromValue<std::vector<Shape>>(Value::array(squares)).size(), 200'000u);
}

TEST(ConvertVariant, ofListsMayBeTriedForMany) {
  using Lists = std::variant<std::vector<int>, std::vector<std::string>>;
  std::vector<Value> lists;
  for (int i = 0; i < 10'000; ++i) lists.push_back(Value::array({1, "a"}));
  for (int i = 0; i < 10'000; ++i) lists.push_back(Value::array({"a", "b"}));
  EXPECT_NE(complaint<std::vector<Lists>>(Value::array(lists)), "none");  // [1, "a"] is neither
  lists.erase(lists.begin(), lists.begin() + 10'000);
  EXPECT_EQ(fromValue<std::vector<Lists>>(Value::array(lists)).size(), 10'000u);
}

/// Each level of these is right for both alternatives until its end, so the work would double with every level.
TEST(ConvertVariant, nestedToBeTriedOverAndOverIsRefusedInTime) {
  Value node = Value::object({{"children", Value::array()}, {"end", 1.5}});
  for (int i = 0; i < kMaxValueDepth / 2 - 2; ++i) {
    node = Value::object({{"children", Value::array({node})}, {"end", 1}});
  }
  const std::string message = complaint<std::vector<std::variant<shapes::Left, shapes::Right>>>(Value::array({node}));
  EXPECT_NE(message.find("expected values whose type shows at once, got too many that had to be tried"),
            std::string::npos)
      << message;
  EXPECT_LT(message.size(), 500u);
}

}  // namespace
}  // namespace transom
