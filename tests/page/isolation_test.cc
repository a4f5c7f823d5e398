// SPDX-License-Identifier: MIT
// Preload scripts in a world of their own: what the page gets of them, and that it gets nothing else.
#include "support/isolation_test.h"

#include <string>
#include <string_view>

namespace transom::test {
namespace {

class Isolation : public IsolationTest {};

TEST_F(Isolation, thePageHasWhatThePreloadScriptExposesAndNoIpc) {
  ipcMain().handle("load", [](IpcMainInvokeEvent&, const std::string& name) { return "content of " + name; });
  begin("contextBridge.exposeInMainWorld('notes', {load: (name) => ipcRenderer.invoke('load', name), version: 7})");
  EXPECT_EQ(evaluate("notes.load('a.md')"), Value("content of a.md"));
  EXPECT_EQ(evaluate("notes.version"), Value(7));
  EXPECT_EQ(evaluate("[typeof require, typeof transom, typeof module, typeof exports, typeof ipcRenderer].join()"),
            Value("undefined,undefined,undefined,undefined,undefined"));
}

TEST_F(Isolation, thePreloadScriptRunsBeforeTheFirstScriptOfThePage) {
  begin("contextBridge.exposeInMainWorld('api', {first: ipcRenderer.sendSync.bind ? 'yes' : 'no'})",
        "globalThis.found = typeof api === 'object' && api.first");
  EXPECT_EQ(evaluate("found"), Value("yes"));
}

TEST_F(Isolation, thePreloadScriptHasItsModulesAsVariables) {
  ipcMain().on("ask", [](IpcMainEvent& event) { event.returnValue = "answer"; });
  begin(R"js(
    contextBridge.exposeInMainWorld('own', transom.ipcRenderer.sendSync('ask') + (transom === require('transom')) + (transom === require('electron')));
  )js");
  EXPECT_EQ(evaluate("own"), Value("answertruetrue"));
}

TEST_F(Isolation, sharesTheDomAndNothingElse) {
  begin(R"js(
    globalThis.secret = 'of the preload script';
    Array.prototype.fromPreload = true;
    document.addEventListener('DOMContentLoaded', () => { document.body.dataset.seen = String(globalThis.ofPage); });
  )js",
        "globalThis.ofPage = 'of the page';");
  EXPECT_EQ(texts("[typeof secret, typeof [].fromPreload, document.body.dataset.seen]"),
            R"(["undefined", "undefined", "undefined"])");
}

TEST_F(Isolation, copiesValuesAndFreezesThem) {
  begin(R"js(
    class Point { constructor() { this.x = 1; } get y() { return 2; } move() {} }
    const shared = {n: 1};
    contextBridge.exposeInMainWorld('api', {
      list: [1, [2]], point: new Point(), when: new Date(5), bytes: new Uint8Array([1, 2]), map: new Map([[1, 'one']]),
      nothing: undefined, none: null, big: 5n, symbol: Symbol('dropped'), [Symbol('key')]: 1, a: shared, b: shared,
      renderer: ipcRenderer, get read() { return 'by getter'; },
    });
    shared.n = 2;
  )js");
  EXPECT_EQ(texts("[api.list, api.point, api.when, api.bytes, api.map, api.nothing, api.none, api.big, api.symbol, "
                  "api.a, api.renderer, api.read]"),
            texts("[[1, [2]], {x: 1}, new Date(5), new Uint8Array([1, 2]), new Map([[1, 'one']]), undefined, null, 5n, "
                  "undefined, {n: 1}, {}, 'by getter']"));
  EXPECT_EQ(
      texts("[api.a === api.b, Object.isFrozen(api), Object.isFrozen(api.list[1]), api.point.constructor === Object,"
            " Object.getOwnPropertySymbols(api).length, api.list instanceof Array, api.when instanceof Date]"),
      "[true, true, true, true, 0, true, true]");
  EXPECT_EQ(texts("(() => { 'use strict'; const failed = []; for (const change of [() => { api.list = 1; }, () => { "
                  "delete api.list; },"
                  " () => { api.list.push(1); }, () => { globalThis.api = 1; }, () => { delete globalThis.api; }]) {"
                  " try { change(); failed.push('no'); } catch (error) { failed.push(error.name); } } return "
                  "failed.join(); })()"),
            "\"TypeError,TypeError,TypeError,TypeError,TypeError\"");
}

TEST_F(Isolation, keepsCycles) {
  begin(
      "const node = {name: 'a', next: {name: 'b'}}; node.next.next = node; contextBridge.exposeInMainWorld('ring', "
      "node)");
  EXPECT_EQ(evaluate("ring.next.next === ring && ring.next.name"), Value("b"));
}

TEST_F(Isolation, callsFunctionsInBothDirections) {
  begin(R"js(
    const listeners = new Set();
    contextBridge.exposeInMainWorld('api', {
      add: (a, b) => a + b,
      twice: (f) => f(f(3)),
      on: (f) => { listeners.add(f); return listeners.size; },
      off: (f) => listeners.delete(f),
      tell: (text) => { for (const f of listeners) f(text); },
      self: function () { return this === undefined; },
      same: (f) => f,
    });
  )js");
  EXPECT_EQ(evaluate("api.add(2, 3)"), Value(5));
  EXPECT_EQ(evaluate("api.twice((n) => n * 10)"), Value(300));
  EXPECT_EQ(texts("(() => { const heard = []; const f = (text) => heard.push(text); api.on(f); const size = api.on(f); "
                  "api.tell('one');"
                  " const gone = api.off(f); api.tell('two'); return [heard.join(), size, gone, api.same(f) === f, "
                  "api.add === api.add]; })()"),
            R"(["one", 1, true, true, true])");
}

TEST_F(Isolation, passesPromisesInBothDirections) {
  begin(R"js(
    contextBridge.exposeInMainWorld('api', {
      later: async (n) => n + 1,
      fails: async () => { throw Object.assign(new TypeError('not now'), {code: 'EAGAIN'}); },
      wait: async (promise) => 'got ' + await promise,
      ready: Promise.resolve({n: 1}),
    });
  )js");
  EXPECT_EQ(evaluate("api.later(1)"), Value(2));
  EXPECT_EQ(evaluate("api.fails().catch((error) => [error instanceof TypeError, error.message, error.code].join())"),
            Value("true,not now,EAGAIN"));
  EXPECT_EQ(evaluate("api.wait(Promise.resolve('this'))"), Value("got this"));
  EXPECT_EQ(evaluate("api.wait(Promise.reject(new RangeError('that'))).catch((error) => error.name + error.message)"),
            Value("RangeErrorthat"));
  EXPECT_EQ(evaluate("api.ready.then(({n}) => n)"), Value(1));
}

TEST_F(Isolation, passesErrorsWithoutTheirStack) {
  begin(
      "contextBridge.exposeInMainWorld('api', {fail: () => { throw new RangeError('too far'); }, odd: () => { throw "
      "'text'; }})");
  EXPECT_EQ(texts("(() => { try { api.fail(); } catch (error) { return [error instanceof RangeError, error.message, "
                  "/preload/.test(error.stack)]; } })()"),
            R"([true, "too far", false])");
  EXPECT_EQ(evaluate("(() => { try { api.odd(); } catch (error) { return error; } })()"), Value("text"));
}

TEST_F(Isolation, refusesWhatCantBeCopiedAndSaysWhere) {
  withPreload(R"js(
    const attempt = (action) => { try { action(); return 'done'; } catch (error) { return error.message; } };
    let deep = {};
    for (let i = 0; i < 1000; ++i) deep = {deep}; // in the first one: 1001 levels
    const failures = {
      element: attempt(() => contextBridge.exposeInMainWorld('a', {user: {body: document}})),
      deep: attempt(() => contextBridge.exposeInMainWorld('b', deep)),
      key: attempt(() => contextBridge.exposeInMainWorld(5, {})),
      existing: attempt(() => contextBridge.exposeInMainWorld('document', {})),
      first: attempt(() => contextBridge.exposeInMainWorld('twice', {})),
      second: attempt(() => contextBridge.exposeInMainWorld('twice', {})),
    };
    contextBridge.exposeInMainWorld('failures', failures);
  )js");
  show();
  const Value failures = evaluate("failures");
  EXPECT_EQ(failures["element"], Value("An object could not be cloned. (api 'a', at .user.body: HTMLDocument)"));
  EXPECT_EQ(failures["deep"], Value("A value is nested more than 1000 levels deep."));
  EXPECT_EQ(failures["key"], Value("contextBridge.exposeInMainWorld: the key must be a string"));
  EXPECT_EQ(failures["existing"], Value("Cannot bind an API on top of an existing property on the window object"));
  EXPECT_EQ(failures["first"], Value("done"));
  EXPECT_EQ(failures["second"], Value("Cannot bind an API on top of an existing property on the window object"));
}

TEST_F(Isolation, constructorWalksLeadToThePagesOwnWorld) {
  begin(kApi);
  EXPECT_EQ(texts(R"js((async () => {
    const reached = [];
    const seen = new Set();
    const visit = (value, path) => {
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
      seen.add(value);
      if (typeof value === 'function' && value !== Function && value.constructor) {
        try { if (value.constructor('return globalThis.isPreload')()) reached.push(path); } catch {}
      }
      for (let proto = Object.getPrototypeOf(value); proto; proto = Object.getPrototypeOf(proto)) {
        if (![Object, Array, Function, Promise, Error, TypeError, Date, Map, Set].some((known) => known.prototype === proto)) reached.push(path + ' prototype');
      }
      for (const key of Reflect.ownKeys(value)) { try { visit(value[key], path + '.' + String(key)); } catch {} }
    };
    visit(api, 'api');
    visit(api.nested.deep.f(), 'result');
    visit(await api.promise(), 'promised');
    visit(api.promise(), 'promise');
    visit(api.echo([{}, [], () => 1, new Map([[1, {}]]), new Date()]), 'echo');
    try { api.sum(5); } catch (error) { visit(error, 'error'); }
    api.call((...args) => visit(args, 'arguments'), {a: 1}, [1]);
    return reached.join();
  })())js"),
            "\"\"");
}

