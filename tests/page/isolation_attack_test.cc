// SPDX-License-Identifier: MIT
// What a clever page tries to get at the preload script's world: by what the engine hands from world to world, by traps
// in built-ins, and by force.
#include "support/foreign_objects.h"
#include "support/isolation_test.h"

#include <string>

namespace transom::test {
namespace {

class IsolationAttack : public IsolationTest {
 protected:
  /// The preload script's world is branded before the script runs, so that kLeads knows its objects.
  void begin(const std::string& preload, const std::string& pageScript) {
    IsolationTest::begin(brandOf("preload") + preload, pageScript);
  }
  /// The names of what was caught that leads to the preload script's world; empty: nothing does.
  std::string reached() {
    return evaluate("caught.filter(([, value]) => leads(value)).map(([name]) => name).join()").asString();
  }
  double caughtCount() { return evaluate("caught.length").asNumber(); }
};

TEST_F(IsolationAttack, eventsAboutErrorsOfThePreloadScriptCarryNothingOfItsWorld) {
  begin(R"js(
    contextBridge.exposeInMainWorld('api', {
      throwLater: () => { setTimeout(() => { throw Object.assign(new Error('thrown'), {secret: () => 1}); }, 0); },
      rejectLater: () => { setTimeout(() => { Promise.reject(Object.assign(new Error('rejected'), {secret: () => 1})); }, 0); },
      report: () => { setTimeout(() => { reportError(new Error('reported')); }, 0); },
    });
    ipcRenderer.on('fail', () => { throw new Error('in a listener'); });
  )js",
        std::string(kLeads) + R"js(
    addEventListener('error', (event) => { take('error event')(event.error, event); });
    window.onerror = take('onerror');
    addEventListener('unhandledrejection', (event) => { take('rejection')(event.reason, event.promise, event); });
    addEventListener('rejectionhandled', (event) => { take('handled')(event.reason, event.promise, event); });
  )js");
  evaluate("api.throwLater(); api.rejectLater(); api.report(); 1");
  contents().send("fail");
  evaluate("new Promise((resolve) => setTimeout(() => setTimeout(resolve, 0), 20))");
  EXPECT_EQ(reached(), "");
}

TEST_F(IsolationAttack, eventsOfThePreloadScriptCarryNothingOfItsWorld) {
  begin(R"js(
    contextBridge.exposeInMainWorld('api', {
      dispatch: () => { document.body.dispatchEvent(new CustomEvent('told', {detail: {secret: [1], inner: {}}})); },
      abort: () => { window.dispatchEvent(Object.assign(new Event('told'), {secret: {}})); },
      post: () => { window.postMessage({secret: {}}, '*'); },
      handlers: () => { window.onresize = function secret() {}; document.onclick = () => 1; document.secret = {}; },
      state: () => { history.replaceState({secret: {}}, ''); },
    });
  )js",
        std::string(kLeads) +
            "addEventListener('told', (event) => take('event')(event, event.detail, event.secret), true);"
            "addEventListener('message', (event) => take('message')(event.data, event));");
  evaluate(
      "api.dispatch(); api.abort(); api.post(); api.handlers(); api.state();"
      "take('handlers')(window.onresize, document.onclick, document.secret); take('state')(history.state); 1");
  ASSERT_TRUE(runUntil([this] { return evaluate("caught.some(([name]) => name === 'message')") == Value(true); }));
  EXPECT_EQ(reached(), "");
}

TEST_F(IsolationAttack, whatTheEngineKeepsForAllWorldsIsNotThePreloadScripts) {
  begin(R"js(
    performance.mark('mark', {detail: {secret: {}}});
    globalThis.waits = () => customElements.whenDefined('x-later');
    try { waits().then(() => {}); } catch {}
    document.fonts.ready.then(() => {});
  )js",
        std::string(kLeads) +
            "take('mark')(performance.getEntriesByName('mark')[0].detail);"
            "take('fonts')(document.fonts.ready);"
            "take('whenDefined')(customElements.whenDefined('x-later'));"
            "document.fonts.ready.then(take('ready'));");
  EXPECT_GE(caughtCount(), 3);
  EXPECT_EQ(reached(), "");
}

