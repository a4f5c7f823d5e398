// SPDX-License-Identifier: MIT
import { type Hit, NoteError, type Unread } from './note';
import { kSuffix } from './note-name';
import type { NoteStore } from './note-store';

const kBefore = 48;
const kAfter = 160;

/** Small letters, each at the place of its own: `İ` would become two. */
function fold(text: string): string {
  return Array.from(text, (each) => {
    const small = each.toLowerCase();
    return small.length === each.length ? small : each;
  }).join('');
}

function hitIn(text: string, query: string): Omit<Hit, 'name' | 'line'> | undefined {
  const column = fold(text).indexOf(query);
  if (column < 0) return undefined;
  const end = column + query.length;
  const before = text.slice(Math.max(0, column - kBefore), column);
  return {
    column,
    before: column > kBefore ? `…${before}` : before,
    match: text.slice(column, end),
    after: text.slice(end, end + kAfter),
  };
}

function* hitsIn(name: string, text: string, query: string): Generator<Hit> {
  const lines = [name.slice(0, -kSuffix.length), ...text.split(/\r?\n/)];
  for (const [line, each] of lines.entries()) {
    const hit = hitIn(each, query);
    if (hit) yield { name, line, ...hit };
  }
}

/** Every place where `query` is found, note by note, as fast as the page takes them. */
export async function* search(store: NoteStore, query: unknown): AsyncGenerator<Hit | Unread> {
  if (typeof query !== 'string') throw new TypeError('What is searched for is a string');
  if (query === '') return;
  for (const { name } of await store.list()) {
    let text = '';
    try {
      ({ text } = await store.read(name));
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
      if (error.code === 'NOT_FOUND') continue; // deleted meanwhile
      yield { name, reason: error.message };
    }
    yield* hitsIn(name, text, fold(query));
  }
}
