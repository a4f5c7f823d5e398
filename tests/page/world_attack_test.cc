// SPDX-License-Identifier: MIT
// What a script world tries to get at another one: the page at those of the application, they at the preload script's,
// and at each other.
#include "support/foreign_objects.h"
#include "support/isolation_test.h"

#include <string>
#include <string_view>

namespace transom::test {
namespace {

/// Takes whatever events bring, in every way in which events come.
constexpr const char* kListen = R"js(
  for (const type of ['error', 'unhandledrejection', 'rejectionhandled', 'told', 'message']) {
    for (const target of [window, document]) {
      target.addEventListener(type, (event) => take(type)(event, event.error, event.reason, event.promise, event.detail, event.data), true);
    }
  }
  window.onerror = take('onerror');
  window.onunhandledrejection = (event) => take('onunhandledrejection')(event.reason, event.promise);
)js";

/// Lets what belongs to this world come to light in every way in which the engine tells all worlds.
constexpr const char* kSpill = R"js(
  setTimeout(() => { throw Object.assign(new Error('thrown'), {secret: () => 1}); }, 0);
  Promise.reject(Object.assign(new Error('rejected'), {secret: () => 1}));
  reportError(Object.assign(new Error('reported'), {secret: () => 1}));
  const late = Promise.reject({secret: () => 1});
  setTimeout(() => late.catch(() => {}), 5);
  document.dispatchEvent(new CustomEvent('told', {detail: {secret: {}}}));
  window.postMessage({secret: {}}, '*');
  try { customElements.whenDefined('x-later').then(() => {}); } catch {}
  try { customElements.define('x-mine', class extends HTMLElement {}); } catch {}
  document.body.secret = {};
  document.body.onclick = () => {};
  window.onresize = () => {};
  history.replaceState({secret: {}}, '');
  performance.mark('mark', {detail: {secret: {}}});
  1;
)js";

/// Looks where kSpill may have left something.
constexpr const char* kLook = R"js(
  take('expando')(document.body.secret);
  take('handler')(document.body.onclick, window.onresize);
  take('state')(history.state);
  take('mark')(performance.getEntriesByName('mark')[0]?.detail);
  try { take('registry')(customElements.get('x-mine'), customElements.whenDefined('x-later')); } catch {}
  take('fonts')(document.fonts.ready);
  1;
)js";

class WorldAttack : public IsolationTest {
 protected:
  Value evaluateIn(int world, std::string_view code) {
    return wait(contents().executeJavaScriptInIsolatedWorld(world, code));
  }
  /// Lets `attacker` look out for whatever of `victim` comes to light, and tells what does; the attacker was there
  /// first.
  std::string reachedFrom(int attacker, int victim) {
    const auto name = [](int world) { return brandOf(std::to_string(world)); };
    evaluateIn(attacker, name(attacker) + kLeads + kListen + "1");
    evaluateIn(victim, name(victim) + kSpill);
    evaluateIn(victim, "new Promise((resolve) => setTimeout(() => setTimeout(resolve, 0), 30))");
    return evaluateIn(attacker, std::string(kLook) + "reached()").asString();
  }
};

TEST_F(WorldAttack, thePageReachesNothingOfAnApplicationsWorldThatBeganAfterItsListeners) {
  begin("");
  EXPECT_EQ(reachedFrom(0, 1000), "");
}

TEST_F(WorldAttack, thePageOfAWindowWithoutAPreloadScriptReachesNothingEither) {
  runPage("");
  EXPECT_EQ(reachedFrom(0, 1000), "");
}

TEST_F(WorldAttack, thePageReachesNothingOfThePreloadScript) {
  begin("");
  EXPECT_EQ(reachedFrom(0, 999), "");
}

TEST_F(WorldAttack, anApplicationsWorldReachesNothingOfThePreloadScript) {
  begin("");
  EXPECT_EQ(reachedFrom(1000, 999), "");
}

TEST_F(WorldAttack, twoWorldsOfTheApplicationReachNothingOfEachOther) {
  begin("");
  EXPECT_EQ(reachedFrom(1000, 1001), "");
  EXPECT_EQ(reachedFrom(1002, 1000), "");
}

TEST_F(WorldAttack, whatAWorldIsGivenLeadsNowhereElse) {
  const std::string api = brandOf("999") + kApi +
                          "contextBridge.exposeInIsolatedWorld(1000, 'api', "
                          "{echo: (value) => value, f: () => ({g: () => 1}), call: (f, ...args) => "
                          "f(...args), promise: async () => ({secret: 1}), fail: (value) => { throw "
                          "value; }});";
  begin(api);
  evaluateIn(1000, brandOf("1000") + kLeads + R"js(
    Error.prepareStackTrace = (error, frames) => { take('stack')(error, frames, ...frames); return ''; };
    take('result')(api, api.f(), api.f().g, api.echo([{}, [], () => 1, new Map([[1, {}]]), new Date()]), api.promise());
    api.call((...args) => take('arguments')(...args), {a: 1}, [1], () => 1);
    for (const thrown of [new TypeError('x'), {own: 1}, () => 1, document.body]) {
      try { api.fail(thrown); } catch (error) { take('thrown')(error); }
    }
    api.promise().then(take('promised'));
    for (const name of ['caller', 'arguments', 'callee']) { try { take(name)(api.echo[name]); } catch (error) { take(name)(error); } }
  )js");
  EXPECT_EQ(evaluateIn(1000, "new Promise((resolve) => setTimeout(resolve, 0)).then(reached)"), Value(""));
  EXPECT_EQ(evaluateIn(1000, "caught.length > 15"), Value(true));
}

TEST_F(WorldAttack, pollutionOfOneWorldReachesNoOther) {
  begin(
      "contextBridge.exposeInIsolatedWorld(1000, 'api', {add: (a, b) => [a, b].map(Number).reduce((x, y) => x + y)});"
      "contextBridge.exposeInIsolatedWorld(1001, 'api', {add: (a, b) => [a, b].map(Number).reduce((x, y) => x + y)});");
  evaluateIn(1000, R"js(
    const {ownKeys, getOwnPropertyDescriptor} = Reflect;
    const types = [Array, Map, Promise, Function, Object, String];
    for (let i = 0; i < types.length; ++i) {
      const at = types[i].prototype;
      const names = ownKeys(at);
      for (let n = 0; n < names.length; ++n) {
        const {value, writable} = getOwnPropertyDescriptor(at, names[n]);
        if (typeof value === 'function' && writable && names[n] !== 'constructor') at[names[n]] = () => { throw new Error('patched ' + String(names[n])); };
      }
    }
    1;
  )js");
  EXPECT_EQ(evaluateIn(1000, "api.add(2, 3)"), Value(5));
  EXPECT_EQ(evaluateIn(1001, "api.add(2, 3)"), Value(5));
  EXPECT_EQ(evaluate("[1, 2].map((n) => n + 1).join()"), Value("2,3"));
}

}  // namespace
}  // namespace transom::test
