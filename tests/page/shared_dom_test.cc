// SPDX-License-Identifier: MIT
// Both worlds see the same DOM. Whatever a preload script may give to an object of it, the page must not get from it:
// no function, no object, and nothing that a call of one throws.
#include "support/foreign_objects.h"
#include "support/isolation_test.h"

#include <string>
#include <utility>

namespace transom::test {
namespace {

class SharedDom : public IsolationTest {
 protected:
  /// The preload script's world is branded before the script runs.
  void begin(const std::string& preload, const std::string& pageScript) {
    IsolationTest::begin(brandOf("preload") + preload, pageScript);
  }
  std::string reached() { return evaluate("reached()").asString(); }
};

/// Calls it with every depth of the stack that is left, and takes what it throws.
constexpr const char* kDive = R"js(
  globalThis.dive = (name, call) => {
    const down = () => { try { down(); } catch {} try { take(name)(call()); } catch (error) { take(name)(error); } };
    down();
    caught = caught.filter(([, value]) => Object(value) === value);
  };
)js";

TEST_F(SharedDom, aTrustedTypesPolicyOfThePreloadScriptIsNotThePages) {
  begin(R"js(
    const rules = {createHTML: (text) => { if (text === 'bad') throw new TypeError('refused'); return text.replace(/<script/g, '&lt;script'); }};
    let refusal = 'none';
    try { trustedTypes.createPolicy('default', rules); } catch (error) { refusal = error.message; }
    contextBridge.exposeInMainWorld('refusal', refusal);
    const policy = trustedTypes.createPolicy('own', rules);
    contextBridge.exposeInMainWorld('own', String(policy.createHTML('<script>')));
  )js",
        std::string(kLeads) + kDive + R"js(
    globalThis.policy = trustedTypes.defaultPolicy;
    if (policy) {
      try { take('thrown')(policy.createHTML('bad')); } catch (error) { take('thrown')(error); }
      dive('overflow', () => policy.createHTML('x'));
    }
  )js");
  EXPECT_EQ(evaluate("String(policy)"), Value("null"));
  EXPECT_EQ(reached(), "");
  EXPECT_EQ(evaluate("refusal"), Value("Only the page's own scripts may make the default policy"));
  EXPECT_EQ(evaluate("own"), Value("&lt;script>"));
  EXPECT_EQ(evaluate("trustedTypes.createPolicy('default', {createHTML: (text) => text + '!'}).createHTML('x') + "
                     "trustedTypes.defaultPolicy.createHTML('y')"),
            Value("x!y!"));
}

/// Every kind of thing that an object of the engine might keep.
constexpr const char* kSecrets = R"js(
  globalThis.secrets = () => {
    const callbacks = {};
    for (const name of ['handleEvent', 'acceptNode', 'lookupNamespaceURI', 'createHTML', 'createScript', 'createScriptURL']) callbacks[name] = () => { throw {thrown: 1}; };
    return [Object.assign(() => { throw {thrown: 1}; }, callbacks), () => ({}), {secret: {}, ...callbacks}, [{}], Promise.resolve({})];
  };
)js";

