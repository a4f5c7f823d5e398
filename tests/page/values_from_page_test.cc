// SPDX-License-Identifier: MIT
// What main sees of every kind of value that a page can send. The dumps are those of protocol/vectors/values.json.
#include "support/messaging_test.h"

#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace transom::test {
namespace {

class FromPage : public MessagingTest {
 protected:
  /// What main gets for `ipcRenderer.send('values', <expressions>)`.
  Arguments received(std::string_view expressions) {
    Arguments got;
    const ScopedListener listener =
        ipcMain().scoped("values", [&](IpcMainEvent&, const Arguments& arguments) { got = arguments; });
    inPage("ipcRenderer.send('values', " + std::string(expressions) + ");");
    return got;
  }
  /// The same for one expression, as its dump.
  std::string dumped(std::string_view expression) { return dump(received(expression)[0]); }
};

TEST_F(FromPage, primitivesArrive) {
  const Arguments got = received("undefined, null, true, false, '', 'text', 0, 1, -1, 1.5");
  ASSERT_EQ(got.size(), 10u);
  EXPECT_TRUE(got[0].isUndefined());
  EXPECT_TRUE(got[1].isNull());
  EXPECT_EQ(got[2], Value(true));
  EXPECT_EQ(got[3], Value(false));
  EXPECT_EQ(got[4], Value(""));
  EXPECT_EQ(got[5], Value("text"));
  EXPECT_EQ(got[6], Value(0));
  EXPECT_EQ(got[7], Value(1));
  EXPECT_EQ(got[8], Value(-1));
  EXPECT_EQ(got[9], Value(1.5));
}

TEST_F(FromPage, trailingUndefinedsAreArguments) {
  EXPECT_EQ(received("1, undefined, undefined").size(), 3u);
}

TEST_F(FromPage, everyNumberArrivesExactly) {
  const Arguments got =
      received("-0, NaN, Infinity, -Infinity, 2 ** 53 - 1, 2 ** 53 + 2, 5e-324, 1.7976931348623157e308, 0.1");
  EXPECT_EQ(got[0].asNumber(), 0);
  EXPECT_TRUE(std::signbit(got[0].asNumber()));
  EXPECT_TRUE(std::isnan(got[1].asNumber()));
  EXPECT_EQ(got[2].asNumber(), std::numeric_limits<double>::infinity());
  EXPECT_EQ(got[3].asNumber(), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(got[4].asNumber(), 9007199254740991.0);
  EXPECT_EQ(got[5].asNumber(), 9007199254740994.0);
  EXPECT_EQ(got[6].asNumber(), std::numeric_limits<double>::denorm_min());
  EXPECT_EQ(got[7].asNumber(), std::numeric_limits<double>::max());
  EXPECT_EQ(got[8].asNumber(), 0.1);
}

TEST_F(FromPage, bigIntsOfAnySizeArrive) {
  const Arguments got = received("0n, -1n, 2n ** 63n, -(2n ** 63n), 2n ** 100000n, -(2n ** 64n) + 1n");
  EXPECT_EQ(got[0].asBigInt(), BigInt());
  EXPECT_EQ(got[1].asBigInt(), BigInt::fromInt64(-1));
  EXPECT_EQ(got[2].asBigInt(), BigInt::fromUint64(std::uint64_t{1} << 63));
  EXPECT_EQ(got[3].asBigInt(), BigInt::fromInt64(std::numeric_limits<std::int64_t>::min()));
  EXPECT_EQ(got[4].asBigInt().toHex(), "0x1" + std::string(25000, '0'));
  EXPECT_EQ(got[5].asBigInt().toHex(), "-0xffffffffffffffff");
}

TEST_F(FromPage, stringsArriveAsUtf8) {
  const Arguments got =
      received(R"js('grüße', '😀', 'nul\0nul', '\ufeffmark', 'x'.repeat(100000), 'ü'.repeat(100000))js");
  EXPECT_EQ(got[0], Value("grüße"));
  EXPECT_EQ(got[1], Value("😀"));
  EXPECT_EQ(got[2], Value(std::string("nul\0nul", 7)));
  EXPECT_EQ(got[3], Value("\ufeffmark"));
  EXPECT_EQ(got[4].asString(), std::string(100000, 'x'));
  EXPECT_EQ(got[5].asString().size(), 200000u);
}

TEST_F(FromPage, loneSurrogatesAreReplacementCharacters) {
  const Arguments got = received(R"js('a\ud83d', '\ude00b', '\ude00\ud83d', {'\ud83d': 1}, '\ud83d\ude00')js");
  EXPECT_EQ(got[0], Value("a\ufffd"));
  EXPECT_EQ(got[1], Value("\ufffdb"));
  EXPECT_EQ(got[2], Value("\ufffd\ufffd"));
  EXPECT_EQ(got[3]["\ufffd"], Value(1));
  EXPECT_EQ(got[4], Value("😀"));
}

TEST_F(FromPage, datesArrive) {
  const Arguments got =
      received("new Date(0), new Date(1234567890123), new Date(-1), new Date(NaN), new Date(8.64e15)");
  EXPECT_EQ(got[0].asDate(), 0);
  EXPECT_EQ(got[1].asDate(), 1234567890123.0);
  EXPECT_EQ(got[2].asDate(), -1);
  EXPECT_TRUE(std::isnan(got[3].asDate()));
  EXPECT_EQ(got[4].asDate(), 8.64e15);
}

TEST_F(FromPage, regularExpressionsArriveWithTheirFlags) {
  EXPECT_EQ(dumped(R"js(/a\/b+/gi)js"), R"(RegExp("a\\/b+","gi"))");
  EXPECT_EQ(dumped("new RegExp('')"), R"x(RegExp("(?:)",""))x");
  EXPECT_EQ(dumped("/x/dgimsuy"), R"(RegExp("x","dgimsuy"))");
}

TEST_F(FromPage, holesOfArraysStayHoles) {
  const Arguments got = received("[1, , undefined, , 5], new Array(3), []");
  EXPECT_EQ(dump(got[0]), "[1, <hole>, undefined, <hole>, 5]");
  EXPECT_TRUE(got[0].items()[1].isHole());
  EXPECT_FALSE(got[0].items()[2].isHole());
  EXPECT_EQ(dump(got[1]), "[<hole>, <hole>, <hole>]");
  EXPECT_EQ(dump(got[2]), "[]");
}

TEST_F(FromPage, objectsArriveWithTheirOwnEnumerableStringKeysInOrder) {
  EXPECT_EQ(dumped("{b: 1, a: {}, 7: 'seven', '': null}"), R"({"7": "seven", "b": 1, "a": {}, "": null})");
  EXPECT_EQ(dumped("Object.create({inherited: 1}, {own: {value: 2, enumerable: true}, hidden: {value: 3}})"),
            R"({"own": 2})");
  EXPECT_EQ(dumped("{[Symbol('symbol')]: 1, text: 2}"), R"({"text": 2})");
  EXPECT_EQ(dumped("Object.assign(Object.create(null), {a: 1})"), R"({"a": 1})");
}

TEST_F(FromPage, instancesOfClassesArriveAsPlainObjects) {
  EXPECT_EQ(dumped("new (class Point { x = 1; #hidden = 2; get y() { return 3; } method() {} })"), R"({"x": 1})");
  EXPECT_EQ(dumped("new (class MyMap extends Map {})([[1, 2]])"), "Map{1 => 2}");
  EXPECT_EQ(dumped("(function () { return arguments; })(1, 2)"), R"({"0": 1, "1": 2})");
}

TEST_F(FromPage, gettersAreReadOnce) {
  EXPECT_EQ(dumped("{reads: 0, get value() { return ++this.reads; }, get again() { return this.reads; }}"),
            R"({"reads": 0, "value": 1, "again": 1})");
}

TEST_F(FromPage, aGetterThatThrowsIsWhatTheSenderThrows) {
  int messages = 0;
  ipcMain().on("values", [&] { ++messages; });
  EXPECT_EQ(inPage("return thrownBy(() => ipcRenderer.send('values', {get value() { throw new URIError('mine'); }}));"),
            Value("URIError: mine"));
  EXPECT_EQ(messages, 0);
}

TEST_F(FromPage, aGetterMaySendAMessageItself) {
  std::vector<std::string> dumps;
  ipcMain().on("values", [&](IpcMainEvent&, const Arguments& arguments) { dumps.push_back(dump(arguments)); });
  inPage("ipcRenderer.send('values', 1, {get value() { ipcRenderer.send('values', 'inner'); return 2; }}, 3);");
  EXPECT_EQ(dumps, (std::vector<std::string>{R"(["inner"])", R"([1, {"value": 2}, 3])"}));
}

TEST_F(FromPage, protoAsAKeyIsAnOwnProperty) {
  const Value got = received("JSON.parse('{\"__proto__\": {\"polluted\": 1}, \"constructor\": 2}')")[0];
  EXPECT_EQ(dump(got), R"({"__proto__": {"polluted": 1}, "constructor": 2})");
  EXPECT_TRUE(got.has("__proto__"));
  EXPECT_FALSE(got.has("polluted"));
}

TEST_F(FromPage, mapsAndSetsArriveInOrder) {
  const Value map = received("new Map([['b', 1], [NaN, 2], [{}, 3], [-0, 4]])")[0];
  EXPECT_EQ(dump(map), R"(Map{"b" => 1, f64:7ff8000000000000 => 2, {} => 3, 0 => 4})");
  EXPECT_EQ(map.find(std::numeric_limits<double>::quiet_NaN()), Value(2));
  EXPECT_EQ(dumped("new Set(['b', 'a', [1], undefined])"), R"(Set{"b", "a", [1], undefined})");
}

TEST_F(FromPage, errorsArriveWithClassMessageStackAndCause) {
  for (const std::string type :
       {"Error", "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"}) {
    const ErrorProperties error = received("new " + type + "('bad', {cause: [1]})")[0].asError();
    EXPECT_EQ(error.type, type);
    EXPECT_EQ(error.message, "bad");
    EXPECT_FALSE(error.stack.value_or("").empty());
    ASSERT_TRUE(error.cause);
    EXPECT_EQ(dump(*error.cause), "[1]");
  }
}

TEST_F(FromPage, errorsOfOtherClassesArriveAsError) {
  EXPECT_EQ(received("new (class MyError extends TypeError { name = 'MyError'; })('bad')")[0].asError().type, "Error");
  EXPECT_EQ(received("new (class MyError extends TypeError {})('bad')")[0].asError().type, "TypeError");
  EXPECT_EQ(received("new Error('no cause')")[0].asError().cause, std::nullopt);
}

TEST_F(FromPage, buffersAndEveryViewArrive) {
  EXPECT_EQ(dumped("Uint8Array.of(1, 2, 255).buffer"), "ArrayBuffer(0102ff)");
  EXPECT_EQ(dumped("new ArrayBuffer(0)"), "ArrayBuffer()");
  for (const std::string type : {"Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array",
                                 "Int32Array", "Uint32Array", "Float32Array", "Float64Array"}) {
    const Value value = received("new " + type + "([1, 2, 3]).subarray(1)")[0];
    EXPECT_EQ(typedArrayName(value.asView().elements), type);
    EXPECT_EQ(value.asView().length, 2u);
    EXPECT_EQ(value.asView().byteOffset, elementSize(value.asView().elements));
  }
  EXPECT_EQ(received("BigInt64Array.of(-1n)")[0].asView().elements, ElementType::bigInt64);
  EXPECT_EQ(received("BigUint64Array.of(1n)")[0].asView().elements, ElementType::bigUint64);
  const Value view = received("new DataView(Uint8Array.of(1, 2, 3, 4).buffer, 1, 2)")[0];
  EXPECT_EQ(view.type(), ValueType::dataView);
  EXPECT_EQ(view.asBytes().size(), 2u);
  EXPECT_EQ(view.asBytes()[0], std::byte{2});
}

TEST_F(FromPage, float16ArraysArriveWhereTheEngineHasThem) {
  const Value got = received("typeof Float16Array === 'undefined' ? null : Float16Array.of(1.5)")[0];
  if (got.isNull()) GTEST_SKIP() << "this engine has no Float16Array";
  EXPECT_EQ(got.asView().elements, ElementType::float16);
}

TEST_F(FromPage, boxedPrimitivesStayBoxed) {
  const Arguments got = received("Object(false), Object(-0), Object('text'), Object(7n)");
  EXPECT_EQ(got[0].unboxed(), Value(false));
  EXPECT_TRUE(std::signbit(got[1].unboxed().asNumber()));
  EXPECT_EQ(got[2].unboxed(), Value("text"));
  EXPECT_EQ(got[3].unboxed(), Value(BigInt::fromInt64(7)));
}

}  // namespace
}  // namespace transom::test
