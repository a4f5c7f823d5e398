// SPDX-License-Identifier: MIT
import { NoteError } from './note';

export const kSuffix = '.md';
const kMaxNameBytes = 200; // file systems take 255; numbers may be added

/** Separators, control characters, and marks with which `Plan.md` can be shown where another name is. */
const kForbidden = /[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

export function isNoteName(name: string): boolean {
  const hasForm = name.length > kSuffix.length && name.endsWith(kSuffix) && !/^[. ]/.test(name);
  return hasForm && Buffer.byteLength(name) <= kMaxNameBytes && !kForbidden.test(name);
}

/** What comes from the page is nobody's word on its type either. */
export function requireNoteName(name: unknown): asserts name is string {
  if (typeof name === 'string' && isNoteName(name)) return;
  throw new NoteError('BAD_NAME', "This can't be the name of a note. Leave out / and \\, and don't begin with a dot.");
}

/** `Shopping.md`, `Shopping 2.md`, … */
export function numberedName(name: string, number: number): string {
  return number === 1 ? name : `${name.slice(0, -kSuffix.length)} ${number}${kSuffix}`;
}
