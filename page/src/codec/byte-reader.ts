// SPDX-License-Identifier: MIT
import { byteRange, decodeText, setBytes, typedArrayLength } from '../primordials';
import { kShortText, readShortAscii } from './short-text';
import { Major } from './wire-constants';

const float = new Float64Array(1);
const floatBytes = new Uint8Array(float.buffer);

/** Reads CBOR heads, strings and numbers, one after the other, from bytes that nobody vouches for. */
export class ByteReader {
  position: number;
  readonly end: number;

  /** Reads `bytes` from `start` on; positions in errors count from there. */
  constructor(
    readonly bytes: Uint8Array,
    private readonly start: number,
  ) {
    this.position = start;
    this.end = typedArrayLength(bytes);
  }

  /** The error of everything that is wrong with the bytes. `at`: the position to name. */
  malformed(why: string, at = this.position): Error {
    return new Error(`Malformed message: ${why} at byte ${at - this.start}`);
  }

  get left(): number {
    return this.end - this.position;
  }

  readByte(): number {
    if (this.position >= this.end) throw this.malformed('unexpected end');
    return this.bytes[this.position++]!;
  }

  /** The first byte of the next item; 0 at the end. */
  peekByte(): number {
    return this.bytes[this.position] ?? 0;
  }

  /**
   * The number in the head of an item that began with `initial`: a length, count, tag or integer of at most 2^53 - 1.
   */
  readHead(initial: number): number {
    const info = initial & 0x1f;
    if (info < 24) return info;
    const at = this.position - 1;
    switch (info) {
      case 24:
        return this.atLeast(24, this.readByte(), at);
      case 25:
        return this.atLeast(0x100, this.readUnsigned(2), at);
      case 26:
        return this.atLeast(0x10000, this.readUnsigned(4), at);
      case 27:
        return this.atLeast(0x100000000, this.readUnsigned64(at), at);
      case 31:
        throw this.malformed('indefinite length', at);
      default:
        throw this.malformed('reserved length', at);
    }
  }

  /** The head of the next item, which must be of `major`; `what` names it in the error. */
  expectHead(major: number, what: string): number {
    const at = this.position;
    const initial = this.readByte();
    if ((initial & 0xe0) !== major) throw this.malformed(`expected ${what}`, at);
    return this.readHead(initial);
  }

  /** An item that must be a safe integer. */
  expectInteger(what: string): number {
    const at = this.position;
    const initial = this.readByte();
    const major = initial & 0xe0;
    if (major !== Major.unsigned && major !== Major.negative) throw this.malformed(`expected ${what}`, at);
    return this.readInteger(initial, at);
  }

  /** The integer whose first byte, at `at`, was `initial`. */
  readInteger(initial: number, at: number): number {
    const value = this.readHead(initial);
    if (initial < Major.negative) return value;
    if (value === Number.MAX_SAFE_INTEGER) throw this.malformed('integer out of range', at);
    return -1 - value;
  }

  readFloat64(): number {
    if (this.left < 8) throw this.malformed('unexpected end');
    const { bytes, position } = this;
    for (let index = 0; index < 8; ++index) floatBytes[7 - index] = bytes[position + index]!;
    this.position += 8;
    return float[0]!;
  }

  /** Whether the float64 read last had the bits of the one NaN that is sent. */
  get isCanonicalNaN(): boolean {
    const { bytes, position } = this;
    let rest = 0;
    for (let index = position - 6; index < position; ++index) rest |= bytes[index]!;
    return bytes[position - 8] === 0x7f && bytes[position - 7] === 0xf8 && rest === 0;
  }

  /** Moves past `length` bytes and returns the position of the first. */
  skip(length: number): number {
    if (length > this.left) throw this.malformed('length exceeds the message');
    const start = this.position;
    this.position += length;
    return start;
  }

  /** A copy of the `length` bytes that come next. */
  readBytes(length: number): ArrayBuffer {
    const start = this.skip(length);
    const copy = new ArrayBuffer(length);
    setBytes(new Uint8Array(copy), byteRange(this.bytes, start, this.position));
    return copy;
  }

  /** The `length` bytes that come next, as UTF-8. */
  readText(length: number): string {
    const start = this.skip(length);
    if (length === 0) return '';
    return (length <= kShortText && readShortAscii(this.bytes, start, length)) || this.longText(start);
  }

  private longText(start: number): string {
    try {
      return decodeText(byteRange(this.bytes, start, this.position));
    } catch {
      throw this.malformed('invalid UTF-8', start);
    }
  }

  /** Refuses a value that a shorter head could hold. */
  private atLeast(least: number, value: number, at: number): number {
    if (value < least) throw this.malformed('not the shortest form', at);
    return value;
  }

  private readUnsigned(length: number): number {
    let value = 0;
    for (let index = 0; index < length; ++index) value = value * 0x100 + this.readByte();
    return value;
  }

  private readUnsigned64(at: number): number {
    const high = this.readUnsigned(4);
    const value = high * 0x100000000 + this.readUnsigned(4);
    if (high > 0x1fffff) throw this.malformed('integer out of range', at);
    return value;
  }
}