TEST_F(Isolation, pollutionOfThePageNeitherReachesNorBreaksThePreloadScript) {
  withPreload(kApi);
  recordConsole();
  show(R"js(
    Object.prototype.polluted = true;
    Array.prototype.polluted = true;
    Object.defineProperty(Object.prototype, 'value', {get() { throw new Error('descriptor read from the prototype'); }, set() {}, configurable: true});
    const patch = (target, ...names) => { for (let i = 0; i < names.length; ++i) target[names[i]] = () => { throw new Error('patched ' + String(names[i])); }; };
    patch(Promise.prototype, 'then', 'catch', 'finally');
    patch(Map.prototype, 'get', 'set', 'has', 'forEach');
    patch(WeakMap.prototype, 'get', 'set', 'has');
    patch(String.prototype, Symbol.iterator, 'charCodeAt', 'slice');
    patch(Object, 'keys', 'freeze', 'defineProperty', 'getPrototypeOf');
    patch(Reflect, 'apply', 'ownKeys', 'defineProperty');
    patch(Uint8Array.prototype, 'set', 'slice', 'subarray');
    patch(TextDecoder.prototype, 'decode');
    patch(WeakRef.prototype, 'deref');
    patch(FinalizationRegistry.prototype, 'register');
    patch(Array.prototype, 'push', 'map', 'join', 'slice', 'forEach', 'concat', Symbol.iterator);
    patch(Function.prototype, 'call', 'apply', 'bind');
    patch(globalThis, 'Promise', 'Map', 'Uint8Array', 'Error', 'TypeError', 'Array', 'Object', 'WeakRef', 'FinalizationRegistry');
    globalThis.answers = {};
    answers.patched = api.patched();
    answers.intact = api.intact();
    answers.sum = api.sum([1, 2, 3]);
    answers.nested = api.nested.deep.f().g();
    answers.echo = api.echo({a: {b: 5}}).a.b;
    answers.called = api.call((n) => n + 1, 1);
  )js");
  ASSERT_EQ(console_, "");
  const Value answers = evaluate("answers");
  EXPECT_EQ(answers["patched"], Value("undefinedundefinedtrue"));
  EXPECT_EQ(answers["intact"], Value("4,2,3,a,b,{\"a\":1}"));
  EXPECT_EQ(answers["sum"], Value(6));
  EXPECT_EQ(answers["nested"], Value(1));
  EXPECT_EQ(answers["echo"], Value(5));
  EXPECT_EQ(answers["called"], Value(2));
}

