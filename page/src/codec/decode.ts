// SPDX-License-Identifier: MIT
import { defineProperty, hasOwn, isSafeInteger, isSame } from '../primordials';
import { ByteReader } from './byte-reader';
import { readTagged } from './decode-objects';
import { isWellFormed, readWtf8 } from './surrogates';
import { kMaxDepth, Major, Simple, Tag } from './wire-constants';

/** `slot` of an object that is not under tag 28. */
export const kNoSlot = -1;

/** Stands in a slot until its object exists. */
const kUnfilled = Symbol('unfilled');

/**
 * Turns the payload of a message into values. Takes hostile bytes: it refuses everything that the protocol doesn't
 * allow with an Error `Malformed message: <why> at byte <n>`, sets no memory aside for what is only claimed, and
 * recurses no deeper than values may be nested.
 */
export class Decoder {
  readonly reader: ByteReader;
  /** The objects under tag 28, in the order in which the tags begin. */
  private readonly slots: unknown[] = [];
  /** Which of them have been referred to. */
  private readonly isReferredTo: boolean[] = [];
  /** Items that open arrays and maps still owe; every one takes at least a byte. */
  private owed = 0;

  /** Decodes what follows `start` in `bytes`. `maxDepth`: how deep values may be nested there. */
  constructor(
    bytes: Uint8Array,
    start: number,
    private readonly maxDepth = kMaxDepth,
  ) {
    this.reader = new ByteReader(bytes, start);
  }

  /** The arguments of a message. */
  decodeArguments(): unknown[] {
    const count = this.beginContainer(Major.array, 'the arguments', 1);
    const args: unknown[] = [];
    for (let index = 0; index < count; ++index) args[index] = this.readOwed(0);
    this.expectEnd();
    return args;
  }

  /** A single value. */
  decodeValue(): unknown {
    const value = this.readItem(0);
    this.expectEnd();
    return value;
  }

  /** `depth`: how many containers the item stands in. */
  readItem(depth: number): unknown {
    const { reader } = this;
    const at = reader.position;
    const initial = reader.readByte();
    switch (initial & 0xe0) {
      case Major.unsigned:
      case Major.negative:
        return reader.readInteger(initial, at);
      case Major.text:
        return reader.readText(reader.readHead(initial));
      case Major.bytes:
      case Major.array:
      case Major.map:
        return this.readObject(initial, kNoSlot, depth);
      case Major.tag:
        return readTagged(this, reader.readHead(initial), kNoSlot, depth, at);
      default:
        return this.readSimple(initial, at);
    }
  }

  /** An item that a container owed. */
  readOwed(depth: number): unknown {
    --this.owed;
    return this.readItem(depth);
  }

  /**
   * The head of a container of `major` whose entries are of `itemsPerEntry` items; returns the number of its entries.
   */
  beginContainer(major: number, what: string, itemsPerEntry: number): number {
    return this.owe(this.reader.expectHead(major, what), itemsPerEntry);
  }

  /** Puts the object of a slot where references find it. Call it before its members are read. */
  fill<Value>(slot: number, object: Value): Value {
    if (slot !== kNoSlot) this.slots[slot] = object;
    return object;
  }

  /** What is under tag 28: anything that is an object. */
  readShared(depth: number): unknown {
    const { reader, slots } = this;
    const at = reader.position;
    const slot = slots.length;
    slots[slot] = kUnfilled;
    const initial = reader.readByte();
    const value =
      (initial & 0xe0) === Major.tag
        ? readTagged(this, reader.readHead(initial), slot, depth, at)
        : this.readObject(initial, slot, depth);
    if (slots[slot] !== value) throw reader.malformed('shared value is not an object', at);
    return value;
  }

  /** What is under tag 29. */
  readReference(at: number): unknown {
    const index = this.reader.expectHead(Major.unsigned, 'the number of a shared object');
    const value = index < this.slots.length ? this.slots[index] : kUnfilled;
    if (value === kUnfilled) throw this.reader.malformed('reference to no object', at);
    this.isReferredTo[index] = true;
    return value;
  }

