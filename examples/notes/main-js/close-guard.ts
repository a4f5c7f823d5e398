// SPDX-License-Identifier: MIT
import { type BrowserWindow, ipcMain } from 'transom';

/** A page that works answers at once: it says only that it asks the user now. */
const kPageAnswers = 5000;

/** Lets the page ask before the window is closed while something is unsaved. */
export function guardClose(window: BrowserWindow): void {
  let isUnsaved = false;
  let pageHangs = false;
  const page = window.webContents;
  ipcMain.on('unsaved', (_event, unsaved: unknown) => {
    isUnsaved = unsaved === true;
  });
  ipcMain.on('close', () => window.destroy());
  window.on('close', (event) => {
    // Who closes the window once more, though the page doesn't answer, means it.
    if (!isUnsaved || pageHangs) return;
    event.preventDefault();
    page.invokeWithOptions('ask-to-close', { timeout: kPageAnswers }).then(
      () => (pageHangs = false),
      () => (pageHangs = true),
    );
  });
  page.on('render-process-gone', () => {
    isUnsaved = false;
    page.reload();
  });
}