/// What both worlds have: `walk(visit)` calls `visit(object, path)` for what properties lead to, from the window and
/// all elements on. What would leave the page, end or block it is left out.
constexpr const char* kWalk = R"js(
  {
  globalThis.sample = () => {
    const names = ['a', 'audio', 'video', 'canvas', 'button', 'input', 'form', 'select', 'img', 'iframe', 'details', 'dialog',
      'object', 'script', 'style', 'template', 'slot', 'table', 'textarea', 'track', 'x-custom', 'meta', 'link', 'progress', 'map', 'output'];
    for (const name of names) document.body.append(Object.assign(document.createElement(name), {id: 'of-' + name}));
    document.body.append('text', document.createComment('comment'), document.createElementNS('http://www.w3.org/2000/svg', 'svg'));
    document.querySelector('style').textContent = '@layer x { p { color: red } } @keyframes k { from { left: 0 } }';
    document.querySelector('video').addTextTrack('metadata').addCue(new VTTCue(0, 1, 'x'));
    document.querySelector('x-custom').attachShadow({mode: 'open'});
    document.body.animate([{opacity: 0}, {opacity: 1}], 1e6);
    getSelection().selectAllChildren(document.body);
  };
  const own = new Set(['sample', 'walk', 'propertiesOf', 'isSet', 'isCalled', 'secrets', 'spill', 'look', 'leads', 'isForeign', 'caught', 'take', 'reached']);
  const elsewhere = new Set(['top', 'parent', 'self', 'frames', 'window', 'globalThis', 'opener', 'contentWindow', 'contentDocument', 'defaultView']);
  globalThis.propertiesOf = (object) => {
    const found = new Map();
    for (let at = object; at && ![Object, Function, Array].some((type) => type.prototype === at); at = Object.getPrototypeOf(at)) {
      for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
        const isInterface = object === window && /^[A-Z]/.test(name);
        if (!found.has(name) && !isInterface && !own.has(name) && !elsewhere.has(name)) found.set(name, descriptor);
      }
    }
    return found;
  };
  const uncalled = /^(alert|confirm|prompt|print|printErr|close|stop|open|write|writeln|reload|assign|replace|go|back|forward|submit|requestSubmit|click|remove|replaceWith|replaceChildren|replaceChild|removeChild|adoptNode|navigate|find|blur|focus|(move|resize)(To|By)|setTimeout|setInterval|constructor|eval|fetch|execCommand|clear|register|requestPointerLock|showPicker)$|[fF]ull[sS]creen|^get(User|Display)Media$/;
  globalThis.isCalled = (name) => !uncalled.test(name);
  const unset = /^(location|(inner|outer)(HTML|Text)|textContent|src|srcdoc|href|action|domain|cookie|name|title|designMode|data|host|hostname|pathname|search|hash|port|protocol|nodeValue|body|open)$/;
  globalThis.isSet = (name) => !unset.test(name);
  globalThis.walk = (visit) => {
    const seen = new Set();
    const queue = [['window', window, 0], ['document', document, 0]];
    for (const each of document.querySelectorAll('*')) queue.push(['#' + (each.id || each.localName), each, 0]);
    for (let at = 0; at < queue.length && at < 3000; ++at) {
      const [path, object, depth] = queue[at];
      if (seen.has(object)) continue;
      seen.add(object);
      visit(object, path);
      if (depth >= 3) continue;
      for (const name of propertiesOf(object).keys()) {
        let value;
        try { value = object[name]; } catch { continue; }
        if (Object(value) === value && typeof value !== 'function' && !(value instanceof Promise)) queue.push([`${path}.${name}`, value, depth + 1]);
      }
    }
  };
  }
)js";

/// `spill()` gives all of them to all properties and methods of all objects, and returns how often it tried.
constexpr const char* kSpill = R"js(
  globalThis.spill = () => {
    const given = new Map();
    let count = 0;
    const attempt = (action) => {
      ++count;
      try {
        const result = action();
        if (result instanceof Promise) result.catch(() => {});
      } catch {}
    };
    walk((object) => {
      for (const [name, {value, set, writable}] of propertiesOf(object)) {
        // Two objects of each interface will do.
        const member = set ?? value;
        const times = typeof member === 'function' ? (given.get(member) ?? 0) : 0;
        if (times === 2) continue;
        given.set(member, times + 1);
        for (const secret of secrets()) {
          if (typeof value !== 'function') {
            if ((set || writable) && isSet(name)) attempt(() => { object[name] = secret; });
          } else if (isCalled(name)) {
            for (const args of [[secret], ['x', secret], ['default', secret], [secret, secret, secret], ['x', 0, secret]]) attempt(() => object[name](...args));
          }
        }
      }
      attempt(() => { object.mine = secrets(); });
    });
    return count;
  };
)js";

/// Reads all properties, and calls all methods; `outcome`: how many values that gave, and where those are from that are
/// foreign.
constexpr const char* kLook = R"js(
  globalThis.look = () => {
    const found = [];
    let count = 0;
    const see = (name, value) => {
      ++count;
      try { if (Object(value) === value && isForeign(value)) found.push(name); } catch {}
    };
    const seeResult = (name, action) => {
      try {
        const result = action();
        see(name, result);
        if (result instanceof Promise) result.then((value) => see(name, value), (reason) => see(name, reason));
      } catch (error) {
        see(name, error);
      }
    };
    walk((object, path) => {
      see(path, object);
      for (const [name, {value}] of propertiesOf(object)) {
        seeResult(`${path}.${name}`, () => object[name]);
        if (typeof value !== 'function' || !isCalled(name)) continue;
        for (const args of [[], ['x'], ['default'], [0]]) seeResult(`${path}.${name}()`, () => object[name](...args));
      }
    });
    return new Promise((resolve) => setTimeout(() => resolve({count, found: found.join()}), 100));
  };
)js";