TEST_F(IsolationAttack, whatThePreloadScriptMakesForAllWorldsCarriesNothingOfIts) {
  begin(R"js(
    const secret = () => Object.assign(Object.create(null), {f: () => 1, o: {}});
    const attempt = (action) => { try { action(); } catch {} };
    contextBridge.exposeInMainWorld('api', {
      events: () => {
        const init = {bubbles: true};
        for (const name of ['detail', 'state', 'data', 'error', 'reason', 'info', 'value']) init[name] = secret();
        for (const name of Object.getOwnPropertyNames(globalThis)) {
          if (!name.endsWith('Event')) continue;
          attempt(() => document.dispatchEvent(new globalThis[name]('made', {...init, promise: Promise.resolve(secret())})));
        }
      },
      cues: () => {
        const track = document.createElement('video').addTextTrack('metadata');
        document.body.append(document.createElement('video'));
        const shown = document.querySelector('video').addTextTrack('metadata');
        attempt(() => shown.addCue(new DataCue(0, 1, secret(), 'type')));
        attempt(() => { for (const cue of shown.cues) cue.value = secret(); });
      },
    });
  )js",
        std::string(kLeads) + R"js(
    globalThis.all = (value) => { for (const name in value) { try { take(name)(value[name]); } catch {} } };
    document.addEventListener('made', (event) => { take('event')(event); all(event); });
  )js");
  evaluate(R"js(
    api.events(); api.cues();
    for (const track of document.querySelector('video').textTracks) {
      track.mode = 'hidden';
      try { track.addCue(new DataCue(0, 1, {own: 1}, 'type')); } catch {}
      for (const cue of track.cues) { take('cue')(cue); all(cue); }
    }
    for (const [, value] of [...caught]) if (Object.getPrototypeOf(Object(value)) === null) all(value);
    1;
  )js");
  EXPECT_GT(caughtCount(), 100);
  EXPECT_EQ(reached(), "");
}

TEST_F(IsolationAttack, functionsThatThePreloadScriptCallsWithoutKnowingSeeNoCaller) {
  begin(R"js(
    function children() { document.getElementById('place').innerHTML = '<x-spy></x-spy>'; }
    function text() { document.getElementById('place').textContent = 'text'; }
    function attributes() { const spy = document.querySelector('y-spy'); spy.id = 'other'; spy.dataset.name = 'x'; spy.style.color = 'red'; }
    contextBridge.exposeInMainWorld('api', {children, text, attributes});
  )js",
        std::string(kLeads) + R"js(
    function spy() {
      take('caller')(spy.caller, arguments.callee.caller, fresh.call(spy), spy.caller && spy.caller.arguments);
    }
    // Also by what the engine gives a window in which no script runs.
    const frame = document.createElement('iframe');
    frame.sandbox = 'allow-same-origin';
    document.documentElement.append(frame);
    const fresh = Object.getOwnPropertyDescriptor(frame.contentWindow.Function.prototype, 'caller').get;
    for (const name of ['x-spy', 'y-spy']) {
      const element = class extends HTMLElement { static observedAttributes = ['id', 'data-name', 'style']; };
      for (const callback of ['connected', 'disconnected', 'attributeChanged']) element.prototype[callback + 'Callback'] = spy;
      customElements.define(name, element);
    }
    globalThis.ownCaller = () => { function outer() { return inner(); } function inner() { return inner.caller === outer; } return outer(); };
  )js");
  evaluate(R"js(
    document.body.insertAdjacentHTML('beforeend', '<div id=place><b>x</b></div><y-spy></y-spy>');
    caught.length = 0;
    api.children(); api.text(); api.attributes();
    1;
  )js");
  EXPECT_GE(caughtCount(), 16);
  EXPECT_EQ(reached(), "");
  EXPECT_EQ(evaluate("ownCaller()"), Value(true));
}

TEST_F(IsolationAttack, windowsOfFramesGiveNoMoreThanThePagesOwn) {
  begin(R"js(
    contextBridge.exposeInMainWorld('api', {
      touch: () => {
        const frame = document.querySelector('iframe').contentWindow;
        frame.Object.prototype[Symbol.for('world')] = 'preload';
        try { frame.customElements.whenDefined('x-later').then(() => {}); } catch {}
        frame.Promise.reject(new frame.Object());
        frame.setTimeout(() => { throw new frame.Error('thrown'); }, 0);
      },
    });
  )js",
        std::string(kLeads) + R"js(
    addEventListener('DOMContentLoaded', () => {
      const {contentWindow} = document.body.appendChild(document.createElement('iframe'));
      for (const type of ['error', 'unhandledrejection', 'rejectionhandled']) {
        for (const target of [window, contentWindow]) {
          target.addEventListener(type, (event) => take(type)(event, event.error, event.reason, event.promise));
        }
      }
    });
  )js");
  evaluate(R"js(
    api.touch();
    take('registry')(document.querySelector('iframe').contentWindow.customElements.whenDefined('x-later'));
    new Promise((resolve) => setTimeout(resolve, 20));
  )js");
  EXPECT_GT(caughtCount(), 3);
  EXPECT_EQ(reached(), "");
}