TEST_F(Isolation, argumentsAreCopiesWhateverTheyPretend) {
  begin(kApi);
  EXPECT_EQ(evaluate("api.describe(new Proxy({a: 1}, {getPrototypeOf: () => Map.prototype}))"),
            Value("[object Object] true"));
  EXPECT_EQ(evaluate("api.describe(Object.create(Date.prototype))"), Value("[object Object] true"));
  EXPECT_EQ(evaluate("api.describe({get a() { return {[Symbol.toStringTag]: 'Map'}; }})"),
            Value("[object Object] true"));
  EXPECT_EQ(evaluate("api.describe({__proto__: {inherited: 1}})"), Value("[object Object] true"));
  EXPECT_EQ(texts("(() => { const own = JSON.parse('{\"__proto__\": {\"x\": 1}}'); const back = api.echo(own); return "
                  "[Object.keys(back).join(), back.x]; })()"),
            R"(["__proto__", undefined])");
  EXPECT_EQ(texts("(() => { try { api.echo({get a() { throw new RangeError('from a getter'); }}); } catch (error) { "
                  "return error.name + error.message; } })()"),
            "\"RangeErrorfrom a getter\"");
}

TEST_F(Isolation, thenablesGetNothingOfThePreloadScript) {
  begin(kApi);
  EXPECT_EQ(texts(R"js((async () => {
    const got = [];
    const trap = {then(...args) { got.push(...args.map((arg) => typeof arg === 'function' ? String(arg.constructor('return globalThis.isPreload')()) : typeof arg)); args[0](7); }};
    api.keep(trap);
    const result = await api.call(() => trap);
    return [result, got.join()];
  })())js"),
            R"([7, "undefined,undefined"])");
}

