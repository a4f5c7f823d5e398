// SPDX-License-Identifier: MIT
import { ipcMain } from 'transom';
import type { Draft } from './note';

/** Of all texts together. A page that has been taken over must not fill main with them. */
const kMostLength = 64 * 1024 * 1024;

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null || !('name' in value && 'text' in value && 'version' in value)) return false;
  return [value.name, value.text, value.version].every((each) => typeof each === 'string');
}

/** With what a map keeps besides, so that a million empty ones count as well. */
function lengthOf({ name, text, version }: Draft): number {
  return 256 + 2 * name.length + text.length + version.length;
}

/** Keeps what the user wrote and hasn't saved, for a page that has to begin anew: its process may end, main's doesn't with it. */
export function serveDrafts(): void {
  const drafts = new Map<string, Draft>();
  let length = 0;
  const drop = (name: string): void => {
    const draft = drafts.get(name);
    if (draft === undefined) return;
    length -= lengthOf(draft);
    drafts.delete(name);
  };
  ipcMain.on('draft', (_event, draft: unknown) => {
    if (!isDraft(draft)) return;
    drop(draft.name);
    if (length + lengthOf(draft) > kMostLength) return;
    length += lengthOf(draft);
    drafts.set(draft.name, draft);
  });
  ipcMain.on('draft-done', (_event, name: unknown) => drop(String(name)));
  ipcMain.handle('drafts', () => [...drafts.values()]);
}
