// SPDX-License-Identifier: MIT
import { type FSWatcher, statSync, watch } from 'node:fs';
import { hasNoteSuffix, isNoteName } from './note-name';

/** Programs that write many files at once are reported once, not once for each file; so long is waited for more. */
const kMore = 30;
/** So often is looked whether the folder is still at its path: nothing tells when one above it is renamed, or when it is back. */
const kLook = 1000;

/** Another one for another folder; empty if there is none. */
function identityOf(folder: string): string {
  try {
    const { dev, ino, birthtimeNs } = statSync(folder, { bigint: true });
    return `${dev}-${ino}-${birthtimeNs}`;
  } catch {
    return '';
  }
}

/**
 * Calls `changed` with the names of notes that are new, gone or different; with none if anything may be, also when the folder
 * is gone, replaced or back.
 */
export function watchFolder(folder: string, changed: (names: string[]) => void): void {
  const names = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isEverything = false;
  let watched = '';
  let watcher: FSWatcher | undefined;
  const tell = (): void => {
    timer = undefined;
    changed(isEverything ? [] : [...names]);
    names.clear();
    isEverything = false;
  };
  // The windows hold the application, not what it watches.
  const begin = (): FSWatcher =>
    watch(folder, { persistent: false }, (_type, name) => {
      if (name !== null && !hasNoteSuffix(name)) return;
      // One that is no note's name is not in the list, and counted below it.
      if (name === null || !isNoteName(name)) isEverything = true;
      else names.add(name);
      timer ??= setTimeout(tell, kMore);
    });
  const follow = (): boolean => {
    const found = identityOf(folder);
    if (found === watched) return false;
    watcher?.close();
    watcher = found === '' ? undefined : begin();
    watched = found;
    return true;
  };
  follow();
  const look = (): void => {
    if (follow()) changed([]);
  };
  setInterval(look, kLook).unref();
}
