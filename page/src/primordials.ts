// SPDX-License-Identifier: MIT
// The methods of built-ins that the runtime uses, taken before any script of the page runs: a library that patches
// prototypes later changes nothing for messages. (build.mjs does the same for the constructors.) The one method called
// the ordinary way is charCodeAt, which would be 30 times slower in JavaScriptCore; its caller looks whether it is
// still the engine's.

import { type Method, uncurryGetter, uncurryThis } from './uncurry';

export { type Method, uncurryGetter, uncurryThis };

export const { apply, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const define = Reflect.defineProperty;
/** Whatever the page has put into Object.prototype, which a descriptor inherits else. */
export function defineProperty(object: object, name: PropertyKey, descriptor: PropertyDescriptor): boolean {
  return define(object, name, { __proto__: null, ...descriptor } as PropertyDescriptor);
}
export const { hasOwn, is: isSame, keys: ownKeys } = Object;
export const { stringify: toJson } = JSON;
export const { isArray } = Array;
export const { isSafeInteger, parseInt: parseHex } = Number;
export const { ceil, floor, max, min, random } = Math;
export const { isView } = ArrayBuffer;
export const { fromCharCode } = String;
export const ObjectPrototype = Object.prototype;
export const { freeze } = Object;
export const objectToString = uncurryThis(Object.prototype.toString);
export const functionToString = uncurryThis(Function.prototype.toString);

export const { charCodeAt } = String.prototype;
export const charCodeOf = uncurryThis(charCodeAt);
export const includesText = uncurryThis(String.prototype.includes);
export const padStart = uncurryThis(String.prototype.padStart);
export const sliceText = uncurryThis(String.prototype.slice);
export const numberToString = uncurryThis(Number.prototype.toString);
export const bigintToString = uncurryThis(BigInt.prototype.toString);

const TypedArrayPrototype = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
export const typedArrayName = uncurryGetter<string | undefined>(TypedArrayPrototype, Symbol.toStringTag);
export const typedArrayBuffer = uncurryGetter<ArrayBuffer>(TypedArrayPrototype, 'buffer');
export const typedArrayByteOffset = uncurryGetter<number>(TypedArrayPrototype, 'byteOffset');
export const typedArrayLength = uncurryGetter<number>(TypedArrayPrototype, 'length');
export const setBytes = uncurryThis(TypedArrayPrototype.set as Method<Uint8Array, [ArrayLike<number>, number?], void>);
export const copyWithin = uncurryThis(
  TypedArrayPrototype.copyWithin as Method<Uint8Array, [number, number, number], Uint8Array>,
);
export const dataViewBuffer = uncurryGetter<ArrayBuffer>(DataView.prototype, 'buffer');
export const dataViewByteOffset = uncurryGetter<number>(DataView.prototype, 'byteOffset');
export const dataViewByteLength = uncurryGetter<number>(DataView.prototype, 'byteLength');
export const arrayBufferByteLength = uncurryGetter<number>(ArrayBuffer.prototype, 'byteLength');

/** Missing where the engine is older than buffers that change their size. */
const resize = 'resize' in ArrayBuffer.prototype ? ArrayBuffer.prototype.resize : undefined;
export const resizeBuffer = resize && uncurryThis(resize as Method<ArrayBuffer, [number], void>);

export const isAborted = uncurryGetter<boolean>(AbortSignal.prototype, 'aborted');
export const reasonOf = uncurryGetter<unknown>(AbortSignal.prototype, 'reason');
const { AbortController } = globalThis;
export const abortBy = uncurryThis(AbortController.prototype.abort as Method<AbortController, [unknown], void>);
export const signalOf = uncurryGetter<AbortSignal>(AbortController.prototype, 'signal');
export function newAbortController(): AbortController {
  return new AbortController();
}

export const addEventListener = uncurryThis(EventTarget.prototype.addEventListener);
export const removeEventListener = uncurryThis(EventTarget.prototype.removeEventListener);
export const stopImmediatePropagation = uncurryThis(Event.prototype.stopImmediatePropagation);
export const setTimeout = globalThis.setTimeout.bind(globalThis);
export const clearTimeout = globalThis.clearTimeout.bind(globalThis);

export const dateToNumber = uncurryThis(Date.prototype.getTime);
export const regExpExec = uncurryThis(RegExp.prototype.exec);
export const regExpSource = uncurryGetter<string>(RegExp.prototype, 'source');

/** The getter `flags` asks one getter for each flag, which the page may have patched. */
const flagGetters = (
  [
    ['hasIndices', 'd'],
    ['global', 'g'],
    ['ignoreCase', 'i'],
    ['multiline', 'm'],
    ['dotAll', 's'],
    ['unicode', 'u'],
    ['unicodeSets', 'v'],
    ['sticky', 'y'],
  ] as const
)
  .filter(([name]) => name in RegExp.prototype) // engines differ in which they know
  .map(([name, letter]) => ({ letter, isSet: uncurryGetter<boolean>(RegExp.prototype, name) }));

export function regExpFlags(object: object): string {
  let flags = '';
  for (let index = 0; index < flagGetters.length; ++index) {
    const { letter, isSet } = flagGetters[index]!;
    if (isSet(object)) flags += letter;
  }
  return flags;
}

export const booleanOf = uncurryThis(Boolean.prototype.valueOf as Method<object, [], boolean>);
export const numberOf = uncurryThis(Number.prototype.valueOf as Method<object, [], number>);
export const stringOf = uncurryThis(String.prototype.valueOf as Method<object, [], string>);
export const bigintOf = uncurryThis(BigInt.prototype.valueOf as Method<object, [], bigint>);
export const mapSize = uncurryGetter<number>(Map.prototype, 'size');
export const mapForEach = uncurryThis(
  Map.prototype.forEach as Method<object, [(value: unknown, key: unknown) => void], void>,
);
export const mapSet = uncurryThis(Map.prototype.set as Method<Map<unknown, unknown>, [unknown, unknown], unknown>);
export const setSize = uncurryGetter<number>(Set.prototype, 'size');
export const setForEach = uncurryThis(Set.prototype.forEach as Method<object, [(value: unknown) => void], void>);
export const setAdd = uncurryThis(Set.prototype.add as Method<Set<unknown>, [unknown], unknown>);

export type ReadableController = ReadableStreamDefaultController<unknown>;
const { ReadableStream, ReadableStreamDefaultController } = globalThis;
export const enqueueReadable = uncurryThis(ReadableStreamDefaultController.prototype.enqueue);
export const closeReadable = uncurryThis(ReadableStreamDefaultController.prototype.close);
export const failReadable = uncurryThis(ReadableStreamDefaultController.prototype.error);

/** One that holds nothing in store: `pull` is called when somebody reads. */
export function newReadableStream(
  pull: (controller: ReadableController) => Promise<void>,
  cancel: () => void,
): ReadableStream<unknown> {
  // Without a prototype: what the page adds to that of objects is no option.
  const source: UnderlyingDefaultSource<unknown> = { __proto__: null, pull, cancel } as UnderlyingDefaultSource<unknown>;
  const strategy = { __proto__: null, highWaterMark: 0 } as QueuingStrategy<unknown>;
  return new ReadableStream(source, strategy);
}

export const thenPromise = uncurryThis(Promise.prototype.then);

/** Whether it is a promise, whatever its class. Asks only for a slot: `then` of anything else throws at once. */
export function isPromise(object: object): boolean {
  return objectToString(object) === '[object Promise]' && object instanceof Promise;
}

const { FinalizationRegistry, WeakMap, WeakRef } = globalThis;
const registerTarget = uncurryThis(FinalizationRegistry.prototype.register);
export const weakTarget = uncurryThis(WeakRef.prototype.deref) as <T extends object>(reference: WeakRef<T>) => T | undefined;
export function weakRef<T extends object>(target: T): WeakRef<T> {
  return new WeakRef(target);
}

/** Returns what has `collected(value)` called once `target` is gone. */
export function registerFinalizer<Value>(collected: (value: Value) => void): (target: object, value: Value) => void {
  const registry = new FinalizationRegistry(collected);
  return (target, value) => registerTarget(registry, target, value, undefined);
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
export const encodeInto = encoder.encodeInto.bind(encoder);
export const decodeText = decoder.decode.bind(decoder);

/** `bytes[start..end)` without a copy. Not `subarray`, which asks the page's Symbol.species. */
export function byteRange(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return new Uint8Array(typedArrayBuffer(bytes), typedArrayByteOffset(bytes) + start, end - start);
}

/**
 * Gives `prototype` copies of the methods of `base`, so that they are found (and inlined) whatever the page does to
 * `base`.
 */
function ownMethods(prototype: object, base: object): void {
  const { constructor: _, ...methods } = Object.getOwnPropertyDescriptors(base);
  Object.defineProperties(prototype, methods);
}

// With constructors of their own: a default one spreads its arguments, which asks the page's iterator in some engines.

export class PrivateMap<Key, Value> extends Map<Key, Value> {
  constructor() {
    super();
  }
}

export class PrivateSet<Value> extends Set<Value> {
  constructor() {
    super();
  }
}

export class PrivateWeakMap<Key extends object, Value> extends WeakMap<Key, Value> {
  constructor() {
    super();
  }
}

ownMethods(PrivateMap.prototype, Map.prototype);
ownMethods(PrivateWeakMap.prototype, WeakMap.prototype);
ownMethods(PrivateSet.prototype, Set.prototype);