  /** An array, plain object or ArrayBuffer. */
  private readObject(initial: number, slot: number, depth: number): unknown {
    const { reader } = this;
    switch (initial & 0xe0) {
      case Major.bytes:
        return this.fill(slot, reader.readBytes(reader.readHead(initial)));
      case Major.array:
        return this.readArray(this.owe(reader.readHead(initial), 1), slot, depth + 1);
      case Major.map:
        return this.readPlain(this.owe(reader.readHead(initial), 2), slot, depth + 1);
      default:
        throw reader.malformed('shared value is not an object', reader.position - 1);
    }
  }

  private readArray(length: number, slot: number, depth: number): unknown[] {
    this.checkDepth(depth);
    const array: unknown[] = this.fill(slot, []);
    for (let index = 0; index < length; ++index) {
      if (this.readHole()) array.length = index + 1;
      else array[index] = this.readOwed(depth);
    }
    return array;
  }

  private readHole(): boolean {
    const { reader } = this;
    const { bytes, position } = reader;
    if (bytes[position] !== (Major.tag | 24) || bytes[position + 1] !== Tag.hole) return false;
    if (bytes[position + 2] !== Simple.undefined) throw reader.malformed('expected a hole');
    reader.position += 3;
    --this.owed;
    return true;
  }

  private readPlain(length: number, slot: number, depth: number): object {
    this.checkDepth(depth);
    const object: Record<string, unknown> = this.fill(slot, {});
    for (let index = 0; index < length; ++index) {
      const at = this.reader.position;
      --this.owed;
      const name = this.readString('a string as key');
      const isInherited = name in object;
      if (isInherited && hasOwn(object, name)) throw this.reader.malformed('duplicate key', at);
      const value = this.readOwed(depth);
      // Plain assignment would run a setter of Object.prototype, `__proto__` for one.
      if (isInherited) defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
      else object[name] = value;
    }
    return object;
  }

  /** A string: text, or tag 273. */
  readString(what: string): string {
    const { reader } = this;
    const at = reader.position;
    const initial = reader.readByte();
    const major = initial & 0xe0;
    if (major === Major.text) return reader.readText(reader.readHead(initial));
    if (major === Major.tag && reader.readHead(initial) === Tag.loneSurrogates) return this.readLoneSurrogates(at);
    throw reader.malformed(`expected ${what}`, at);
  }

  /** The content of tag 273. */
  readLoneSurrogates(at: number): string {
    const { reader } = this;
    const start = reader.skip(reader.expectHead(Major.bytes, 'a byte string'));
    const text = readWtf8(reader.bytes, start, reader.position);
    if (text === undefined || isWellFormed(text)) throw reader.malformed('invalid string with lone surrogates', at);
    return text;
  }

  private readSimple(initial: number, at: number): unknown {
    switch (initial) {
      case Simple.false:
        return false;
      case Simple.true:
        return true;
      case Simple.null:
        return null;
      case Simple.undefined:
        return undefined;
      case Simple.float64:
        return this.readFloat(at);
      default:
        throw this.reader.malformed('unknown item', at);
    }
  }

  private readFloat(at: number): number {
    const { reader } = this;
    const value = reader.readFloat64();
    if (value !== value && !reader.isCanonicalNaN) throw reader.malformed('NaN of another form', at);
    if (isSafeInteger(value) && !isSame(value, -0)) throw reader.malformed('integer as a float', at);
    return value;
  }

  private owe(entries: number, itemsPerEntry: number): number {
    this.owed += entries * itemsPerEntry;
    if (this.owed > this.reader.left) throw this.reader.malformed('more items than bytes');
    return entries;
  }

  /** Refuses a container nested deeper than the limit. */
  checkDepth(depth: number): void {
    if (depth > this.maxDepth) throw this.reader.malformed(`nested more than ${this.maxDepth} levels deep`);
  }

  private expectEnd(): void {
    if (this.reader.left > 0) throw this.reader.malformed('bytes after the end');
    for (let index = 0; index < this.slots.length; ++index) {
      if (!this.isReferredTo[index]) throw this.reader.malformed('shared object without a reference');
    }
  }
}
