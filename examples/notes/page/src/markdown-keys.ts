// SPDX-License-Identifier: MIT
// What some keys do in a text of Markdown.

/** Text to put in place of what lies between `start` and `end`, and what is selected afterwards. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly selectionStart: number;
  readonly selectionEnd: number;
}

/** Puts the selection between two marks, or takes them off. */
export function wrap(text: string, start: number, end: number, mark: string): Edit {
  const selected = text.slice(start, end);
  const length = mark.length;
  if (text.slice(start - length, start) === mark && text.slice(end, end + length) === mark) {
    return {
      start: start - length,
      end: end + length,
      text: selected,
      selectionStart: start - length,
      selectionEnd: end - length,
    };
  }
  return {
    start,
    end,
    text: mark + selected + mark,
    selectionStart: start + length,
    selectionEnd: end + length,
  };
}

const kItem = /^(\s*)([-*+]|(\d+)([.)]))(\s+)(\[[ xX]\]\s+)?/;

/** What Enter does at `at` in a list: begins the next item, or ends the list after an empty one. */
export function continueList(text: string, at: number): Edit | undefined {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const line = text.slice(lineStart, at);
  const item = kItem.exec(line);
  if (!item) return undefined;
  const [head, indent = '', bullet = '', number, dot = '', space = ' ', box] = item;
  if (head === line) return { start: lineStart, end: at, text: '', selectionStart: lineStart, selectionEnd: lineStart };
  const next = number === undefined ? bullet : `${Number(number) + 1}${dot}`;
  const added = `\n${indent}${next}${space}${box ? '[ ] ' : ''}`;
  return { start: at, end: at, text: added, selectionStart: at + added.length, selectionEnd: at + added.length };
}
