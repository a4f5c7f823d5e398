// SPDX-License-Identifier: MIT
// Strings that are no valid Unicode, as WTF-8: UTF-8 in which a lone surrogate is three bytes like any other unit.

import { charCodeOf, fromCharCode, uncurryThis } from '../primordials';

const isHigh = (unit: number) => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number) => (unit & 0xfc00) === 0xdc00;

/** The code point at `index`, where a surrogate that stands alone counts as one. */
function codePointOf(text: string, index: number): number {
  const unit = charCodeOf(text, index);
  if (!isHigh(unit) || index + 1 >= text.length) return unit;
  const next = charCodeOf(text, index + 1);
  return isLow(next) ? 0x10000 + ((unit & 0x3ff) << 10) + (next & 0x3ff) : unit;
}

function scanForLoneSurrogates(text: string): boolean {
  for (let index = 0; index < text.length; ++index) {
    const code = codePointOf(text, index);
    if (code >= 0x10000) ++index;
    else if ((code & 0xf800) === 0xd800) return false;
  }
  return true;
}

const native = (String.prototype as { isWellFormed?: (this: string) => boolean }).isWellFormed;

/** Whether `text` is valid Unicode, without a lone surrogate. */
export const isWellFormed: (text: string) => boolean = native ? uncurryThis(native) : scanForLoneSurrogates;

/** Length in bytes as WTF-8, which for valid Unicode is the length as UTF-8. */
export function wtf8Length(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; ++index) {
    const code = codePointOf(text, index);
    if (code >= 0x10000) ++index;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** Writes `text` from `position` on; the bytes must have room for its `wtf8Length`. */
export function writeWtf8(text: string, bytes: Uint8Array, position: number): void {
  for (let index = 0; index < text.length; ++index) {
    const code = codePointOf(text, index);
    if (code < 0x80) {
      bytes[position++] = code;
    } else if (code < 0x800) {
      bytes[position++] = 0xc0 | (code >> 6);
      bytes[position++] = 0x80 | (code & 0x3f);
    } else if (code < 0x10000) {
      bytes[position++] = 0xe0 | (code >> 12);
      bytes[position++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[position++] = 0x80 | (code & 0x3f);
    } else {
      ++index;
      bytes[position++] = 0xf0 | (code >> 18);
      bytes[position++] = 0x80 | ((code >> 12) & 0x3f);
      bytes[position++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[position++] = 0x80 | (code & 0x3f);
    }
  }
}

/** The first code points that need two, three and four bytes: below them a longer form is overlong. */
const kFirstOfLength = [0, 0, 0x80, 0x800, 0x10000];

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc0) return 0;
  if (lead < 0xe0) return 2;
  if (lead < 0xf0) return 3;
  return lead < 0xf8 ? 4 : 0;
}

/** The code point of the sequence of `length` bytes at `position`, or -1 if it is none. */
function readSequence(bytes: Uint8Array, position: number, length: number): number {
  let code = bytes[position]! & (length === 1 ? 0x7f : 0x7f >> length);
  for (let offset = 1; offset < length; ++offset) {
    const byte = bytes[position + offset]!;
    if ((byte & 0xc0) !== 0x80) return -1;
    code = (code << 6) | (byte & 0x3f);
  }
  return code > 0x10ffff || code < kFirstOfLength[length]! ? -1 : code;
}

function textOf(code: number): string {
  return code < 0x10000 ? fromCharCode(code) : fromCharCode(0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff));
}

/**
 * The string in `bytes[start..end)`, or undefined if that is no WTF-8. A surrogate pair written as two surrogates is
 * none: it has a shorter form.
 */
export function readWtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = '';
  let previous = 0;
  for (let position = start; position < end;) {
    const length = sequenceLength(bytes[position]!);
    if (length === 0 || position + length > end) return undefined;
    const code = readSequence(bytes, position, length);
    if (code < 0 || (isHigh(previous) && isLow(code) && code < 0x10000)) return undefined;
    text += textOf(code);
    previous = code;
    position += length;
  }
  return text;
}
