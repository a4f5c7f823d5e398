// SPDX-License-Identifier: MIT
// What each tag makes of its content.

import {
  arrayBufferByteLength,
  defineProperty,
  mapSet,
  numberToString,
  padStart,
  PrivateMap,
  setAdd,
} from '../primordials';
import { kNoSlot, type Decoder } from './decode';
import { errorTypes, kErrorProperties } from './error-types';
import { typedArrayByName, typedArrayByTag, type TypedArrayConstructor, type TypedArrayKind } from './typed-arrays';
import { DateKey, kLeafDepth, kMaxDate, Major, Simple, Tag } from './wire-constants';

/** The type of what is boxed, by the name of the box. */
const boxedTypes = new PrivateMap<string, string>();
for (const [name, type] of [
  ['Boolean', 'boolean'],
  ['Number', 'number'],
  ['String', 'string'],
  ['BigInt', 'bigint'],
] as const) {
  boxedTypes.set(name, type);
}

/** Reads the content of `tag`, which began at `at`. `slot`: where to put the object if tag 28 stands around it. */
export function readTagged(decoder: Decoder, tag: number, slot: number, depth: number, at: number): unknown {
  switch (tag) {
    case Tag.object:
      return readNamed(decoder, slot, depth, at);
    case Tag.map:
      return readMap(decoder, slot, depth + 1);
    case Tag.set:
      return readSet(decoder, slot, depth + 1);
    case Tag.date:
      return decoder.fill(slot, readDate(decoder, at));
    case Tag.regExp:
      return decoder.fill(slot, readRegExp(decoder, at));
  }
  const kind = typedArrayByTag.get(tag);
  if (kind) return decoder.fill(slot, readWholeTypedArray(decoder, kind, at));
  if (slot !== kNoSlot) throw decoder.reader.malformed('shared value is not an object', at);
  return readTaggedPrimitive(decoder, tag, depth, at);
}

/** Tags that stand for no object, or for one that tag 28 can't stand around. */
function readTaggedPrimitive(decoder: Decoder, tag: number, depth: number, at: number): unknown {
  switch (tag) {
    case Tag.shared:
      return decoder.readShared(depth);
    case Tag.reference:
      return decoder.readReference(at);
    case Tag.bigint:
      return readMagnitude(decoder, at);
    case Tag.negativeBigint:
      return -1n - readMagnitude(decoder, at);
    case Tag.loneSurrogates:
      return decoder.readLoneSurrogates(at);
    case Tag.hole:
      throw decoder.reader.malformed('hole outside an array', at);
    default:
      throw decoder.reader.malformed(`unknown tag ${tag}`, at);
  }
}

function readMagnitude(decoder: Decoder, at: number): bigint {
  const { reader } = decoder;
  const start = reader.skip(reader.expectHead(Major.bytes, 'a byte string'));
  const end = reader.position;
  if (start === end) return 0n;
  if (reader.bytes[start] === 0) throw reader.malformed('not the shortest form', at);
  let digits = '0x';
  for (let index = start; index < end; ++index) digits += padStart(numberToString(reader.bytes[index]!, 16), 2, '0');
  try {
    return BigInt(digits);
  } catch {
    throw reader.malformed('bigint too large for this engine', at);
  }
}

function readMap(decoder: Decoder, slot: number, depth: number): unknown {
  decoder.checkDepth(depth);
  const size = decoder.beginContainer(Major.map, 'a map', 2);
  const map = decoder.fill(slot, new Map<unknown, unknown>());
  for (let index = 0; index < size; ++index) {
    const key = decoder.readOwed(depth);
    mapSet(map, key, decoder.readOwed(depth));
  }
  return map;
}

function readSet(decoder: Decoder, slot: number, depth: number): unknown {
  decoder.checkDepth(depth);
  const size = decoder.beginContainer(Major.array, 'an array', 1);
  const set = decoder.fill(slot, new Set<unknown>());
  for (let index = 0; index < size; ++index) setAdd(set, decoder.readOwed(depth));
  return set;
}

function readDate(decoder: Decoder, at: number): Date {
  const { reader } = decoder;
  const count = reader.expectHead(Major.map, 'a map');
  if (count !== 1 && count !== 2) throw reader.malformed('date of another form', at);
  expectDateKey(decoder, DateKey.seconds);
  if (count === 1) return readInvalidDate(decoder, at);
  const seconds = reader.expectInteger('seconds');
  expectDateKey(decoder, DateKey.milliseconds);
  const milliseconds = reader.expectInteger('milliseconds');
  const time = seconds * 1000 + milliseconds;
  if (milliseconds < 0 || milliseconds > 999 || time > kMaxDate || time < -kMaxDate) {
    throw reader.malformed('date out of range', at);
  }
  return new Date(time);
}

