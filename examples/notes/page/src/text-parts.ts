// SPDX-License-Identifier: MIT

/** Characters. With each key the engine lays out all that follows in a text field: more than this would hold up the keys. */
const kWhole = 90_000;
/** How much there is at a time of a text that is longer. */
const kPart = 30_000;

/** A text in three: the part that is in the editor, what is before it, and what is after it. */
export interface TextParts {
  readonly before: string;
  readonly shown: string;
  readonly after: string;
}

/** Shows the part of `text` in which `position` is; of a text that isn't long, all. */
export function partAt(text: string, position: number): TextParts {
  if (text.length <= kWhole) return { before: '', shown: text, after: '' };
  let number = Math.floor(position / kPart);
  let begin = cutNear(text, number * kPart);
  // Lines are kept whole, so the position may be in the part before. And none at the end is less than half a part.
  while (number > 0 && (begin > position || isShort(text.length - begin))) {
    number -= 1;
    begin = cutNear(text, number * kPart);
  }
  const next = cutNear(text, (number + 1) * kPart);
  const end = isShort(text.length - next) ? text.length : next;
  return { before: text.slice(0, begin), shown: text.slice(begin, end), after: text.slice(end) };
}

/** Which part of how many is shown, from 1. */
export function placeOf({ before, after }: TextParts): { number: number; count: number } {
  const number = Math.floor(before.length / kPart) + 1;
  return { number, count: after === '' ? number : number + Math.max(1, Math.round(after.length / kPart)) };
}

function isShort(length: number): boolean {
  return length < kPart / 2;
}

/** The next beginning of a line; of a line that goes on for long, the next beginning of a character. */
function cutNear(text: string, position: number): number {
  if (position <= 0) return 0;
  if (position >= text.length) return text.length;
  const lineEnd = text.indexOf('\n', position - 1);
  if (lineEnd >= 0 && lineEnd < position + kPart / 2) return lineEnd + 1;
  return /[\uDC00-\uDFFF]/.test(text.charAt(position)) ? position + 1 : position;
}