/// Gives in one world and looks in the other.
class SharedDomOf : public SharedDom, public ::testing::WithParamInterface<std::pair<int, int>> {};

TEST_P(SharedDomOf, whatIsGivenToAnyObjectOfItComesOutInNoOtherWorld) {
  const auto [giver, taker] = GetParam();
  IsolationTest::begin("", "");
  const auto in = [this](int world, const std::string& code) {
    return wait(contents().executeJavaScriptInIsolatedWorld(world, code));
  };
  evaluate(std::string(kWalk) + "sample(); 1");
  in(giver, brandOf("giver") + kSecrets + kWalk + kSpill + "1");
  in(taker, brandOf("taker") + kLeads + kWalk + kLook + "1");
  EXPECT_GT(in(giver, "spill()").asNumber(), 10000);
  const Value outcome = in(taker, "look()");
  EXPECT_GT(outcome["count"].asNumber(), 10000);
  EXPECT_EQ(outcome["found"], Value(""));
}

INSTANTIATE_TEST_SUITE_P(Worlds, SharedDomOf, ::testing::Values(std::pair(999, 0), std::pair(0, 999)));

TEST_F(SharedDom, whatTakesPartInAnEventGivesNothingThatItWasGiven) {
  begin(R"js(
    const related = () => {
      const controller = new AbortController();
      controller.abort({secret: {}});
      const plain = new AbortController();
      plain.abort();
      const port = Object.assign(new MessageChannel().port1, {onmessage: () => 1, secret: {}});
      const request = new XMLHttpRequest();
      request.onload = () => 1;
      const own = Object.assign(new EventTarget(), {secret: {}});
      return [controller.signal, plain.signal, AbortSignal.any([controller.signal]), port, request, own, new FileReader(), indexedDB.open('x')];
    };
    contextBridge.exposeInMainWorld('spill', () => {
      let count = 0;
      for (const target of related()) {
        for (const type of [MouseEvent, FocusEvent, PointerEvent, DragEvent]) {
          ++count;
          try { document.dispatchEvent(new type('related', {relatedTarget: target})); } catch {}
        }
        try {
          const touch = new Touch({identifier: 1, target});
          document.dispatchEvent(new TouchEvent('related', {touches: [touch], changedTouches: [touch]}));
        } catch {}
      }
      document.dispatchEvent(new MouseEvent('related', {relatedTarget: document.body}));
      window.dispatchEvent(new FocusEvent('related', {relatedTarget: window}));
      return count;
    });
  )js",
        std::string(kLeads) + R"js(
    globalThis.targets = [];
    const hear = ({relatedTarget, touches}) => {
      for (const target of [relatedTarget, touches?.[0]?.target]) {
        targets.push(target);
        for (const name in target) { try { take(name)(target[name]); } catch {} }
      }
    };
    document.addEventListener('related', hear);
    window.addEventListener('related', hear);
  )js");
  EXPECT_GT(evaluate("spill()").asNumber(), 20);
  EXPECT_EQ(evaluate("targets.includes(document.body) && targets.includes(window)"), Value(true));
  EXPECT_EQ(reached(), "");
}

TEST_F(SharedDom, theReasonOfASignalIsOfTheWorldThatAbortsIt) {
  begin(R"js(
    const isOwn = ({reason}) => reason instanceof DOMException && reason.name;
    const aborted = (...args) => { const controller = new AbortController(); controller.abort(...args); return controller.signal; };
    contextBridge.exposeInMainWorld('api', {
      reasons: () => [isOwn(aborted()), isOwn(aborted(undefined)), isOwn(AbortSignal.abort()), aborted(null).reason, aborted(5).reason],
      timeout: () => new Promise((resolve) => {
        const signal = AbortSignal.timeout(1);
        signal.onabort = () => resolve([isOwn(signal), signal.reason === signal.reason]);
      }),
      fetched: () => fetch(location.href, {signal: AbortSignal.abort()}).catch((error) => error instanceof DOMException),
    });
  )js",
        "");
  EXPECT_EQ(texts("api.reasons()"), texts("['AbortError', 'AbortError', 'AbortError', null, 5]"));
  EXPECT_EQ(texts("api.timeout()"), texts("['TimeoutError', true]"));
  EXPECT_EQ(evaluate("api.fetched()"), Value(true));
}

}  // namespace
}  // namespace transom::test
