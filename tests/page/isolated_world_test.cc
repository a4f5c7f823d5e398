// SPDX-License-Identifier: MIT
// Script worlds of the application's own: what a preload script exposes there, what runs there, and what keeps them
// apart.
#include "support/isolation_test.h"

#include <string>
#include <string_view>

namespace transom::test {
namespace {

class IsolatedWorld : public IsolationTest {
 protected:
  Value evaluateIn(int world, std::string_view code) {
    return wait(contents().executeJavaScriptInIsolatedWorld(world, code));
  }
  std::string textsIn(int world, std::string_view code) { return dump(evaluateIn(world, code)); }
  /// `name: message` of the error that the code ends with there.
  std::string errorIn(int world, std::string_view code) {
    try {
      return "no error, but " + evaluateIn(world, code).inspect();
    } catch (const Error& error) {
      return error.name() + ": " + error.message();
    }
  }
};

TEST_F(IsolatedWorld, hasWhatThePreloadScriptExposesThereAndThePageHasNot) {
  begin(
      "contextBridge.exposeInIsolatedWorld(1004, 'tools', {add: (a, b) => a + b, deep: {list: [1, 2]}});"
      "contextBridge.exposeInMainWorld('api', {name: 'of the page'});");
  EXPECT_EQ(evaluateIn(1004, "tools.add(2, 3)"), Value(5));
  EXPECT_EQ(textsIn(1004, "[tools.deep.list, Object.isFrozen(tools.deep), typeof api]"),
            R"([[1, 2], true, "undefined"])");
  EXPECT_EQ(evaluate("typeof tools + api.name"), Value("undefinedof the page"));
  EXPECT_EQ(evaluateIn(1005, "typeof tools"), Value("undefined"));
}

TEST_F(IsolatedWorld, sharesTheDomAndNothingElse) {
  begin("", "globalThis.ofPage = true; Array.prototype.ofPage = true;");
  evaluateIn(7, "globalThis.ofWorld = true; Array.prototype.ofWorld = true; document.body.dataset.seen = 'from 7'; 1");
  EXPECT_EQ(evaluate("[typeof ofWorld, typeof [].ofWorld, document.body.dataset.seen].join()"),
            Value("undefined,undefined,from 7"));
  EXPECT_EQ(evaluateIn(7, "[typeof ofPage, typeof [].ofPage, typeof ofWorld].join()"),
            Value("undefined,undefined,boolean"));
  EXPECT_EQ(evaluateIn(8, "[typeof ofPage, typeof ofWorld, typeof [].ofWorld].join()"),
            Value("undefined,undefined,undefined"));
}

TEST_F(IsolatedWorld, hasNoIpcOfItsOwn) {
  begin("");
  EXPECT_EQ(evaluateIn(1000, "[typeof require, typeof transom, typeof ipcRenderer, typeof module].join()"),
            Value("undefined,undefined,undefined,undefined"));
}

TEST_F(IsolatedWorld, runsStrictCodeWhichIsNotPartOfItsResult) {
  begin("contextBridge.exposeInMainWorld('api', {strict: (function () { return this === undefined; })()})");
  EXPECT_EQ(evaluateIn(1000, "(function () { return this === undefined; })()"), Value(true));
  EXPECT_TRUE(evaluateIn(1000, "var declared = 1").isUndefined());
  EXPECT_EQ(evaluateIn(1000, "declared"), Value(1));
  EXPECT_EQ(evaluate("[api.strict, (function () { return this === undefined; })()].join()"), Value("true,false"));
}

TEST_F(IsolatedWorld, zeroIsThePageAndNineHundredNinetyNineThePreloadScript) {
  begin(
      "globalThis.ofPreload = 'preload'; contextBridge.exposeInIsolatedWorld(0, 'api', {is: 'exposed'});"
      "contextBridge.exposeInIsolatedWorld(999, 'own', {f: () => globalThis.ofPreload, list: [1]});",
      "globalThis.ofPage = 'page'");
  EXPECT_EQ(evaluateIn(0, "ofPage + ' ' + api.is"), Value("page exposed"));
  EXPECT_EQ(evaluateIn(999,
                       "[ofPreload, typeof ofPage, own.f(), Object.isFrozen(own.list), own.list instanceof Array,"
                       " typeof require, typeof transom].join()"),
            Value("preload,undefined,preload,true,true,undefined,undefined"));
}

TEST_F(IsolatedWorld, givesResultsErrorsAndPromisesAsExecuteJavaScriptDoes) {
  begin("");
  EXPECT_EQ(textsIn(1000, "new Map([[1, new Date(5)]])"), texts("new Map([[1, new Date(5)]])"));
  EXPECT_EQ(evaluateIn(1000, "new Promise((resolve) => setTimeout(() => resolve('later')))"), Value("later"));
  EXPECT_EQ(errorIn(1000, "throw new RangeError('too far')"), "RangeError: too far");
  EXPECT_EQ(errorIn(1000, "Promise.reject(new TypeError('rejected'))"), "TypeError: rejected");
  EXPECT_EQ(errorIn(1000, "this is no JavaScript").substr(0, 13), "SyntaxError: ");
  EXPECT_NE(errorIn(1000, "document.body").find("An object could not be cloned."), std::string::npos);
}

TEST_F(IsolatedWorld, callsFunctionsPromisesErrorsAndCyclesAcrossInBothDirections) {
  begin(R"js(
    const ring = {name: 'a'}; ring.self = ring;
    contextBridge.exposeInIsolatedWorld(1000, 'api', {
      twice: (f) => f(f(3)), same: (f) => f, ring,
      later: async (promise) => 'got ' + await promise,
      fail: () => { throw Object.assign(new RangeError('too far'), {code: 'EFAR'}); },
    });
  )js");
  EXPECT_EQ(evaluateIn(1000, "api.twice((n) => n * 10)"), Value(300));
  EXPECT_EQ(textsIn(1000,
                    "(() => { const f = () => 1; return [api.same(f) === f, api.same(api.same) === api.same, "
                    "api.ring.self === api.ring]; })()"),
            "[true, true, true]");
  EXPECT_EQ(evaluateIn(1000, "api.later(Promise.resolve('this'))"), Value("got this"));
  EXPECT_EQ(evaluateIn(1000,
                       "api.later(Promise.reject(new TypeError('that'))).catch((error) => error instanceof "
                       "TypeError && error.message)"),
            Value("that"));
  EXPECT_EQ(textsIn(1000,
                    "(() => { try { api.fail(); } catch (error) { return [error instanceof RangeError, "
                    "error.message, error.code, /preload/.test(error.stack)]; } })()"),
            R"([true, "too far", "EFAR", false])");
  EXPECT_EQ(evaluateIn(1000,
                       "let deep = {}; for (let i = 0; i < 1000; ++i) deep = {deep}; try { api.same(deep); } "
                       "catch (error) { error.name }"),
            Value("RangeError"));
}

TEST_F(IsolatedWorld, handsWhatThePageGaveOnToAnotherWorldThroughThePreloadScriptAlone) {
  begin(R"js(
    let kept = () => 'nothing';
    contextBridge.exposeInMainWorld('api', {keep: (f) => { kept = f; }});
    contextBridge.exposeInIsolatedWorld(1000, 'api', {call: (value) => kept(value)});
  )js",
        "api.keep((value) => { globalThis.got = value; return {of: 'page', list: [value]}; });");
  EXPECT_EQ(textsIn(1000,
                    "(() => { const result = api.call({n: 1}); return [result.of, result.list[0].n, result.list "
                    "instanceof Array, result.constructor === Object]; })()"),
            R"(["page", 1, true, true])");
  EXPECT_EQ(evaluate("got instanceof Object && got.n"), Value(1));
}

TEST_F(IsolatedWorld, refusesWhatIsNoWorldAndSaysWhichThereAre) {
  withPreload(R"js(
    const attempt = (...args) => { try { contextBridge.exposeInIsolatedWorld(...args); return 'done'; } catch (error) { return error.name + ': ' + error.message; } };
    const failures = {
      negative: attempt(-1, 'a', {}), fraction: attempt(1.5, 'a', {}), large: attempt(536870912, 'a', {}),
      text: attempt('1000', 'a', {}), nan: attempt(NaN, 'a', {}), largest: attempt(536870911, 'a', {}),
      key: attempt(1000, 5, {}), element: attempt(1000, 'a', {at: document}),
      first: attempt(1000, 'twice', {}), second: attempt(1000, 'twice', {}), existing: attempt(1000, 'document', {}),
    };
    contextBridge.exposeInMainWorld('failures', failures);
  )js");
  show();
  const Value failures = evaluate("failures");
  const Value rule(
      "RangeError: contextBridge.exposeInIsolatedWorld: the world must be an integer from 0 to 536870911: 0 is the "
      "page's, 999 the preload script's, any other one of your own");
  for (const char* number : {"negative", "fraction", "large", "text", "nan"}) EXPECT_EQ(failures[number], rule);
  EXPECT_EQ(failures["largest"], Value("done"));
  EXPECT_EQ(failures["key"], Value("TypeError: contextBridge.exposeInIsolatedWorld: the key must be a string"));
  EXPECT_EQ(failures["element"], Value("Error: An object could not be cloned. (api 'a', at .at: HTMLDocument)"));
  EXPECT_EQ(failures["first"], Value("done"));
  for (const char* twice : {"second", "existing"}) {
    EXPECT_EQ(failures[twice], Value("Error: Cannot bind an API on top of an existing property on the window object"));
  }
  for (const int world : {-1, 536'870'912}) {
    EXPECT_EQ(errorIn(world, "1"), "RangeError: there is no script world " + std::to_string(world) +
                                       ": 0 is the page's own, 999 the preload script's, any other from 1 to 536870911 "
                                       "one of the application's");
  }
}

TEST_F(IsolatedWorld, refusesMoreWorldsThanAProcessHasRoomForAndTheOthersGoOn) {
  restart();  // a process in which no other test was before
  begin(
      "contextBridge.exposeInMainWorld('api', {expose: (world) => contextBridge.exposeInIsolatedWorld(world, 'x', "
      "{})})");
  for (int world = 1; world <= 64; ++world) ASSERT_EQ(evaluateIn(world, "1 + 1"), Value(2)) << world;
  const std::string full =
      "This page's process has 64 script worlds already, and no room for more: use their numbers again";
  EXPECT_NE(errorIn(2000, "1").find(full), std::string::npos) << errorIn(2000, "1");
  EXPECT_EQ(evaluate("try { api.expose(2000); } catch (error) { error.message }"), Value(full));
  EXPECT_EQ(evaluate("api.expose(64), 'exposed'"), Value("exposed"));
  EXPECT_EQ(evaluateIn(64, "typeof x"), Value("object"));
  EXPECT_EQ(evaluateIn(999, "2 * 3"), Value(6));
}

TEST_F(IsolatedWorld, beginsAnewWithEachDocument) {
  begin("let n = 0; contextBridge.exposeInIsolatedWorld(1000, 'api', {count: () => ++n})");
  EXPECT_EQ(evaluateIn(1000, "globalThis.left = 1; api.count(), api.count()"), Value(2));
  show();
  EXPECT_EQ(evaluateIn(1000, "typeof left + api.count()"), Value("undefined1"));
  load(window(), server().url("localhost", "/"));
  EXPECT_EQ(evaluateIn(1000, "typeof left + api.count()"), Value("undefined1"));
}

TEST_F(IsolatedWorld, worksInWindowsWithoutAPreloadScriptAndInFramesWithoutIpc) {
  page("<!doctype html><script>globalThis.ofPage = 'child'</script>", "/child");
  load(window(), page("<!doctype html><script></script><iframe src=/child></iframe>", "/around"));
  const auto main = contents().mainFrame();
  ASSERT_TRUE(runUntil([&] { return main->frames().size() == 1; }));
  const auto child = main->frames()[0];
  EXPECT_EQ(wait(main->executeJavaScriptInIsolatedWorld(1000, "globalThis.mine = location.pathname")),
            Value("/around"));
  EXPECT_EQ(wait(child->executeJavaScriptInIsolatedWorld(1000, "typeof ofPage + typeof mine + location.pathname")),
            Value("undefinedundefined/child"));
  EXPECT_EQ(wait(child->executeJavaScriptInIsolatedWorld(999, "typeof require + typeof ofPage")),
            Value("undefinedundefined"));
  EXPECT_EQ(wait(child->executeJavaScript("ofPage")), Value("child"));
}

TEST_F(IsolatedWorld, waitsForTheDomAndKeepsTheOrderOfItsScripts) {
  page("<!doctype html><script></script><p id=last>", "/slow");
  const auto loaded = contents().loadURL(server().url("127.0.0.1", "/slow"));
  const auto first = contents().executeJavaScriptInIsolatedWorld(
      1000, "globalThis.order = [document.getElementById('last') !== null]; 1");
  const auto second = contents().executeJavaScriptInIsolatedWorld(1000, "order.push('second'), order.join()");
  EXPECT_EQ(wait(second), Value("true,second"));
}

TEST_F(IsolatedWorld, endsWithItsDocument) {
  begin("contextBridge.exposeInIsolatedWorld(1000, 'api', {f: () => 1})");
  const auto never = contents().executeJavaScriptInIsolatedWorld(1000, "new Promise(() => {})");
  show();
  EXPECT_THROW(wait(never), Error);
  EXPECT_EQ(evaluateIn(1000, "api.f()"), Value(1));
}

TEST_F(IsolatedWorld, contextIsolationIsNeededToExposeAnything) {
  WebPreferences preferences;
  preferences.contextIsolation = false;
  withPreload(
      "try { contextBridge.exposeInIsolatedWorld(1000, 'a', {}); } catch (error) { globalThis.refusal = error.message; "
      "}",
      preferences);
  show();
  EXPECT_EQ(evaluate("refusal"), Value("contextBridge API can only be used when contextIsolation is enabled"));
  EXPECT_EQ(evaluateIn(1000, "typeof a + typeof refusal"), Value("undefinedundefined"));
}

}  // namespace
}  // namespace transom::test