TEST_F(Isolation, theDomGivesNoWayAround) {
  begin(kApi);
  EXPECT_EQ(texts(R"js((() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const found = [typeof frame.contentWindow.require, typeof frame.contentWindow.transom, typeof frame.contentWindow.api];
    frame.remove();
    return found.join();
  })())js"),
            "\"undefined,undefined,undefined\"");
}

TEST_F(Isolation, aPreloadScriptThatThrowsOrIsBrokenIsToldOnTheConsole) {
  withPreload("throw new Error('broken preload')");
  recordConsole();
  show();
  ASSERT_TRUE(runUntil([this] { return console_.find("broken preload") != std::string::npos; }));
  EXPECT_NE(console_.find("Unable to load preload script: file://" + files_.path().string()), std::string::npos)
      << console_;
  EXPECT_EQ(evaluate("6 * 7"), Value(42));
}

TEST_F(Isolation, aPreloadScriptWithASyntaxErrorIsToldOnTheConsole) {
  withPreload("this is not JavaScript");
  recordConsole();
  show();
  ASSERT_TRUE(runUntil([this] { return console_.find("SyntaxError") != std::string::npos; })) << console_;
}

TEST_F(Isolation, aPreloadScriptThatIsMissingIsAnError) {
  try {
    openWindow({.webPreferences = {.preload = files_.path() / "missing.js"}});
    FAIL() << "a window without its preload script";
  } catch (const Error& error) {
    EXPECT_EQ(error.name(), "NotFoundError");
    EXPECT_EQ(error.message().find("preload script not found: " + (files_.path() / "missing.js").string()), 0u);
  }
}

