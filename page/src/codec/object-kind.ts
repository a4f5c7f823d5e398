// SPDX-License-Identifier: MIT
// What an object is to structured clone. Only its internal slots say so, never its class: an instance of a subclass of
// Map is a Map, one of Object.create(Map.prototype) is none.

import {
  arrayBufferByteLength,
  bigintOf,
  booleanOf,
  dateToNumber,
  functionToString,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  includesText,
  isView,
  mapSize,
  numberOf,
  objectToString,
  PrivateMap,
  regExpSource,
  setSize,
  stringOf,
} from '../primordials';

export type ObjectKind =
  | 'plain'
  | 'view'
  | 'buffer'
  | 'date'
  | 'regExp'
  | 'map'
  | 'set'
  | 'error'
  | 'boolean'
  | 'number'
  | 'string'
  | 'bigint';

type Probe = (object: object) => unknown;

/** For engines without Error.isError. */
function looksLikeError(object: object): boolean {
  return Symbol.toStringTag in object ? object instanceof Error : objectToString(object) === '[object Error]';
}

const isError = (Error as { isError?: (object: object) => boolean }).isError ?? looksLikeError;

const { DOMException } = globalThis as { DOMException?: typeof globalThis.DOMException };

/**
 * A DOMException, which engines take for an error or not, travels as one: it is what most calls of the DOM fail with.
 */
function assertError(object: object): void {
  if (isError(object) || (DOMException && object instanceof DOMException)) return;
  throw new TypeError('not an error');
}

/** For each kind the tag of Object.prototype.toString, and a function that throws for an object without its slot. */
const probes: readonly [tag: string, kind: ObjectKind, probe: Probe][] = [
  ['[object Error]', 'error', assertError],
  ['[object Map]', 'map', mapSize],
  ['[object Set]', 'set', setSize],
  ['[object Date]', 'date', dateToNumber],
  ['[object RegExp]', 'regExp', regExpSource],
  ['[object ArrayBuffer]', 'buffer', arrayBufferByteLength],
  ['[object Boolean]', 'boolean', booleanOf],
  ['[object Number]', 'number', numberOf],
  ['[object String]', 'string', stringOf],
  ['[object BigInt]', 'bigint', bigintOf],
];

const probeByTag = new PrivateMap<string, (typeof probes)[number]>();
for (const entry of probes) probeByTag.set(entry[0], entry);

function passes(probe: Probe, object: object): boolean {
  try {
    probe(object);
    return true;
  } catch {
    return false;
  }
}

/** Whether `prototype` belongs to a class of the engine: a DOM interface, Promise, WeakMap, … */
function isNativePrototype(prototype: object): boolean {
  const descriptor = getOwnPropertyDescriptor(prototype, 'constructor');
  const constructor: unknown = descriptor?.value ?? descriptor?.get;
  return typeof constructor === 'function' && includesText(functionToString(constructor), '[native code]');
}

/**
 * Whether `object` is of a class of the engine, in this realm or another. Without a list of such classes, which differs
 * from engine to engine: it is so if any prototype but the last (Object.prototype) has a constructor of native code.
 */
function isPlatformObject(object: object): boolean {
  for (let current = getPrototypeOf(object); current !== null;) {
    const next = getPrototypeOf(current);
    if (next !== null && isNativePrototype(current)) return true;
    current = next;
  }
  return false;
}

/**
 * The kind of an object that is no array and not obviously plain; undefined if it can't be cloned. May throw what a
 * getter throws.
 */
export function kindOf(object: object): ObjectKind | undefined {
  if (isView(object)) return 'view';
  const tag = objectToString(object);
  if (tag === '[object Object]') return 'plain';
  const likely = probeByTag.get(tag);
  if (likely && passes(likely[2], object)) return likely[1];
  // A tag of the page's own making, or a class of the engine.
  for (let index = 0; index < probes.length; ++index) {
    const [, kind, probe] = probes[index]!;
    if (passes(probe, object)) return kind;
  }
  return isPlatformObject(object) ? undefined : 'plain';
}