TEST_F(IsolationAttack, aPageThatTakesOffAllListenersHearsNoMore) {
  begin(
      "contextBridge.exposeInMainWorld('api', {reject: () => { Promise.reject({secret: "
      "{}}); }});",
      kLeads);
  evaluate(R"js(
    document.open(); document.write('<p>new'); document.close();
    for (const type of ['unhandledrejection', 'rejectionhandled']) {
      addEventListener(type, (event) => { take(type)(event, event.reason, event.promise); });
    }
    api.reject();
    new Promise((resolve) => setTimeout(resolve, 20));
  )js");
  EXPECT_EQ(caughtCount(), 3);
  EXPECT_EQ(reached(), "");
  EXPECT_EQ(evaluate("new Promise((resolve) => { addEventListener('unhandledrejection', (event) => "
                     "event.reason === 'own' && resolve('heard')); Promise.reject('own'); })"),
            Value("heard"));
}

TEST_F(IsolationAttack, elementsOfThePageRunInThePage) {
  begin(R"js(
    contextBridge.exposeInMainWorld('api', {
      make: () => { const made = document.createElement('x-trap'); made.setAttribute('a', '1'); document.body.append(made); made.remove(); },
      filter: () => { document.body.textContent = 'changed'; },
    });
  )js",
        std::string(kLeads) + R"js(
    customElements.define('x-trap', class extends HTMLElement {
      static observedAttributes = ['a'];
      constructor() { super(); take('constructor')(this, new.target); }
      connectedCallback(...args) { take('connected')(this, ...args); }
      disconnectedCallback(...args) { take('disconnected')(this, ...args); }
      attributeChangedCallback(...args) { take('attribute')(this, ...args); try { null.x; } catch (error) { take('stack')(error); } }
    });
    new MutationObserver(take('mutation')).observe(document, {subtree: true, childList: true, attributes: true});
  )js");
  evaluate("api.make(); api.filter(); new Promise((resolve) => setTimeout(resolve, 0))");
  EXPECT_GT(caughtCount(), 5);
  EXPECT_EQ(reached(), "");
}

TEST_F(IsolationAttack, trapsInBuiltInsCatchNothingOfThePreloadScriptsWorld) {
  begin(kApi, std::string(kLeads) + R"js(
    for (const type of [Array, Promise, Map, Set, ArrayBuffer, Object.getPrototypeOf(Uint8Array)]) {
      Object.defineProperty(type, Symbol.species, {get() { take('species')(this); return type; }, configurable: true});
    }
    const names = ['id', 'key', 'resolve', 'reject', 'value', 'seen', 'own', 'proxies', 'functions', 'ids', 'naming',
      'meaning', 'frozen', 'cross', 'hidden', 'onExpose', 'settlings', 'collected', 'call', 'then', 'toJSON', 'bytes',
      'length', 'writer', 'lastId', 'lastPromise', 'writable', 'enumerable', 'code', 'cause', 'stack'];
    for (const name of names) {
      if (name in Object.prototype) continue;
      Object.defineProperty(Object.prototype, name, {__proto__: null,
        set(value) { take('setter ' + name)(this, value); Object.defineProperty(this, name, {__proto__: null, value, writable: true, configurable: true}); },
        get() { take('getter ' + name)(this); }, configurable: true});
    }
    Error.prepareStackTrace = (error, frames) => { take('stack')(error, frames, ...frames); return ''; };
    const apply = Function.prototype.apply;
    Function.prototype.call = function (...args) { take('call')(this, ...args); return Reflect.apply(this, args[0], args.slice(1)); };
    for (const attempt of [() => api.echo({a: [1, {b: 2}]}), () => api.nested.deep.f().g(), () => api.call((x) => x, {y: 1}),
      () => api.sum(5), () => api.call(() => { throw new TypeError('x'); }), () => api.promise().then(take('promised'))]) {
      try { take('result')(attempt()); } catch (error) { take('error')(error); }
    }
  )js");
  evaluate("new Promise((resolve) => setTimeout(resolve, 0))");
  EXPECT_GT(caughtCount(), 5);
  EXPECT_EQ(reached(), "");
}

