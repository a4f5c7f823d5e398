// SPDX-License-Identifier: MIT
// What a page sees of every kind of value that main can send, as arguments of a message and as the answer to a
// sendSync.
#include "support/messaging_test.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace transom::test {
namespace {

class ToPage : public MessagingTest {
 protected:
  /// Sends `value` both ways to the page and lets it look there: whether `condition` on `value` holds for both.
  ::testing::AssertionResult holds(const Value& value, std::string_view condition) {
    const ScopedListener answer = ipcMain().scoped("get", [&](IpcMainEvent& event) { event.returnValue = value; });
    const Value result = inPage("const holds = (value) => (" + std::string(condition) + R"js();
      const [sent] = await next('values');
      return `${holds(sent)} ${holds(ipcRenderer.sendSync('get'))}`;
    )js",
                                [&] { contents().send("values", value); });
    if (result == Value("true true")) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << condition << " is " << result.inspect() << " for " << dump(value);
  }
};

Bytes bytesOf(std::initializer_list<int> numbers) {
  Bytes bytes;
  for (const int number : numbers) bytes.push_back(static_cast<std::byte>(number));
  return bytes;
}

TEST_F(ToPage, primitivesArrive) {
  EXPECT_TRUE(holds(Value(), "value === undefined"));
  EXPECT_TRUE(holds(nullptr, "value === null"));
  EXPECT_TRUE(holds(true, "value === true"));
  EXPECT_TRUE(holds(7, "value === 7"));
  EXPECT_TRUE(holds(-1.5, "value === -1.5"));
  EXPECT_TRUE(holds("text", "value === 'text'"));
}

TEST_F(ToPage, argumentsArriveInOrderAndAllOfThem) {
  const Value result = inPage(R"js(
    const args = await next('values');
    return `${args.length} ${args.map(String).join()} ${(await next('none')).length}`;
  )js",
                              [this] {
                                contents().send("values", 1, "two", nullptr, Value(), true);
                                contents().send("none");
                              });
  EXPECT_EQ(result, Value("5 1,two,null,undefined,true 0"));
}

TEST_F(ToPage, everyNumberArrivesExactly) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(holds(-0.0, "Object.is(value, -0)"));
  EXPECT_TRUE(holds(std::nan(""), "Object.is(value, NaN)"));
  EXPECT_TRUE(holds(kInfinity, "value === Infinity"));
  EXPECT_TRUE(holds(-kInfinity, "value === -Infinity"));
  EXPECT_TRUE(holds(std::numeric_limits<double>::denorm_min(), "value === Number.MIN_VALUE"));
  EXPECT_TRUE(holds(std::numeric_limits<double>::max(), "value === Number.MAX_VALUE"));
}

TEST_F(ToPage, integersBeyondTheExactOnesOfJavaScriptAreBigInts) {
  EXPECT_TRUE(holds(std::int64_t{9007199254740991}, "value === 2 ** 53 - 1"));
  EXPECT_TRUE(holds(std::int64_t{9007199254740992}, "value === 2n ** 53n"));
  EXPECT_TRUE(holds(std::numeric_limits<std::int64_t>::min(), "value === -(2n ** 63n)"));
  EXPECT_TRUE(holds(std::numeric_limits<std::uint64_t>::max(), "value === 2n ** 64n - 1n"));
}

TEST_F(ToPage, bigIntsOfAnySizeArrive) {
  Bytes magnitude(10001);
  magnitude[0] = std::byte{1};
  EXPECT_TRUE(holds(BigInt(), "value === 0n"));
  EXPECT_TRUE(holds(BigInt::fromInt64(-1), "value === -1n"));
  EXPECT_TRUE(holds(BigInt::fromMagnitude(false, magnitude), "value === 2n ** 80000n"));
  EXPECT_TRUE(holds(BigInt::fromMagnitude(true, magnitude), "value === -(2n ** 80000n)"));
}

TEST_F(ToPage, stringsArriveWithEveryCharacter) {
  EXPECT_TRUE(holds("grüße 😀", "value === 'grüße \\u{1f600}'"));
  EXPECT_TRUE(holds(std::string("nul\0nul", 7), "value === 'nul\\0nul'"));
  EXPECT_TRUE(holds("\ufeffmark", "value === '\\ufeffmark'"));
  EXPECT_TRUE(holds(std::string(100000, 'x') + "ü", "value === 'x'.repeat(100000) + 'ü'"));
  EXPECT_TRUE(holds("bad \xff\xc0\xaf end", "value.startsWith('bad \\ufffd') && value.endsWith('\\ufffd end')"));
}

TEST_F(ToPage, datesArrive) {
  EXPECT_TRUE(holds(Value::date(1234567890123), "value instanceof Date && value.getTime() === 1234567890123"));
  EXPECT_TRUE(holds(Value::date(-1), "value.getTime() === -1"));
  EXPECT_TRUE(holds(Value::date(std::nan("")), "value instanceof Date && isNaN(value)"));
}

TEST_F(ToPage, regularExpressionsArriveWithTheirFlags) {
  EXPECT_TRUE(
      holds(Value::regExp("a/b+", "gi"), "value instanceof RegExp && value.flags === 'gi' && value.test('xA/BB')"));
  EXPECT_TRUE(holds(Value::regExp("", ""), "value.source === '(?:)'"));
}

