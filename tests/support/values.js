// SPDX-License-Identifier: MIT
// What tests of values need in a page: a comparison as exact as structured clone, and random values.
/** What two values have to agree in, by what Object.prototype.toString calls them. Items are compared in turn. */
const partsOf = {
  Array: (array) => [array.length, ...Object.keys(array).flatMap((key) => [key, array[key]])],
  Object: (object) => Object.keys(object).flatMap((key) => [key, object[key]]),
  Map: (map) => [...map].flat(),
  Set: (set) => [...set],
  Date: (date) => [date.getTime()],
  RegExp: (regExp) => [regExp.source, regExp.flags, regExp.lastIndex],
  Error: (error) => ['message', 'stack', 'cause'].flatMap((key) => [Object.hasOwn(error, key), error[key]]),
  ArrayBuffer: (buffer) => [...new Uint8Array(buffer)],
  Boolean: (boxed) => [boxed.valueOf()],
  Number: (boxed) => [boxed.valueOf()],
  String: (boxed) => [boxed.valueOf()],
  BigInt: (boxed) => [boxed.valueOf()],
};

const isObject = (value) => typeof value === 'object' && value !== null;

const describe = (value) =>
  isObject(value) ? Object.prototype.toString.call(value) : `${typeof value} ${String(value)}`;

const viewParts = (view) => [view.buffer, view.byteOffset, view.byteLength];

/**
 * Where `b` is not what `a` is, or '' if nowhere. References have to lead to the same places: what is one object in one
 * has to be one object in the other.
 */
function difference(a, b, path = 'value', known = new Map(), reverse = new Map()) {
  if (!isObject(a) || !isObject(b)) return Object.is(a, b) ? '' : `${path}: ${describe(a)}, ${describe(b)}`;
  if (known.has(a) || reverse.has(b)) {
    return known.get(a) === b && reverse.get(b) === a ? '' : `${path}: another reference`;
  }
  known.set(a, b);
  reverse.set(b, a);
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return `${path}: another prototype`;
  const kind = Object.prototype.toString.call(a).slice(8, -1);
  const listParts = ArrayBuffer.isView(a) ? viewParts : partsOf[kind];
  const [left, right] = [listParts(a), listParts(b)];
  if (left.length !== right.length) return `${path}: ${left.length} parts, ${right.length}`;
  for (let i = 0; i < left.length; i++) {
    const found = difference(left[i], right[i], `${path} > ${kind} ${i}`, known, reverse);
    if (found) return found;
  }
  return '';
}

/** Numbers from 0 up to `limit`, the same for the same seed (mulberry32). */
function newRandom(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const kIntegers = [0, -0, 1, -1, 23, 24, 255, 256, 65536, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53, -(2 ** 53)];
const kFractions = [0.1, -1.5, 5e-324, 1e308, NaN, Infinity, -Infinity];
const kCharacters = ['a', 'ß', '€', '😀', '\0', '\n', '"', '\ufeff', '\uffff'];
const kKeys = ['a', 'b', '', '0', '17', '__proto__', 'constructor', 'toString', 'length', 'schlüssel', '😀'];
const kErrors = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];
const kViews = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array],
];

/** A maker of random values: newRandomValues(seed)() gives another one each time. */
function newRandomValues(seed) {
  const random = newRandom(seed);
  const pick = (list) => list[random(list.length)];
  const text = (length = random(8)) => Array.from({ length }, () => pick(kCharacters)).join('');
  const bigint = () => {
    const words = Array.from({ length: random(6) }, () => BigInt(random(2 ** 32)));
    return (random(2) ? 1n : -1n) * words.reduce((sum, word) => (sum << 32n) + word, 0n);
  };
  const primitives = [
    () => pick([undefined, null, true, false]),
    () => pick(kIntegers),
    () => pick(kFractions),
    () => random(2 ** 32) / (random(1000) + 1),
    bigint,
    text,
    () => text(random(500)),
  ];

  // What the value under way consists of so far: to be referred to again, cycles included.
  let made = [];
  const keep = (object) => {
    made.push(object);
    return object;
  };
  const value = (depth) => {
    if (made.length > 0 && random(8) === 0) return pick(made);
    return depth > 0 && random(3) > 0 ? pick(objects)(depth - 1) : pick(primitives)();
  };
  const fill = (object, depth, add) => {
    for (let count = random(6); count > 0; count--) add(object, depth);
    return object;
  };
  const buffer = () => keep(Uint8Array.from({ length: 8 * random(8) }, () => random(256)).buffer);
  const bufferOf = () => {
    const buffers = made.filter((object) => object instanceof ArrayBuffer);
    return buffers.length > 0 && random(2) ? pick(buffers) : buffer();
  };
  const view = () => {
    const [Type, bytes] = [pick(kViews), bufferOf()];
    const begin = random(bytes.byteLength / 8 + 1) * 8;
    return keep(new Type(bytes, begin, random((bytes.byteLength - begin) / Type.BYTES_PER_ELEMENT + 1)));
  };
  const dataView = () => {
    const bytes = bufferOf();
    const begin = random(bytes.byteLength + 1);
    return keep(new DataView(bytes, begin, random(bytes.byteLength - begin + 1)));
  };
  const error = (depth) => {
    const made = keep(new (pick(kErrors))(text()));
    if (random(2)) Object.defineProperty(made, 'cause', { value: value(depth), configurable: true, writable: true });
    return made;
  };
  const addItem = (array, depth) => (random(8) === 0 ? array.length++ : array.push(value(depth)));
  const addProperty = (object, depth) => {
    const property = { value: value(depth), enumerable: true, configurable: true, writable: true };
    Object.defineProperty(object, pick(kKeys), property);
  };
  const objects = [
    (depth) => fill(keep([]), depth, addItem),
    (depth) => fill(keep({}), depth, addProperty),
    (depth) => fill(keep(new Map()), depth, (map) => map.set(value(depth), value(depth))),
    (depth) => fill(keep(new Set()), depth, (set) => set.add(value(depth))),
    () => keep(new Date(pick([NaN, 0, -1, 1e12 + random(2 ** 32), 8.64e15, -8.64e15]))),
    () => keep(new RegExp(pick(['', 'a+', '/', '\\n', '😀']), pick(['', 'g', 'gi', 'dgimsuy', 'y']))),
    () => keep(Object(pick([true, false, -0, 7, NaN, 'text', 12345678901234567890n]))),
    error,
    buffer,
    view,
    dataView,
  ];
  return () => {
    made = [];
    return value(4);
  };
}
