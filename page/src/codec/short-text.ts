// SPDX-License-Identifier: MIT
import { apply, charCodeAt, fromCharCode } from '../primordials';

/** Strings up to this length are made by `readShortAscii`; beyond it the engine's own decoder is faster. */
export const kShortText = 32;

/** Strings up to this length are remembered. */
const kRememberedText = 24;

/** A power of two. */
const kSlots = 512;

/**
 * Short strings met lately. Names of properties repeat from message to message, and to look one up takes a tenth of the
 * time that making a string and finding the property by it takes.
 */
const remembered = new Array<string>(kSlots).fill('');

/** For each short length a list to collect the units of a string in. */
const unitsOfLength: number[][] = [];
for (let length = 0; length <= kShortText; ++length) unitsOfLength[length] = new Array<number>(length).fill(0);

/** The string of `length` bytes, 1 to `kShortText`, from `start` on; empty if not all of them are ASCII. */
export function readShortAscii(bytes: Uint8Array, start: number, length: number): string {
  if (length > kRememberedText) return makeText(bytes, start, length);
  const slot = slotOf(bytes, start, length);
  const text = remembered[slot]!;
  if (isTextOf(text, bytes, start, length)) return text;
  const made = makeText(bytes, start, length);
  remembered[slot] = made;
  return made;
}

/** From three of its bytes: names that share all three and the length are few. */
function slotOf(bytes: Uint8Array, start: number, length: number): number {
  const middle = bytes[start + (length >> 1)]!;
  const last = bytes[start + length - 1]!;
  return (bytes[start]! * 31 + middle * 17 + last * 7 + length * 101) & (kSlots - 1);
}

function isTextOf(text: string, bytes: Uint8Array, start: number, length: number): boolean {
  if (text.length !== length || text.charCodeAt !== charCodeAt) return false;
  for (let index = 0; index < length; ++index) {
    if (text.charCodeAt(index) !== bytes[start + index]) return false;
  }
  return true;
}

function makeText(bytes: Uint8Array, start: number, length: number): string {
  const units = unitsOfLength[length]!;
  for (let index = 0; index < length; ++index) {
    const unit = bytes[start + index]!;
    if (unit >= 0x80) return '';
    units[index] = unit;
  }
  return apply(fromCharCode, undefined, units);
}
