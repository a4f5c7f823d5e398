// SPDX-License-Identifier: MIT
// A script of its own, small, since it runs in every context of every script world of the page's process before anything
// else does: so it may use the engine's built-ins as they are, and takes what it needs later. Scripts of one world must
// never get hold of an object of another, whose constructors lead to everything there; the engine has ways on which it
// hands them out as they are, and this closes them.

import { type Method, uncurryGetter, uncurryThis } from '../uncurry';

/** A cue of WebKit's, unknown to TypeScript. */
declare const DataCue: (new () => object) | undefined;

/** What `trustedTypes` is, unknown to TypeScript too. */
interface PolicyFactory {
  createPolicy(this: object, name: string, rules: unknown): object;
}
declare const TrustedTypePolicyFactory: (new () => PolicyFactory) | undefined;

const isInChainOf = uncurryThis(Object.prototype.isPrototypeOf as Method<object, [unknown], boolean>);

/** Called by the engine; `meetsOthers` in the page's own world: whether this process has others at all. */
export function seal(meetsOthers: (() => boolean) | undefined): void {
  if (!meetsOthers && isSealed()) return;
  hideForeignRejections(meetsOthers ?? (() => true), meetsOthers !== undefined);
  if (meetsOthers) return;
  hideCustomElements();
  hideDataCues();
  hideDefaultPolicy();
  keepRelatedTargets();
  makeOwnReasons();
}

/** Whether this has run in this world of the window: in one that goes on with another document the engine tells of it again. */
function isSealed(): boolean {
  return Object.getOwnPropertyDescriptor(globalThis, 'customElements')?.configurable === false;
}

/**
 * `unhandledrejection` and `rejectionhandled` carry the promise and its reason, also to scripts of other worlds than theirs.
 * The page does not even hear of those that are not its own, before it lets `document.open()` take off this listener,
 * which comes before all of its own. The console still tells of them.
 */
function hideForeignRejections(meetsOthers: () => boolean, isPage: boolean): void {
  const PromisePrototype = Promise.prototype;
  const { prototype } = PromiseRejectionEvent;
  const promiseOf = uncurryGetter<unknown>(prototype, 'promise');
  const hidesIn = (event: object): boolean => meetsOthers() && !isInChainOf(PromisePrototype, promiseOf(event));
  for (const name of ['promise', 'reason']) {
    const valueOf = uncurryGetter<unknown>(prototype, name);
    const get = function (this: object): unknown {
      return hidesIn(this) ? undefined : valueOf(this);
    };
    replace(prototype, name, { get });
  }
  if (!isPage) return;
  const stop = uncurryThis(Event.prototype.stopImmediatePropagation);
  const hide = (event: Event): void => {
    if (hidesIn(event)) stop(event);
  };
  addEventListener('unhandledrejection', hide, true);
  addEventListener('rejectionhandled', hide, true);
}

/**
 * `whenDefined` gives all worlds the promise of the one that asked first, and `get` the page's own constructors. In other
 * engines worlds like this one have no registry either.
 */
function hideCustomElements(): void {
  Object.defineProperty(globalThis, 'customElements', {
    value: null,
    writable: false,
    enumerable: true,
    configurable: false,
  });
  // Documents may have registries of their own.
  hideProperty(CustomElementRegistry.prototype, 'whenDefined');
}

/** A cue gives all worlds the `value` that it was made with as it is. */
function hideDataCues(): void {
  if (typeof DataCue !== 'function') return; // not in this engine
  const prototype = DataCue.prototype as object;
  hideProperty(prototype, 'value');
  hideConstructor('DataCue', prototype);
}

/**
 * The default policy is one for all worlds, which may call its functions with what they like, and get what those throw. Any other
 * policy is only for whoever has it.
 */
