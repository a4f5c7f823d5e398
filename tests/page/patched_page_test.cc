// SPDX-License-Identifier: MIT
// Pages that replace the engine's own methods, as libraries do, and break some: messages go on as if nothing had
// happened.
#include "support/dump.h"
#include "support/page_test.h"

#include <string>

namespace transom::test {
namespace {

class PatchedPage : public PageTest {
 protected:
  /// Something of everything that is encoded and decoded, one in another.
  static constexpr const char* kValue = R"js(
    const shared = {shared: 'schlüssel 😀 \ud83d'};
    const value = [
      undefined, null, true, 7, -0, 1.5, 2 ** 53, 123456789012345678901234567890n, 'x'.repeat(100), 'ü'.repeat(100),
      new Date(0), /a+/gi, [1, , 3], {a: 1, b: {c: []}}, new Map([[{}, new Set([1])], ['k', 2]]), new Set(['x', shared]),
      new TypeError('bad', {cause: shared}), new Uint8Array(9).buffer, new Uint8Array(9).subarray(2), Float64Array.of(1, 2),
      new DataView(new ArrayBuffer(4), 1), Object(1), Object('text'), Object(1n), Object(false), shared,
    ];
    value.push(value);
  )js";

  /// The means to break things, safe from being broken themselves.
  static constexpr const char* kMeans = R"js(
    const {ipcRenderer} = require('electron');
    const {ownKeys, getOwnPropertyDescriptor, defineProperty} = Reflect;
    const broken = function () { throw new Error('patched'); };
    const breakMethods = (object) => {
      const keys = ownKeys(object);
      for (let i = 0; i < keys.length; i++) {
        const {configurable, value} = getOwnPropertyDescriptor(object, keys[i]);
        if (configurable && typeof value === 'function' && keys[i] !== 'constructor') object[keys[i]] = broken;
      }
    };
    var received;
    ipcRenderer.on('echo', (event, value) => { received = ipcRenderer.sendSync('dump', value); });
  )js";

  /// What main and the page get of the value, once `patch` was done.
  void expectMessagesToGoOn(const std::string& patch, const Value& expected) {
    SCOPED_TRACE(patch);
    runPage("");
    evaluate(kMeans + std::string(kValue) + patch + "undefined;");
    EXPECT_EQ(evaluate("ipcRenderer.sendSync('dump', ipcRenderer.sendSync('echo', value))"), expected);
    EXPECT_EQ(evaluate("received"), expected);
  }
};

TEST_F(PatchedPage, stillSendsAndReceives) {
  ipcMain().on("echo", [](IpcMainEvent& event, const Value& value) {
    event.sender().send("echo", value);
    event.returnValue = value;
  });
  ipcMain().on("dump", [](IpcMainEvent& event, const Value& value) { event.returnValue = dump(value); });
  runPage("");
  const Value expected = evaluate(kMeans + std::string(kValue) + "ipcRenderer.sendSync('dump', value)");
  for (const std::string type : {"Array",       "ArrayBuffer",
                                 "BigInt",      "Boolean",
                                 "DataView",    "Date",
                                 "Error",       "Event",
                                 "EventTarget", "Function",
                                 "Map",         "Number",
                                 "Object",      "Promise",
                                 "RegExp",      "Set",
                                 "String",      "Symbol",
                                 "TextDecoder", "TextEncoder",
                                 "Uint8Array",  "Object.getPrototypeOf(Uint8Array)"}) {
    expectMessagesToGoOn("breakMethods(" + type + "); breakMethods(" + type + ".prototype);", expected);
  }
  for (const std::string object : {"JSON", "Math", "Reflect", "console"}) {
    expectMessagesToGoOn("breakMethods(" + object + ");", expected);
  }
  for (const std::string type :
       {"Array", "Map", "Set", "Uint8Array", "Error", "Promise", "TextEncoder", "EventTarget"}) {
    expectMessagesToGoOn("window." + type + " = broken;", expected);
  }
  expectMessagesToGoOn("Date.prototype.getTime = Date.prototype.valueOf = () => 7;", expected);
  expectMessagesToGoOn("TextEncoder.prototype.encodeInto = () => ({read: 0, written: 1e9});", expected);
  expectMessagesToGoOn("Array.prototype[Symbol.iterator] = function* () { yield 'patched'; };", expected);
}

TEST_F(PatchedPage, mayDefineSettersForEveryObject) {
  ipcMain().on("echo", [](IpcMainEvent& event, const Value& value) { event.returnValue = value; });
  runPage("");
  evaluate(std::string(kMeans) + R"js(
    for (const name of ['cause', 'kind', 'message', 'path', 'ports', 'sender', 'stack', 'text']) {
      defineProperty(Object.prototype, name, {set: broken, configurable: true});
    }
    undefined;
  )js");
  EXPECT_EQ(dump(evaluate("ipcRenderer.sendSync('echo', {text: new Error('mine', {cause: {path: 1}}).cause})")),
            R"({"text": {"path": 1}})");
}

}  // namespace
}  // namespace transom::test
