// SPDX-License-Identifier: MIT
import { byteRange, charCodeAt, copyWithin, encodeInto, setBytes, sliceText, typedArrayLength } from '../primordials';
import { isWellFormed, writeWtf8, wtf8Length } from './surrogates';
import { Major, Simple, Tag } from './wire-constants';

/** Room for most messages; grown by doubling. */
const kInitialBytes = 4096;

/** A buffer that has grown larger is not kept: one large message must not cost a page its size for ever. */
const kKeptBytes = 2 * 1024 * 1024;

/** Strings up to this length are tried as ASCII by a loop first: the engine's own encoder takes longer to be called. */
const kLoopedText = 1024;

const float = new Float64Array(1);
const floatBytes = new Uint8Array(float.buffer);

/** Thrown when a buffer would have to hold `needed` bytes, which is more than its limit. */
export class LimitError {
  constructor(readonly needed: number) {}
}

/** Bytes and CBOR heads, strings and numbers, written one after the other into one buffer that is used again. */
export class ByteWriter {
  bytes = new Uint8Array(kInitialBytes);
  length = 0;
  private capacity = kInitialBytes;
  /** Growing past this throws a LimitError: a value that is too large to send need not be built first. */
  limit = Infinity;

  /** Forgets what was written. A buffer that had to grow large is given back. */
  reset(): void {
    this.length = 0;
    this.limit = Infinity;
    if (this.capacity <= kKeptBytes) return;
    this.capacity = kInitialBytes;
    this.bytes = new Uint8Array(kInitialBytes);
  }

  /** Takes over what `other` holds, which must not be used any more. */
  replaceBy(other: ByteWriter): void {
    this.bytes = other.bytes;
    this.length = other.length;
    this.capacity = other.capacity;
  }

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count > this.capacity) this.grow(this.length + count);
  }

  writeByte(byte: number): void {
    this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  writeBytes(source: Uint8Array): void {
    const length = typedArrayLength(source);
    this.reserve(length);
    setBytes(this.bytes, source, this.length);
    this.length += length;
  }

  /**
   * The first bytes of an item: its major type and a length, count, tag or integer up to 2^53 - 1, in the shortest
   * form.
   */
  writeHead(major: number, value: number): void {
    this.reserve(9);
    const { bytes } = this;
    let at = this.length;
    if (value < 24) {
      bytes[at++] = major | value;
    } else if (value < 0x100) {
      bytes[at++] = major | 24;
      bytes[at++] = value;
    } else if (value < 0x10000) {
      bytes[at++] = major | 25;
      bytes[at++] = value >> 8;
      bytes[at++] = value;
    } else if (value < 0x100000000) {
      bytes[at++] = major | 26;
      at = writeUint32(bytes, at, value);
    } else {
      bytes[at++] = major | 27;
      at = writeUint32(bytes, at, value / 0x100000000);
      at = writeUint32(bytes, at, value);
    }
    this.length = at;
  }

  /** A safe integer other than -0. */
  writeInteger(value: number): void {
    if (value >= 0) this.writeHead(Major.unsigned, value);
    else this.writeHead(Major.negative, -1 - value);
  }

  writeFloat64(value: number): void {
    this.reserve(9);
    const { bytes, length } = this;
    float[0] = value === value ? value : NaN; // a NaN that an engine made may have other bits
    bytes[length] = Simple.float64;
    for (let index = 0; index < 8; ++index) bytes[length + 1 + index] = floatBytes[7 - index]!;
    this.length = length + 9;
  }

  /** A string as a CBOR item: text, or tag 273 if it holds a lone surrogate. */
  writeString(text: string): void {
    if (!this.tryAscii(text)) this.writeEncodedString(text);
  }

  /** The bare UTF-8 of a string, with U+FFFD for lone surrogates. */
  writeUtf8(text: string): void {
    this.reserve(text.length);
    for (let rest = text; ;) {
      const { read, written } = encodeInto(rest, byteRange(this.bytes, this.length, this.capacity));
      this.length += written;
      if (read === rest.length) return;
      rest = sliceText(rest, read);
      this.reserve(rest.length + 3); // room for at least one more character, or nothing would move on
    }
  }

  private tryAscii(text: string): boolean {
    const { length } = text;
    if (length > kLoopedText || text.charCodeAt !== charCodeAt) return false;
    this.reserve(length + 3);
    const { bytes } = this;
    let at = writeTextHead(bytes, this.length, length);
    for (let index = 0; index < length; ++index) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x80) return false;
      bytes[at++] = unit;
    }
    this.length = at;
    return true;
  }

  /**
   * The head comes before a length that only writing tells: guess that the string is ASCII, and move the text if it was
   * not.
   */
  private writeEncodedString(text: string): void {
    const start = this.length;
    const guess = headLength(text.length);
    this.reserve(9); // any head fits: to grow when it is written would lose the text, which lies beyond the length then
    this.length += guess;
    this.writeUtf8(text);
    const length = this.length - start - guess;
    if (length > text.length && !isWellFormed(text)) {
      this.length = start;
      this.writeLoneSurrogates(text);
      return;
    }
    const actual = headLength(length);
    if (actual !== guess) {
      this.reserve(actual - guess);
      copyWithin(this.bytes, start + actual, start + guess, this.length);
    }
    this.length = start;
    this.writeHead(Major.text, length);
    this.length += length;
  }

  private writeLoneSurrogates(text: string): void {
    const length = wtf8Length(text);
    this.writeHead(Major.tag, Tag.loneSurrogates);
    this.writeHead(Major.bytes, length);
    this.reserve(length);
    writeWtf8(text, this.bytes, this.length);
    this.length += length;
  }

  private grow(needed: number): void {
    if (needed > this.limit) throw new LimitError(needed);
    while (this.capacity < needed) this.capacity *= 2;
    const grown = new Uint8Array(this.capacity);
    setBytes(grown, byteRange(this.bytes, 0, this.length), 0);
    this.bytes = grown;
  }
}

/** Bytes that `writeHead` writes for `value`. */
export function headLength(value: number): number {
  if (value < 24) return 1;
  if (value < 0x100) return 2;
  if (value < 0x10000) return 3;
  return value < 0x100000000 ? 5 : 9;
}

/** The head of a string of at most `kLoopedText` bytes; returns the position after it. */
function writeTextHead(bytes: Uint8Array, at: number, length: number): number {
  if (length < 24) {
    bytes[at] = Major.text | length;
    return at + 1;
  }
  if (length < 0x100) {
    bytes[at] = Major.text | 24;
    bytes[at + 1] = length;
    return at + 2;
  }
  bytes[at] = Major.text | 25;
  bytes[at + 1] = length >> 8;
  bytes[at + 2] = length;
  return at + 3;
}

function writeUint32(bytes: Uint8Array, at: number, value: number): number {
  bytes[at] = value >>> 24;
  bytes[at + 1] = value >>> 16;
  bytes[at + 2] = value >>> 8;
  bytes[at + 3] = value;
  return at + 4;
}
