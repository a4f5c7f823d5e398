// SPDX-License-Identifier: MIT
// What becomes of values on their way through contextBridge, in either direction.
#include "support/isolation_test.h"

#include <string>

namespace transom::test {
namespace {

/// A handler that fails, and an API that passes everything on.
constexpr const char* kBridge = R"js(
  const make = () => Object.assign(new TypeError('made', {cause: new RangeError('inner', {cause: 'root'})}),
    {code: 404, data: {at: [1, 2]}, when: new Date(5), retry: () => 1, symbol: Symbol('x'), element: document});
  contextBridge.exposeInMainWorld('api', {
    load: (name) => ipcRenderer.invoke('load', name),
    fail: (error) => { throw error; },
    failWith: (f) => { try { f(); } catch (error) { return [error instanceof TypeError, error.code, error.data.at[0], error.cause.cause]; } },
    make,
    throwMade: () => { throw make(); },
    echo: (value) => value,
    levels: (value) => { let count = 0; for (; value; value = value.deep) ++count; return count; },
  });
  globalThis.nest = (levels) => { let value; for (let i = 0; i < levels; ++i) value = {deep: value}; return value; };
)js";

class BridgeValues : public IsolationTest {};

TEST_F(BridgeValues, anErrorOfMainReachesThePageWithCodeDataAndCause) {
  ipcMain().handle("load", [](IpcMainInvokeEvent&, const std::string& name) -> int {
    throw Error({.name = "NotFoundError",
                 .message = "no such note",
                 .code = "ENOENT",
                 .data = Value::object({{"name", name}, {"tried", 2}})});
  });
  begin(kBridge);
  EXPECT_EQ(texts(R"js(api.load('a.md').catch((error) => {
    const {name, message, code, data} = error.cause;
    return [error instanceof Error, error.message, error.cause instanceof Error, name, message, code, data];
  }))js"),
            texts("[true, \"Error invoking remote method 'load': NotFoundError: no such note\", true, 'NotFoundError', "
                  "'no such note', 'ENOENT', {name: 'a.md', tried: 2}]"));
}

TEST_F(BridgeValues, anErrorKeepsItsCauseAndWhatOfItHasAClone) {
  begin(kBridge);
  const std::string expected = texts("[true, 'made', 404, [1, 2], 5, true, 'inner', 'root', false, false, false]");
  constexpr const char* kParts =
      "((error) => [error instanceof TypeError, error.message, error.code, error.data.at, error.when.getTime(),"
      " error.cause instanceof RangeError, error.cause.message, error.cause.cause, 'retry' in error, 'symbol' in error,"
      " 'element' in error])";
  EXPECT_EQ(texts(std::string(kParts) + "(api.make())"), expected);
  EXPECT_EQ(
      texts("(() => { try { api.throwMade(); } catch (error) { return " + std::string(kParts) + "(error); } })()"),
      expected);
  EXPECT_EQ(
      texts("api.failWith(() => { throw Object.assign(new TypeError('x', {cause: new Error('y', {cause: 7})}), {code: "
            "5n, data: {at: ['z']}}); })"),
      texts("[true, 5n, 'z', 7]"));
}

TEST_F(BridgeValues, anErrorThatIsItsOwnCauseAndOneThatFightsBackCross) {
  begin(kBridge);
  EXPECT_EQ(texts(R"js((() => {
    const ring = new Error('ring');
    ring.cause = ring;
    ring.shared = {n: 1};
    ring.again = ring.shared;
    const lost = {n: 2};
    const fighting = new Error('fighting');
    Object.defineProperty(fighting, 'bad', {get() { throw new Error('getter'); }, enumerable: true});
    fighting.half = [lost, () => 1];
    fighting.lost = lost;
    fighting.same = lost;
    const back = api.echo(ring);
    const fought = api.echo([fighting, lost]);
    return [back.cause === back, back.shared === back.again, 'bad' in fought[0], 'half' in fought[0], fought[0].lost.n,
      fought[0].lost === fought[0].same, fought[1] === fought[0].lost];
  })())js"),
            "[true, true, false, false, 2, true, true]");
}

TEST_F(BridgeValues, aDOMExceptionStaysOne) {
  begin(kBridge);
  EXPECT_EQ(
      texts("(() => { const error = api.echo(new DOMException('stopped', 'AbortError')); return [error instanceof "
            "DOMException, error.name, error.message, error.code]; })()"),
      R"([true, "AbortError", "stopped", 20])");
}

