// SPDX-License-Identifier: MIT
// How each kind of object but arrays and plain objects is written.

import {
  arrayBufferByteLength,
  bigintOf,
  bigintToString,
  booleanOf,
  ceil,
  dataViewBuffer,
  dataViewByteLength,
  dataViewByteOffset,
  dateToNumber,
  floor,
  hasOwn,
  mapForEach,
  mapSize,
  numberOf,
  padStart,
  parseHex,
  regExpFlags,
  regExpSource,
  setForEach,
  setSize,
  sliceText,
  stringOf,
  typedArrayBuffer,
  typedArrayByteOffset,
  typedArrayLength,
  typedArrayName,
} from '../primordials';
import type { ByteWriter } from './byte-writer';
import { CloneFailure, describe, failedAt, mapStep } from './clone-failure';
import type { Encoder } from './encode';
import { errorTypes } from './error-types';
import type { ObjectKind } from './object-kind';
import { typedArrayByName } from './typed-arrays';
import { DateKey, Major, Tag } from './wire-constants';

/** Writes an object of that kind. `depth`: of its members. */
export function writeObjectOfKind(encoder: Encoder, kind: ObjectKind, object: object, depth: number): void {
  const { writer } = encoder;
  switch (kind) {
    case 'view':
      return writeView(encoder, object);
    case 'buffer':
      return writeBuffer(writer, object);
    case 'map':
      return writeMap(encoder, object, depth);
    case 'set':
      return writeSet(encoder, object, depth);
    case 'error':
      return writeError(encoder, object as Error, depth);
    case 'date':
      return writeDate(writer, dateToNumber(object));
    case 'regExp':
      return writeRegExp(writer, object);
    case 'boolean':
      return writeBoxed(encoder, 'Boolean', booleanOf(object));
    case 'number':
      return writeBoxed(encoder, 'Number', numberOf(object));
    case 'string':
      return writeBoxed(encoder, 'String', stringOf(object));
    case 'bigint':
      return writeBoxed(encoder, 'BigInt', bigintOf(object));
  }
}

export function writeBigint(writer: ByteWriter, value: bigint): void {
  writer.writeHead(Major.tag, value < 0n ? Tag.negativeBigint : Tag.bigint);
  const magnitude = value < 0n ? -1n - value : value;
  const digits = magnitude === 0n ? '' : bigintToString(magnitude, 16);
  const length = ceil(digits.length / 2);
  const padded = padStart(digits, length * 2, '0');
  writer.writeHead(Major.bytes, length);
  for (let index = 0; index < length; ++index)
    writer.writeByte(parseHex(sliceText(padded, index * 2, index * 2 + 2), 16));
}

function writeDate(writer: ByteWriter, time: number): void {
  writer.writeHead(Major.tag, Tag.date);
  if (time !== time) {
    writer.writeHead(Major.map, 1);
    writer.writeInteger(DateKey.seconds);
    writer.writeFloat64(NaN);
    return;
  }
  const seconds = floor(time / 1000);
  writer.writeHead(Major.map, 2);
  writer.writeInteger(DateKey.seconds);
  writer.writeInteger(seconds);
  writer.writeInteger(DateKey.milliseconds);
  writer.writeInteger(time - seconds * 1000);
}

function writeRegExp(writer: ByteWriter, object: object): void {
  writer.writeHead(Major.tag, Tag.regExp);
  writer.writeHead(Major.array, 2);
  writer.writeString(regExpSource(object));
  writer.writeString(regExpFlags(object));
}

function writeMap(encoder: Encoder, map: object, depth: number): void {
  encoder.checkDepth(depth);
  encoder.writer.writeHead(Major.tag, Tag.map);
  encoder.writer.writeHead(Major.map, mapSize(map));
  // A list of its own, since a getter inside may change the Map.
  const entries: unknown[] = [];
  mapForEach(map, (value, key) => {
    entries[entries.length] = key;
    entries[entries.length] = value;
  });
  for (let index = 0; index < entries.length; index += 2) {
    writeMember(encoder, entries[index], depth, () => `.keys()[${index / 2}]`);
    writeMember(encoder, entries[index + 1], depth, () => mapStep(entries[index]));
  }
}