TEST_F(ToPage, holesOfArraysStayHoles) {
  Value array = Value::array({1});
  array.setAt(3, Value());
  EXPECT_TRUE(holds(array, "Array.isArray(value) && value.length === 4 && Object.keys(value).join() === '0,3'"));
  EXPECT_TRUE(holds(Value::array(), "Array.isArray(value) && value.length === 0"));
}

TEST_F(ToPage, objectsArriveWithTheirKeysInOrder) {
  EXPECT_TRUE(holds(Value::object({{"b", 1}, {"a", Value::object()}, {"", nullptr}}),
                    "JSON.stringify(value) === '{\"b\":1,\"a\":{},\"\":null}' && value.constructor === Object"));
}

TEST_F(ToPage, protoAsAKeyIsAnOwnPropertyAndPollutesNothing) {
  const Value hostile = Value::object({{"__proto__", Value::object({{"polluted", true}})}, {"constructor", 1}});
  EXPECT_TRUE(
      holds(hostile, "Object.hasOwn(value, '__proto__') && Object.keys(value).join() === '__proto__,constructor'"));
  EXPECT_TRUE(holds(hostile, "Object.getPrototypeOf(value) === Object.prototype"));
  EXPECT_TRUE(holds(hostile, "value.polluted === undefined && ({}).polluted === undefined"));
}

TEST_F(ToPage, mapsAndSetsArriveInOrder) {
  EXPECT_TRUE(holds(
      Value::mapOf({{"b", 1}, {std::nan(""), 2}, {Value::array(), 3}}),
      "value instanceof Map && value.size === 3 && value.get(NaN) === 2 && [...value.values()].join() === '1,2,3'"));
  EXPECT_TRUE(holds(Value::setOf({"b", "a", Value()}), "value instanceof Set && [...value].join() === 'b,a,'"));
}

TEST_F(ToPage, errorsArriveWithClassMessageStackAndCause) {
  for (const std::string type :
       {"Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"}) {
    const Value error = Value::error({.type = type, .message = "bad", .stack = "where", .cause = Value::array({1})});
    EXPECT_TRUE(
        holds(error, "Object.getPrototypeOf(value) === " + type + ".prototype && value.name === '" + type + "'"));
    EXPECT_TRUE(holds(error, "value.message === 'bad' && value.stack === 'where' && value.cause[0] === 1"));
    EXPECT_TRUE(holds(error, "Object.keys(value).length === 0"));
  }
}

TEST_F(ToPage, errorsWithoutCauseHaveNone) {
  EXPECT_TRUE(holds(Value::error("TypeError", "bad"), "String(value) === 'TypeError: bad' && !('cause' in value)"));
  EXPECT_TRUE(holds(Value::error({.type = "Error"}), "!Object.hasOwn(value, 'message') && value.message === ''"));
  EXPECT_TRUE(
      holds(Value::error({.type = "Error", .cause = Value()}), "'cause' in value && value.cause === undefined"));
}

TEST_F(ToPage, bytesAreAUint8Array) {
  EXPECT_TRUE(holds(bytesOf({1, 2, 255}), "value.constructor === Uint8Array && value.join() === '1,2,255'"));
  EXPECT_TRUE(holds(Bytes(), "value instanceof Uint8Array && value.length === 0"));
}

TEST_F(ToPage, buffersAndEveryViewArrive) {
  const Value buffer = Value::arrayBuffer(bytesOf({1, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_TRUE(
      holds(buffer, "value instanceof ArrayBuffer && value.byteLength === 16 && new Uint8Array(value)[8] === 255"));
  for (const ElementType type :
       {ElementType::uint8, ElementType::uint8Clamped, ElementType::uint16, ElementType::uint32, ElementType::bigUint64,
        ElementType::int8, ElementType::int16, ElementType::int32, ElementType::bigInt64, ElementType::float32,
        ElementType::float64}) {
    const Value view = Value::typedArray(type, buffer, 8, 1);
    EXPECT_TRUE(holds(view, "value.constructor === " + std::string(typedArrayName(type)) +
                                " && value.length === 1 && value.byteOffset === 8 && value.buffer.byteLength === 16"));
  }
  EXPECT_TRUE(holds(Value::typedArray(ElementType::bigUint64, buffer, 0, 2), "value[0] === 1n && value[1] === 255n"));
  EXPECT_TRUE(holds(Value::dataView(buffer, 7, 2), "value instanceof DataView && value.getUint16(0) === 255"));
}

TEST_F(ToPage, boxedPrimitivesStayBoxed) {
  EXPECT_TRUE(holds(Value::boxed(false), "value instanceof Boolean && value.valueOf() === false"));
  EXPECT_TRUE(holds(Value::boxed(-0.0), "value instanceof Number && Object.is(value.valueOf(), -0)"));
  EXPECT_TRUE(holds(Value::boxed("text"), "value instanceof String && value.valueOf() === 'text'"));
  EXPECT_TRUE(holds(Value::boxed(BigInt::fromInt64(7)), "typeof value === 'object' && value.valueOf() === 7n"));
}

TEST_F(ToPage, containersOfCppArrive) {
  EXPECT_TRUE(holds(std::vector<std::string>{"a", "b"}, "value.join() === 'a,b'"));
  EXPECT_TRUE(holds(std::map<std::string, int>{{"one", 1}}, "JSON.stringify(value) === '{\"one\":1}'"));
  EXPECT_TRUE(holds(std::optional<int>(), "value === undefined"));
  EXPECT_TRUE(holds(std::optional<int>(7), "value === 7"));
}

}  // namespace
}  // namespace transom::test