TEST_F(BridgeValues, aThousandLevelsCrossAndOneMoreIsRefused) {
  begin(std::string(kBridge) + R"js(
    const attempt = (action) => { try { action(); return 'done'; } catch (error) { return error.name + ': ' + error.message; } };
    contextBridge.exposeInMainWorld('deep', nest(1000));
    contextBridge.exposeInMainWorld('refusal', attempt(() => contextBridge.exposeInMainWorld('deeper', nest(1001))));
  )js",
        "globalThis.nest = (levels, make = (deep) => ({deep})) => { let value; for (let i = 0; i < levels; ++i) value "
        "= make(value); return value; };"
        "globalThis.attempt = (action) => { try { action(); return 'done'; } catch (error) { return error.name + ': ' "
        "+ error.message; } };");
  const Value refusal("RangeError: A value is nested more than 1000 levels deep.");
  EXPECT_EQ(evaluate("refusal"), refusal);
  EXPECT_EQ(evaluate("api.levels(nest(1000))"), Value(1000));
  EXPECT_EQ(evaluate("api.levels(deep)"), Value(1000));
  EXPECT_EQ(evaluate("api.levels(api.echo(nest(1000)))"), Value(1000));
  EXPECT_EQ(evaluate("attempt(() => api.echo(nest(1001)))"), refusal);
  for (const char* const make : {"(deep) => [deep]", "(deep) => new Map([[1, deep]])", "(deep) => new Set([deep])"}) {
    EXPECT_EQ(evaluate("attempt(() => api.echo(nest(1000, " + std::string(make) + ")))"), Value("done")) << make;
    EXPECT_EQ(evaluate("attempt(() => api.echo(nest(1001, " + std::string(make) + ")))"), refusal) << make;
  }
  EXPECT_EQ(evaluate("attempt(() => api.echo(nest(999, (deep) => [deep ?? new Date(), new Uint8Array(3)])))"),
            Value("done"));
}

TEST_F(BridgeValues, allOfAnApiIsFrozenAndWhatCallsGiveIsTheCallersOwn) {
  begin(R"js(
    contextBridge.exposeInMainWorld('api', {
      f: () => ({list: [3, 1, 2]}), error: Object.assign(new Error('x'), {data: {n: 1}}), map: new Map([[1, {n: 1}]]),
      set: new Set([{n: 1}]), date: new Date(0), nested: {list: [[]]}, bytes: new Uint8Array([1]),
    });
  )js");
  EXPECT_EQ(texts("[api, api.f, api.error, api.error.data, api.map, api.map.get(1), [...api.set][0], api.date, "
                  "api.nested.list[0]].map(Object.isFrozen)"),
            texts("Array(9).fill(true)"));
  EXPECT_EQ(texts("(() => { const {list} = api.f(); list.sort(); list.push(4); return list; })()"),
            texts("[1, 2, 3, 4]"));
  EXPECT_EQ(texts("(() => { 'use strict'; try { api.f.calls = 1; } catch (error) { return error.name; } })()"),
            "\"TypeError\"");
}

TEST_F(BridgeValues, symbolsAreDroppedWithTheirKeysAndHolesStayHoles) {
  begin(std::string(kBridge) +
        "contextBridge.exposeInMainWorld('odd', {kept: undefined, symbol: Symbol('x'), [Symbol('key')]: 1, list: "
        "[1, Symbol('y'), , 3]});");
  EXPECT_EQ(texts("[Object.keys(odd), odd.list.length, 1 in odd.list, 2 in odd.list, odd.list[3]]"),
            texts("[['kept', 'list'], 4, true, false, 3]"));
  EXPECT_EQ(texts("[Object.keys(api.echo({a: Symbol('x'), b: 1})), api.echo(Symbol('x')), 1 in api.echo([1, , 3])]"),
            texts("[['b'], undefined, false]"));
}

TEST_F(BridgeValues, functionsCrossInMapsAndSetsToo) {
  begin(
      "contextBridge.exposeInMainWorld('api', {commands: new Map([['add', (a, b) => a + b]]), call: (set) => "
      "[...set].map((f) => f(2))})");
  EXPECT_EQ(evaluate("api.commands.get('add')(2, 3)"), Value(5));
  EXPECT_EQ(texts("api.call(new Set([(n) => n * 10]))"), "[20]");
}

TEST_F(BridgeValues, whatIsTooLargeIsRefusedBeforeItIsCopied) {
  begin(kBridge,
        "globalThis.attempt = (value) => { try { api.echo(value); return 'done'; } catch (error) { return error.name + "
        "': ' + error.message; } };");
  const Value many("RangeError: A value has more than 16777216 elements and properties.");
  EXPECT_EQ(evaluate("attempt(new Array(2 ** 32 - 1))"), many);
  EXPECT_EQ(evaluate("attempt({a: [new Array(2 ** 24)]})"), many);
  EXPECT_EQ(evaluate("attempt(new Proxy([], {get: (list, name) => name === 'length' ? 2 ** 53 - 1 : list[name]}))"),
            many);
  EXPECT_EQ(evaluate("attempt(new Proxy([], {get: (list, name) => name === 'length' ? Infinity : list[name]}))"),
            Value("Error: An object could not be cloned. (arguments, at [0]: array without a length)"));
  EXPECT_EQ(evaluate("attempt(Promise.resolve(new Array(2 ** 32 - 1)))"), Value("done"));
  EXPECT_EQ(evaluate("attempt(new Array(1e6).fill(0))"), Value("done"));
}

TEST_F(BridgeValues, theLimitOfMessagesHoldsForThemAndPromisesOfTooMuchAreRejected) {
  restart({.limits = {.maxMessageBytes = 1 << 20}});
  begin(
      "contextBridge.exposeInMainWorld('api', {echo: (value) => value, later: async (count) => new "
      "Uint8Array(count)})");
  EXPECT_EQ(evaluate("api.later(1 << 19).then(({length}) => length)"), Value(1 << 19));
  EXPECT_NE(evaluate("try { api.echo(new Uint8Array(1 << 21)); } catch (error) { error.name + error.message }")
                .asString()
                .find("over the limit of 1048576 bytes"),
            std::string::npos);
  EXPECT_EQ(evaluate("api.later(1 << 21).catch((error) => error.name)"), Value("RangeError"));
}

}  // namespace
}  // namespace transom::test