function expectDateKey({ reader }: Decoder, key: number): void {
  const at = reader.position;
  if (reader.expectInteger('the key of a date') !== key) throw reader.malformed('date of another form', at);
}

function readInvalidDate({ reader }: Decoder, at: number): Date {
  if (reader.readByte() !== Simple.float64) throw reader.malformed('date of another form', at);
  reader.readFloat64();
  if (!reader.isCanonicalNaN) throw reader.malformed('date of another form', at);
  return new Date(NaN);
}

function readRegExp(decoder: Decoder, at: number): RegExp {
  if (decoder.reader.expectHead(Major.array, 'an array') !== 2)
    throw decoder.reader.malformed('regular expression of another form', at);
  const source = decoder.readString('the source of a regular expression');
  const flags = decoder.readString('the flags of a regular expression');
  try {
    return new RegExp(source, flags);
  } catch {
    throw decoder.reader.malformed('invalid regular expression', at);
  }
}

/** Tag 27: an array that begins with the name of what it holds. */
function readNamed(decoder: Decoder, slot: number, depth: number, at: number): unknown {
  const { reader } = decoder;
  if (depth === kLeafDepth) throw reader.malformed('object where none may be', at);
  const count = reader.expectHead(Major.array, 'an array');
  const name = reader.readText(reader.expectHead(Major.text, 'a name'));
  const type = errorTypes.get(name);
  if (type && count === 2) return readError(decoder, type, slot, depth + 1);
  if (count === 4) return decoder.fill(slot, readView(decoder, name, at));
  if (count === 2) return decoder.fill(slot, readBoxed(decoder, name, at));
  throw reader.malformed('unknown kind of object', at);
}

function readError(decoder: Decoder, type: ErrorConstructor, slot: number, depth: number): Error {
  decoder.checkDepth(depth);
  const { reader } = decoder;
  const count = reader.expectHead(Major.map, 'a map');
  const error = decoder.fill(slot, new type());
  delete error.stack; // the sender's stack or none, never that of this decoder
  let next = 0;
  for (let index = 0; index < count; ++index) {
    const at = reader.position;
    const name = reader.readText(reader.expectHead(Major.text, 'the name of a property'));
    while (next < kErrorProperties.length && kErrorProperties[next] !== name) ++next;
    if (next === kErrorProperties.length) throw reader.malformed('unexpected property of an error', at);
    ++next;
    const value = name === 'cause' ? decoder.readItem(depth) : decoder.readString('a string');
    defineProperty(error, name, { value, writable: true, enumerable: false, configurable: true });
  }
  return error;
}

function readBoxed(decoder: Decoder, name: string, at: number): object {
  const type = boxedTypes.get(name);
  if (type === undefined) throw decoder.reader.malformed('unknown kind of object', at);
  const value = decoder.readItem(kLeafDepth);
  if (typeof value !== type) throw decoder.reader.malformed('boxed value of another type', at);
  return Object(value) as object;
}

function readWholeTypedArray(decoder: Decoder, kind: TypedArrayKind, at: number): ArrayBufferView {
  const { reader } = decoder;
  const length = reader.expectHead(Major.bytes, 'a byte string');
  if (length % kind.bytesPerElement !== 0) throw reader.malformed('typed array of a part of an element', at);
  const create = constructorOf(decoder, kind, at);
  return new create(reader.readBytes(length));
}

/** A DataView, or a typed array over a part of its buffer or over a shared one. */
function readView(decoder: Decoder, name: string, at: number): ArrayBufferView {
  const { reader } = decoder;
  const kind = typedArrayByName.get(name);
  if (!kind && name !== 'DataView') throw reader.malformed('unknown kind of object', at);
  const isUnshared = (reader.peekByte() & 0xe0) === Major.bytes;
  const buffer = decoder.readItem(kLeafDepth); // a byte string, perhaps under tag 28, or a reference to one
  if (!(buffer instanceof ArrayBuffer)) throw reader.malformed('view of something that is no buffer', at);
  const byteOffset = reader.expectInteger('an offset');
  const length = reader.expectInteger('a length');
  const size = kind?.bytesPerElement ?? 1;
  const room = arrayBufferByteLength(buffer) - byteOffset;
  if (byteOffset < 0 || length < 0 || byteOffset % size !== 0 || length * size > room) {
    throw reader.malformed('view out of its buffer', at);
  }
  if (!kind) return new DataView(buffer, byteOffset, length);
  if (isUnshared && byteOffset === 0 && length * size === room) throw reader.malformed('not the shortest form', at);
  return new (constructorOf(decoder, kind, at))(buffer, byteOffset, length);
}

function constructorOf(decoder: Decoder, { name, create }: TypedArrayKind, at: number): TypedArrayConstructor {
  if (!create) throw decoder.reader.malformed(`this engine has no ${name}`, at);
  return create;
}
