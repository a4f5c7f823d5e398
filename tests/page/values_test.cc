// SPDX-License-Identifier: MIT
// Values that go from the page to main and back: what comes back has to be what structuredClone() makes of them.
#include "support/messaging_test.h"
#include "support/values_script.h"

#include <string>

namespace transom::test {
namespace {

class RoundTrip : public MessagingTest {
 protected:
  RoundTrip() {
    ipcMain().on("echo", [](IpcMainEvent& event, const Value& value) {
      event.sender().send("echo", value);
      event.returnValue = value;
    });
  }
  /// Sends `expression` around, and compares both ways of coming back with what `expected` makes of it.
  std::string differences(std::string_view expression, std::string_view expected) {
    return inPage(std::string(kValuesScript) + "const value = " + std::string(expression) + ";\n" +
                  "const expected = (" + std::string(expected) + R"js()(value);
      const received = next('echo');
      const answer = ipcRenderer.sendSync('echo', value);
      return difference(expected, answer) || difference(expected, (await received)[0]);
    )js")
        .asString();
  }
};

TEST_F(RoundTrip, givesAStructuredClone) {
  const char* const values[] = {
      "undefined",
      "[null, true, false, undefined]",
      "[0, -0, NaN, Infinity, -Infinity, 2 ** 53, -(2 ** 53), 1.5, 5e-324]",
      "[0n, 1n, -1n, 255n, 256n, 2n ** 64n, -(2n ** 64n), 3n ** 5000n, -(3n ** 5000n)]",
      "['', 'a', 'grüße', '😀', 'nul\\0', '\\ufeff', '\\uffff', 'x'.repeat(70000), '€'.repeat(70000)]",
      "[new Date(), new Date(0), new Date(-1), new Date(NaN), new Date(8.64e15), new Date(-8.64e15)]",
      "[/a/, /a\\/b/gi, new RegExp('', 'y'), new RegExp('\\n'), /[\\u{1f600}]/u, /x/dgimsuy]",
      "[[], [1, , 3], new Array(5), [undefined], [, ]]",
      "({b: 1, a: {c: {}}, '': 0, 10: 'ten', 9: 'nine', 'not a name': 1})",
      "Object.create({inherited: 1}, {own: {value: 1, enumerable: true}, hidden: {value: 2}})",
      "new (class Point { x = 1; })",
      "({get computed() { return [1]; }, [Symbol('dropped')]: 1})",
      "JSON.parse('{\"__proto__\": {\"a\": 1}, \"constructor\": null, \"toString\": 1}')",
      "new Map([['b', 1], [1, 'b'], [NaN, NaN], [{}, []], [-0, 0], [undefined, undefined]])",
      "new Set(['b', 'a', 1, {}, NaN, 0])",
      "new (class MyMap extends Map {})([[1, 2]])",
      "[new ArrayBuffer(0), new ArrayBuffer(3), Uint8Array.of(1, 2).buffer]",
      "[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array].map((Type) => new Type([1, 2, 255]))",
      "[Int32Array, Uint32Array, Float32Array, Float64Array].map((Type) => new Type([1, 2, 255]))",
      "[BigInt64Array.of(-1n, 2n), BigUint64Array.of(1n, 2n ** 64n - 1n), new Uint8Array(0), new Float64Array(0)]",
      "Float64Array.of(NaN, -0, Infinity, 1 / 3)",
      "[new Uint8Array([1, 2, 3, 4]).subarray(1, 3), new Float32Array(new ArrayBuffer(16), 4, 2)]",
      "[new DataView(new ArrayBuffer(8)), new DataView(new ArrayBuffer(8), 3, 2), new DataView(new ArrayBuffer(0))]",
      "((b) => [new Uint8Array(b), new Uint16Array(b, 2), new DataView(b, 1), b])(new ArrayBuffer(8))",
      "[Object(true), Object(-0), Object(NaN), Object('text'), Object(''), Object(7n)]",
      "((shared) => [shared, {shared}, new Map([[shared, shared]]), new Set([shared])])({})",
      "((object) => (object.self = object, object))({})",
      "((list) => (list.push(list, [list]), list))([])",
      "((map) => map.set(map, new Set([map])))(new Map())"};
  for (const char* value : values) EXPECT_EQ(differences(value, "structuredClone"), "") << value;
}

// What structuredClone() keeps of an error differs from engine to engine: Transom keeps all of it.
TEST_F(RoundTrip, keepsErrorsWithClassMessageStackAndCause) {
  EXPECT_EQ(differences(R"js(
    [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((Type) =>
      new Type('bad', {cause: [Type.name]}))
  )js",
                        "(errors) => errors"),
            "");
  EXPECT_EQ(differences("((error) => (error.cause = error))(new TypeError('its own cause'))", "(error) => error"), "");
}

// WebKit's own structuredClone() makes two dates of one.
TEST_F(RoundTrip, keepsReferencesToObjectsOfEveryKind) {
  EXPECT_EQ(differences(R"js(
    [new Date(1), /a/, new Error('mine'), Object('text'), new ArrayBuffer(1), new Uint8Array(1), new DataView(new ArrayBuffer(1))]
      .map((object) => [object, object])
  )js",
                        "(value) => value"),
            "");
}

TEST_F(RoundTrip, replacesLoneSurrogatesSinceMainSeesUtf8) {
  EXPECT_EQ(differences(R"js(['a\ud83d', '\ude00b', '\ud83d\ude00'])js", R"js(() => ['a\ufffd', '\ufffdb', '😀'])js"),
            "");
}

TEST_F(RoundTrip, leavesTheOriginalAlone) {
  EXPECT_EQ(differences("Object.freeze({bytes: new Uint8Array(4), list: Object.freeze([1])})",
                        "(value) => ({bytes: value.bytes, list: [1]})"),
            "");
}

TEST_F(RoundTrip, findsDifferencesWhereThereAreSome) {
  EXPECT_NE(differences("[{}, {}]", "() => ((shared) => [shared, shared])({})"), "");
  EXPECT_NE(differences("[-0]", "() => [0]"), "");
  EXPECT_NE(differences("[undefined]", "() => [, ]"), "");
  EXPECT_NE(differences("({a: 1, b: 2})", "() => ({b: 2, a: 1})"), "");
}

}  // namespace
}  // namespace transom::test
