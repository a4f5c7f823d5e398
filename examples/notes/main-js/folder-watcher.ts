// SPDX-License-Identifier: MIT
import { watch } from 'node:fs';
import { isNoteName } from './note-name';

/** Programs that write many files at once are reported once, not once for each file; so long is waited for more. */
const kMore = 30;

/** Calls `changed` with the names of notes that are new, gone or different; with none if anything may be. */
export function watchFolder(folder: string, changed: (names: string[]) => void): void {
  const names = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isEverything = false;
  const tell = (): void => {
    timer = undefined;
    changed(isEverything ? [] : [...names]);
    names.clear();
    isEverything = false;
  };
  // The windows hold the application, not what it watches.
  watch(folder, { persistent: false }, (_type, name) => {
    if (name !== null && !isNoteName(name)) return;
    if (name === null) isEverything = true;
    else names.add(name);
    timer ??= setTimeout(tell, kMore);
  });
}