TEST_F(Isolation, runsInEveryDocument) {
  begin("let n = 0; contextBridge.exposeInMainWorld('api', {count: () => ++n})");
  EXPECT_EQ(evaluate("api.count(), api.count()"), Value(2));
  show();
  EXPECT_EQ(evaluate("api.count()"), Value(1));
  load(window(), server().url("localhost", "/"));
  EXPECT_EQ(evaluate("api.count()"), Value(1));
}

TEST_F(Isolation, canBeTurnedOff) {
  WebPreferences preferences;
  preferences.contextIsolation = false;
  withPreload(R"js(
    globalThis.shared = 'one world';
    try { contextBridge.exposeInMainWorld('a', {}); } catch (error) { globalThis.refusal = error.message; }
    globalThis.ask = () => ipcRenderer.sendSync('ask');
  )js",
              preferences);
  ipcMain().on("ask", [](IpcMainEvent& event) { event.returnValue = "answer"; });
  show();
  EXPECT_EQ(
      texts("[shared, refusal, typeof require, ask()]"),
      R"(["one world", "contextBridge API can only be used when contextIsolation is enabled", "undefined", "answer"])");
}

TEST_F(Isolation, givesFramesTheirOwnPreloadScriptIfTheWindowSaysSo) {
  page("<!doctype html><script></script>", "/child");
  for (const bool inFrames : {false, true}) {
    WebPreferences preferences;
    preferences.ipcInSubFrames = inFrames;
    BrowserWindow& opened =
        withPreload("contextBridge.exposeInMainWorld('api', {where: location.pathname})", preferences);
    load(opened, page("<!doctype html><script></script><iframe src=/child></iframe>", "/around"));
    const auto main = opened.webContents().mainFrame();
    ASSERT_TRUE(runUntil([&] { return main->frames().size() == 1; }));
    EXPECT_EQ(wait(main->executeJavaScript("api.where")), Value("/around"));
    EXPECT_EQ(wait(main->frames()[0]->executeJavaScript("typeof api === 'object' ? api.where : 'none'")),
              Value(inFrames ? "/child" : "none"));
  }
}

TEST_F(Isolation, hearsMainInThePreloadScriptOnly) {
  begin(R"js(
    const heard = [];
    ipcRenderer.on('tell', (event, text) => heard.push(text));
    ipcRenderer.handle('ask', (event, n) => n + 1);
    contextBridge.exposeInMainWorld('api', {heard: () => heard, forward: (f) => ipcRenderer.on('tell', (event, text) => f(text))});
  )js",
        "globalThis.forwarded = []; api.forward((text) => forwarded.push(text));");
  contents().send("tell", "hello");
  EXPECT_EQ(wait(contents().invoke("ask", 4)), Value(5));
  EXPECT_EQ(texts("[api.heard(), forwarded]"), R"([["hello"], ["hello"]])");
}

TEST_F(Isolation, functionsNobodyHoldsAreLetGo) {
  begin("let calls = 0; contextBridge.exposeInMainWorld('api', {take: (f) => { calls += f(); return calls; }})");
  EXPECT_EQ(evaluate("let n; for (let i = 0; i < 20000; ++i) n = api.take(() => 1); n"), Value(20000));
}

}  // namespace
}  // namespace transom::test
