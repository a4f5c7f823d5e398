// SPDX-License-Identifier: MIT
import { NoteError } from './note';

export const kSuffix = '.md';
const kMaxNameBytes = 255; // as file systems have it

/** Separators, control characters, and marks with which `Plan.md` can be shown where another name is;
 * and what stands where a name isn't UTF-8. */
const kForbidden = /[/\\\p{Cc}\u202a-\u202e\u2066-\u2069\ufffd]/gu;

/** Whether a file of that name was meant as a note: hidden ones were not. */
export function hasNoteSuffix(name: string): boolean {
  return /^[^.].*\.md$/isu.test(name);
}

export function isNoteName(name: string): boolean {
  const hasForm = hasNoteSuffix(name) && !name.startsWith(' ');
  return hasForm && Buffer.byteLength(name) <= kMaxNameBytes && shownName(name) === name && !name.includes('\ufffd');
}

/** How to show the name of a file that is no note's: with a mark for each character that isn't safe to show. */
export function shownName(name: string): string {
  return name.replace(kForbidden, '\ufffd');
}

/** What comes from the page is nobody's word on its type either. */
export function requireNoteName(name: unknown): asserts name is string {
  if (typeof name === 'string' && isNoteName(name)) return;
  throw new NoteError('BAD_NAME', "This can't be the name of a note. Leave out / and \\, and don't begin with a dot.");
}

/** `Shopping.md`, `Shopping 2.md`, … What would be too long for a file system loses its end. */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const end = ` ${number}${kSuffix}`;
  const stem = Array.from(name.slice(0, -kSuffix.length));
  while (Buffer.byteLength(stem.join('') + end) > kMaxNameBytes) stem.pop();
  return stem.join('') + end;
}
