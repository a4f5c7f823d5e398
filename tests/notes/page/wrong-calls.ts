// SPDX-License-Identifier: MIT
// Calls that main would refuse: none of them compiles. An @ts-expect-error with nothing to expect is an error itself.
import { ipcRenderer } from 'electron';

// @ts-expect-error: a note has a name
void ipcRenderer.invoke('read');
// @ts-expect-error: and that is a string
void ipcRenderer.invoke('read', 7);
// @ts-expect-error: there is no such handler
void ipcRenderer.invoke('format-disk');
// @ts-expect-error: saving takes the version that was read
void ipcRenderer.invoke('save', 'Note.md', 'text');
// @ts-expect-error: unsaved is yes or no
ipcRenderer.send('unsaved', 'yes');
// @ts-expect-error: main sends the names of notes
ipcRenderer.on('changed', (_event, names: number[]) => names);

export async function right(): Promise<string[]> {
  const notes = await ipcRenderer.invoke('list');
  // @ts-expect-error: a note of the list has no text
  notes.map((note) => note.text);
  for await (const found of ipcRenderer.stream('search', 'query')) {
    // @ts-expect-error: what could not be read has no line
    found.line.toFixed();
    if (!('reason' in found)) found.line.toFixed();
  }
  return notes.map((note) => note.modified.toISOString() + note.name);
}