function hideDefaultPolicy(): void {
  if (typeof TrustedTypePolicyFactory !== 'function') return; // not in this engine
  const prototype = TrustedTypePolicyFactory.prototype as PolicyFactory;
  const make = uncurryThis(prototype.createPolicy);
  const createPolicy = function (this: object, name: unknown, rules: unknown): object {
    const text = String(name); // once: it may be an object that changes its mind
    if (text === 'default') throw new TypeError("Only the page's own scripts may make the default policy");
    return make(this, text, rules);
  };
  Object.defineProperty(prototype, 'createPolicy', { value: createPolicy, writable: false, enumerable: true, configurable: false });
  hideProperty(prototype, 'defaultPolicy');
}

/**
 * The related target of an event is the same object for all worlds, whatever it is, and so is the target of a touch. An AbortSignal
 * would give them its `reason` as it is, so what is dispatched from here may relate to nodes and windows only, which the page has
 * anyway.
 */
function keepRelatedTargets(): void {
  if (typeof Touch === 'function') hideConstructor('Touch', Touch.prototype);
  const { prototype } = EventTarget;
  const dispatch = uncurryThis(prototype.dispatchEvent);
  const related = [MouseEvent, FocusEvent].map((type) => uncurryGetter<object | null>(type.prototype, 'relatedTarget'));
  const dispatchEvent = function (this: EventTarget, event: Event): boolean {
    for (let index = 0; index < related.length; ++index) {
      if (!isShared(valueIn(related[index]!, event))) throw new TypeError('The related target of an event must be a node');
    }
    return dispatch(this, event);
  };
  replace(prototype, 'dispatchEvent', { value: dispatchEvent });
}

/** Of a signal that is aborted without a reason the engine makes one in the page's world, in whatever world that happens. */
function makeOwnReasons(): void {
  const abortBy = uncurryThis(AbortController.prototype.abort as Method<object, [unknown], void>);
  const abort = function (this: object, reason: unknown): void {
    abortBy(this, reason === undefined ? newAbortError() : reason);
  };
  replace(AbortController.prototype, 'abort', { value: abort });
  const abortedBy = uncurryThis(AbortSignal.abort as Method<object, [unknown], AbortSignal>);
  const aborted = (reason: unknown): AbortSignal => abortedBy(AbortSignal, reason === undefined ? newAbortError() : reason);
  replace(AbortSignal, 'abort', { value: aborted });
  // What is left is that of a timeout.
  const nameOf = uncurryGetter<string>(DOMException.prototype, 'name');
  const messageOf = uncurryGetter<string>(DOMException.prototype, 'message');
  const reasonOf = uncurryGetter<unknown>(AbortSignal.prototype, 'reason');
  const copies = new WeakMap<object, DOMException>();
  const get = function (this: object): unknown {
    const reason = reasonOf(this) as object;
    const name = valueIn(nameOf, reason);
    if (name === undefined || isInChainOf(DOMException.prototype, reason)) return reason;
    const copy = copies.get(reason) ?? new DOMException(messageOf(reason), name);
    copies.set(reason, copy);
    return copy;
  };
  replace(AbortSignal.prototype, 'reason', { get });
}

function newAbortError(): DOMException {
  return new DOMException('The operation was aborted.', 'AbortError');
}

function replace(object: object, name: string, by: PropertyDescriptor): void {
  Object.defineProperty(object, name, { ...Object.getOwnPropertyDescriptor(object, name), ...by });
}

const nodeTypeOf = uncurryGetter<number>(Node.prototype, 'nodeType');

/** Whether it is nothing, a node or a window. */
function isShared(target: object | null | undefined): boolean {
  return !target || valueIn(nodeTypeOf, target) !== undefined || target instanceof Window;
}

/** Undefined for an object of another kind. */
function valueIn<Value>(valueOf: (object: object) => Value, object: object): Value | undefined {
  try {
    return valueOf(object);
  } catch {
    return undefined;
  }
}

function hideConstructor(name: string, prototype: object): void {
  hideProperty(prototype, 'constructor');
  hideProperty(globalThis, name);
}

function hideProperty(object: object, name: string): void {
  Object.defineProperty(object, name, { value: undefined, writable: false, enumerable: false, configurable: false });
}