TEST_F(IsolationAttack, argumentsThatFightBackHarmNobody) {
  begin(kApi, kLeads);
  EXPECT_EQ(texts(R"js((() => {
    const {proxy, revoke} = Proxy.revocable({}, {});
    revoke();
    const {proxy: list, revoke: revokeList} = Proxy.revocable([], {});
    revokeList();
    const endless = new Proxy({}, {ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({value: 1, enumerable: true, configurable: true}), get: () => endless2()});
    const endless2 = () => new Proxy({}, {ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({value: 1, enumerable: true, configurable: true}), get: () => endless2()});
    const shrinking = [1, 2, 3];
    Object.defineProperty(shrinking, 0, {get() { shrinking.length = 0; return 0; }});
    let deep = {};
    for (let i = 0; i < 100000; ++i) deep = {deep};
    const outcome = (value) => { try { api.echo(value); return 'copied'; } catch (error) { take('error')(error); return error.name; } };
    return [proxy, list, endless, shrinking, deep, {get a() { throw proxy; }}].map(outcome).join();
  })())js"),
            "\"TypeError,TypeError,RangeError,copied,RangeError,TypeError\"");
  EXPECT_EQ(reached(), "");
  EXPECT_EQ(evaluate("api.sum([1, 2])"), Value(3));
}

TEST_F(IsolationAttack, argumentsMayCallTheApiWhileTheyAreCopied) {
  begin(kApi, kLeads);
  EXPECT_EQ(texts(R"js((() => {
    const calling = {get a() { return api.echo({b: api.echo([1])}); }, get b() { return api.call((x) => x, 5); }};
    const trap = (value, result) => { take('trap')(api.echo(value)); return result; };
    const proxy = new Proxy({c: 1}, {
      ownKeys: (target) => trap(target, ['c']), get: (target, key) => trap([key], 2), getPrototypeOf: () => trap(1, Object.prototype),
      getOwnPropertyDescriptor: (target, key) => trap(key, Reflect.getOwnPropertyDescriptor(target, key)),
    });
    return [api.echo(calling), api.echo(proxy), api.echo([calling, proxy]).length];
  })())js"),
            texts("[{a: {b: [1]}, b: 5}, {c: 2}, 2]"));
  EXPECT_EQ(reached(), "");
}

TEST_F(IsolationAttack, aStackThatIsFullBreaksNothing) {
  begin(kApi, kLeads);
  EXPECT_EQ(texts(R"js((() => {
    const names = new Set();
    const dive = () => { try { dive(); } catch (error) { take('own')(error); } try { api.echo({a: 1}); api.nested.deep.f(); } catch (error) { names.add(error.name); take('dive')(error); caught.length = Math.min(caught.length, 50); } };
    dive();
    const through = (n) => { if (n > 100000) return 0; return 1 + api.call(through, n + 1); };
    try { through(0); return 'no end'; } catch (error) { take('through')(error); return error instanceof Error; }
  })())js"),
            "true");
  EXPECT_EQ(reached(), "");
  EXPECT_EQ(evaluate("api.sum([1, 2])"), Value(3));
  EXPECT_EQ(evaluate("api.call((n) => api.call((m) => m + n, 1), 2)"), Value(3));
}

TEST_F(IsolationAttack, whoRunsCodeInThePreloadScriptsWorldFindsNoIpcThere) {
  begin(R"js(
    const transom = require('transom');
    contextBridge.exposeInMainWorld('api', {run: (code) => String((0, eval)(code))});
  )js",
        kLeads);
  EXPECT_EQ(
      evaluate(
          "api.run('[typeof transom, typeof require, typeof module, typeof ipcRenderer, "
          "Object.getOwnPropertyNames(globalThis).filter((name) => /transom|require|ipc|electron/i.test(name))]')"),
      Value("undefined,undefined,undefined,undefined,"));
}

TEST_F(IsolationAttack, freshRealmsAndNewDocumentsGiveNoWayIn) {
  begin(kApi, kLeads);
  evaluate(R"js((() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const fresh = frame.contentWindow;
    take('window')(fresh.api, fresh.require, fresh.transom);
    take('fresh')(fresh.Function.prototype.call.call(api.echo, null, {}), fresh.Reflect.apply(api.echo, null, [{}]), fresh.Reflect.construct(fresh.Function, ['return this']));
    take('bound')(fresh.Function.prototype.bind.call(api.echo, null)({}));
    try { take('constructed')(fresh.Reflect.construct(api.echo, [{}])); } catch (error) { take('construct')(error); }
    frame.remove();
    window.name = String(api.echo);
    for (const name of ['caller', 'arguments']) { try { take(name)(api.echo[name]); } catch (error) { take(name)(error); } }
  })(), 1)js");
  EXPECT_EQ(reached(), "");
  EXPECT_EQ(evaluate("/native|=>|function/.test(window.name) && !/preload/.test(window.name)"), Value(true));
  evaluate("document.open(); document.write('<p>new'); document.close(); 1");
  EXPECT_EQ(evaluate("[typeof require, typeof transom, typeof ipcRenderer].join()"),
            Value("undefined,undefined,undefined"));
}

}  // namespace
}  // namespace transom::test
