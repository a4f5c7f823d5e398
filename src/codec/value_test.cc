// SPDX-License-Identifier: MIT
#include <transom/error.h>
#include <transom/value.h>

#include <support/dump.h>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>

namespace transom {
namespace {

using test::dump;

static_assert(!std::constructible_from<Value, void*>, "a pointer is no boolean");
static_assert(!std::constructible_from<Value, char>, "a character is no number");

TEST(Value, isMadeFromWhatCppHas) {
  EXPECT_EQ(dump(Value()), "undefined");
  EXPECT_EQ(dump(nullptr), "null");
  EXPECT_EQ(dump(true), "true");
  EXPECT_EQ(dump(-7), "-7");
  EXPECT_EQ(dump(1.5f), "f64:3ff8000000000000");
  EXPECT_EQ(dump("text"), "\"text\"");
  EXPECT_EQ(dump(std::string_view("text")), "\"text\"");
  EXPECT_EQ(dump(Bytes{std::byte{10}}), "Uint8Array(ArrayBuffer(0a), 0, 1)");
  EXPECT_EQ(dump(std::vector<std::vector<int>>{{1}, {2, 3}}), "[[1], [2, 3]]");
  EXPECT_EQ(dump(std::vector<bool>{true}), "[true]");
  EXPECT_EQ(dump(std::map<std::string, std::optional<int>>{{"a", 1}, {"b", {}}}), "{\"a\": 1, \"b\": undefined}");
}

TEST(Value, keepsIntegersBeyond2To53AsBigInts) {
  constexpr std::int64_t kMaxSafe = (std::int64_t{1} << 53) - 1;
  EXPECT_EQ(dump(kMaxSafe), "9007199254740991");
  EXPECT_EQ(dump(kMaxSafe + 1), "0x20000000000000n");
  EXPECT_EQ(dump(-kMaxSafe - 1), "-0x20000000000000n");
  EXPECT_EQ(dump(std::numeric_limits<std::int64_t>::min()), "-0x8000000000000000n");
  EXPECT_EQ(dump(std::numeric_limits<std::uint64_t>::max()), "0xffffffffffffffffn");
}

TEST(Value, replacesWhatIsNoUtf8) {
  EXPECT_EQ(Value("a\xff\xed\xa0\x80z"), Value("a\ufffd\ufffd\ufffd\ufffdz"));
  EXPECT_EQ(Value::object({{"\xff", 1}}).keys().front(), "\ufffd");
  EXPECT_EQ(*Value::error("Error", "\xff").asError().message, "\ufffd");
}

TEST(Value, copiesReferToTheSameObject) {
  Value object = Value::object();
  Value copy = object;
  copy.set("a", 1);
  EXPECT_EQ(object["a"], 1);
  EXPECT_TRUE(sameObject(object, copy));
  EXPECT_FALSE(sameObject(object, Value::object({{"a", 1}})));
  EXPECT_FALSE(sameObject(Value("a"), Value("a")));
}

TEST(Value, comparesAsJavaScriptsTripleEqualsDoes) {
  EXPECT_EQ(Value(0), Value(-0.0));
  EXPECT_NE(Value(NAN), Value(NAN));
  EXPECT_NE(Value(1), Value("1"));
  EXPECT_NE(Value(), Value(nullptr));
  EXPECT_EQ(Value(BigInt::fromInt64(5)), Value(BigInt::fromUint64(5)));
  EXPECT_NE(Value(BigInt::fromInt64(5)), Value(5));
  EXPECT_NE(Value::array(), Value::array());
}

TEST(Value, becomesUndefinedWhenItIsMovedFrom) {
  std::vector<Value> values{Value::array({1})};
  const std::vector<Value> to{std::make_move_iterator(values.begin()), std::make_move_iterator(values.end())};
  EXPECT_EQ(to[0].size(), 1u);
  EXPECT_TRUE(values[0].isUndefined());
}

TEST(Value, readsWhatIsNotThereAsUndefined) {
  EXPECT_TRUE(Value::array({1})[5].isUndefined());
  EXPECT_TRUE(Value::object()["nothing"].isUndefined());
  EXPECT_TRUE(Value::mapOf().find(1).isUndefined());
  EXPECT_EQ(Value(5).size(), 0u);
}

TEST(Value, readAsAnotherTypeThrowsWhatWasExpectedAndWhatCame) {
  try {
    static_cast<void>(Value(1.5).asString());
    FAIL();
  } catch (const ConversionError& error) {
    EXPECT_EQ(error.name(), "TypeError");
    EXPECT_EQ(error.message(), "expected string, got number 1.5");
  }
  EXPECT_THROW(static_cast<void>(Value("x")["length"]), ConversionError);
  EXPECT_THROW(Value().push(1), ConversionError);
  EXPECT_THROW(static_cast<void>(Value::object().asBytes()), ConversionError);
}

TEST(Value, arraysHaveHolesThatReadAsUndefined) {
  Value array = Value::array({1, Value::hole()});
  array.setAt(4, 5);
  EXPECT_EQ(dump(array), "[1, <hole>, <hole>, <hole>, 5]");
  EXPECT_TRUE(array[1].isUndefined());
  EXPECT_FALSE(array[1].isHole());
  EXPECT_TRUE(array.items()[1].isHole());
  EXPECT_THROW(array.setAt(std::numeric_limits<std::uint32_t>::max(), 1), Error);
}

TEST(Value, objectsKeepTheOrderOfTheirProperties) {
  Value object = Value::object({{"b", 1}, {"a", 2}, {"b", 3}});
  object.set("__proto__", 4);
  EXPECT_EQ(dump(object), "{\"b\": 3, \"a\": 2, \"__proto__\": 4}");
  EXPECT_TRUE(object.remove("b"));
  EXPECT_FALSE(object.remove("b"));
  EXPECT_FALSE(object.has("constructor"));
  EXPECT_EQ(object.keys(), (std::vector<std::string>{"a", "__proto__"}));
}

TEST(Value, largeObjectsFindTheirPropertiesToo) {
  Value object = Value::object();
  for (int i = 0; i < 1000; ++i) object.set("key" + std::to_string(i), i);
  for (int i = 0; i < 1000; i += 2) EXPECT_TRUE(object.remove("key" + std::to_string(i)));
  ASSERT_EQ(object.size(), 500u);
  for (int i = 1; i < 1000; i += 2) EXPECT_EQ(object["key" + std::to_string(i)], i);
  object.set("key501", "new");
  EXPECT_EQ(object["key501"], "new");
  EXPECT_EQ(object.keys()[250], "key501");
}

/// Keys of every kind, also in tables large enough to be indexed.
TEST(Value, mapsTellKeysApartAsJavaScriptDoes) {
  const Value object = Value::object();
  const std::array<Value, 12> keys = {
      Value(), nullptr, false,           true, 1, NAN, BigInt::fromInt64(1), BigInt::fromInt64(-1),
      "1",     object,  Value::object(), 0.5};
  for (const int others : {0, 100}) {
    Value map = Value::mapOf();
    for (int i = 0; i < others; ++i) map.insert("other" + std::to_string(i), i);
    for (const Value& key : keys) map.insert(key, "first");
    for (const Value& key : keys) map.insert(key, "second");
    EXPECT_EQ(map.size(), keys.size() + static_cast<std::size_t>(others));
    for (const Value& key : keys) EXPECT_EQ(map.find(key), "second") << dump(key);
    EXPECT_FALSE(map.contains(Value::object()));
    EXPECT_TRUE(map.erase(object));
    EXPECT_FALSE(map.contains(object));
  }
}

TEST(Value, mapsAndSetsTakeMinusZeroForZero) {
  const Value set = Value::setOf({-0.0, 0, Value::hole(), Value()});
  EXPECT_EQ(dump(set), "Set{0, undefined}");
  EXPECT_TRUE(set.contains(-0.0));
}

TEST(Value, datesAreCutToWholeMillisecondsOrInvalid) {
  EXPECT_EQ(dump(Value::date(-1.7)), "Date(-1)");
  EXPECT_EQ(dump(Value::date(-0.5)), "Date(0)");
  EXPECT_EQ(dump(Value::date(8.64e15)), "Date(8640000000000000)");
  EXPECT_EQ(dump(Value::date(8.65e15)), "Date(invalid)");
  EXPECT_EQ(dump(Value::date(NAN)), "Date(invalid)");
}

TEST(Value, regularExpressionsHaveTheirFlagsInOrder) {
  EXPECT_EQ(Value::regExp("a", "mgi").asRegExp().flags, "gim");
  for (const char* flags : {"gg", "G", " "}) {
    try {
      static_cast<void>(Value::regExp("a", flags));
      ADD_FAILURE() << flags;
    } catch (const Error& error) {
      EXPECT_EQ(error.name(), "SyntaxError");
    }
  }
}

TEST(Value, errorsAreOfTheStandardClasses) {
  EXPECT_EQ(dump(Value::error("RangeError", "m")), "RangeError{\"message\": \"m\"}");
  EXPECT_EQ(dump(Value::error("MyError", "m")), "Error{\"message\": \"m\"}");
}

TEST(Value, viewsShareTheirBuffer) {
  const Value buffer = Value::arrayBuffer(Bytes(8, std::byte{7}));
  const Value words = Value::typedArray(ElementType::uint16, buffer, 2, 3);
  EXPECT_EQ(words.asBytes().size(), 6u);
  EXPECT_EQ(words.asBytes().data(), buffer.asBytes().data() + 2);
  EXPECT_TRUE(sameObject(words.asView().buffer, buffer));
}

TEST(Value, viewsMustLieInTheirBuffer) {
  const Value buffer = Value::arrayBuffer(Bytes(8));
  constexpr std::size_t kHuge = std::numeric_limits<std::size_t>::max();
  EXPECT_NO_THROW(static_cast<void>(Value::typedArray(ElementType::float64, buffer, 8, 0)));
  EXPECT_THROW(static_cast<void>(Value::typedArray(ElementType::uint16, buffer, 1, 1)), Error);
  EXPECT_THROW(static_cast<void>(Value::typedArray(ElementType::uint16, buffer, 0, 5)), Error);
  EXPECT_THROW(static_cast<void>(Value::typedArray(ElementType::float64, buffer, 0, kHuge / 8 + 1)), Error);
  EXPECT_THROW(static_cast<void>(Value::dataView(buffer, kHuge, 2)), Error);
  EXPECT_THROW(static_cast<void>(Value::dataView("text", 0, 0)), ConversionError);
}

TEST(Value, onlyPrimitivesCanBeBoxed) {
  EXPECT_EQ(Value::boxed("x").unboxed(), "x");
  EXPECT_THROW(static_cast<void>(Value::boxed(nullptr)), ConversionError);
  EXPECT_THROW(static_cast<void>(Value::boxed(Value::array())), ConversionError);
}

}  // namespace
}  // namespace transom