function writeSet(encoder: Encoder, set: object, depth: number): void {
  encoder.checkDepth(depth);
  encoder.writer.writeHead(Major.tag, Tag.set);
  encoder.writer.writeHead(Major.array, setSize(set));
  const members: unknown[] = [];
  setForEach(set, (member) => {
    members[members.length] = member;
  });
  for (let index = 0; index < members.length; ++index)
    writeMember(encoder, members[index], depth, () => `.values()[${index}]`);
}

function writeMember(encoder: Encoder, value: unknown, depth: number, step: () => string): void {
  try {
    encoder.writeValue(value, depth);
  } catch (error) {
    throw failedAt(error, step());
  }
}

function writeError(encoder: Encoder, error: Error, depth: number): void {
  encoder.checkDepth(depth);
  const { writer } = encoder;
  const message = inheritableText(error, 'message');
  const stack = inheritableText(error, 'stack');
  const hasCause = hasOwn(error, 'cause');
  writer.writeHead(Major.tag, Tag.object);
  writer.writeHead(Major.array, 2);
  writer.writeString(errorTypes.has(error.name) ? error.name : 'Error');
  writer.writeHead(Major.map, Number(message !== undefined) + Number(stack !== undefined) + Number(hasCause));
  if (message !== undefined) writeTextProperty(writer, 'message', message);
  if (stack !== undefined) writeTextProperty(writer, 'stack', stack);
  if (!hasCause) return;
  writer.writeString('cause');
  writeMember(encoder, error.cause, depth, () => '.cause');
}

/**
 * Where a property of an error lies differs: `message` is the object's own, but a getter of the prototype in a
 * DOMException; `stack` is either, depending on the engine. So an inherited one travels too unless it is the empty
 * default.
 */
function inheritableText(error: Error, name: 'message' | 'stack'): string | undefined {
  const value: unknown = error[name];
  if (hasOwn(error, name)) return name === 'message' || typeof value === 'string' ? String(value) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function writeTextProperty(writer: ByteWriter, name: string, text: string): void {
  writer.writeString(name);
  writer.writeString(text);
}

function writeBoxed(encoder: Encoder, type: string, value: unknown): void {
  encoder.writer.writeHead(Major.tag, Tag.object);
  encoder.writer.writeHead(Major.array, 2);
  encoder.writer.writeString(type);
  encoder.writeValue(value, 0);
}

/** Fails for what only looks like an ArrayBuffer (a SharedArrayBuffer) and for one that was transferred away. */
function checkedByteLength(buffer: object): number {
  let length = 0;
  try {
    length = arrayBufferByteLength(buffer);
  } catch {
    throw new CloneFailure(describe(buffer));
  }
  if (length === 0 && isDetached(buffer as ArrayBuffer)) throw new CloneFailure('detached ArrayBuffer');
  return length;
}

function isDetached(buffer: ArrayBuffer): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}

function writeBuffer(writer: ByteWriter, buffer: object): void {
  const length = checkedByteLength(buffer);
  writer.writeHead(Major.bytes, length);
  writer.writeBytes(new Uint8Array(buffer as ArrayBuffer));
}

function writeView(encoder: Encoder, view: object): void {
  const name = typedArrayName(view);
  if (name === undefined) {
    const buffer = dataViewBuffer(view);
    checkedByteLength(buffer); // or the getters of a detached one throw something else
    writePart(encoder, 'DataView', buffer, dataViewByteOffset(view), dataViewByteLength(view));
    return;
  }
  const { writer, shared } = encoder;
  const kind = typedArrayByName.get(name);
  if (!kind) throw new CloneFailure(name);
  const buffer = typedArrayBuffer(view);
  const length = typedArrayLength(view);
  const isWhole = length * kind.bytesPerElement === checkedByteLength(buffer);
  if (!isWhole || shared.has(buffer)) {
    writePart(encoder, name, buffer, typedArrayByteOffset(view), length);
    return;
  }
  shared.addInlineBuffer(buffer, kind, length);
  writer.writeHead(Major.tag, kind.tag);
  writeBuffer(writer, buffer);
}

function writePart(encoder: Encoder, name: string, buffer: ArrayBuffer, byteOffset: number, length: number): void {
  const { writer, shared } = encoder;
  writer.writeHead(Major.tag, Tag.object);
  writer.writeHead(Major.array, 4);
  writer.writeString(name);
  if (!shared.refer(buffer)) writeBuffer(writer, buffer);
  writer.writeHead(Major.unsigned, byteOffset);
  writer.writeHead(Major.unsigned, length);
}
