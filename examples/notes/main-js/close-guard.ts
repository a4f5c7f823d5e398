// SPDX-License-Identifier: MIT
import { type BrowserWindow, ipcMain } from 'transom';

/** A page that works answers at once: it says only that it asks the user now. */
const kPageAnswers = 5000;
/** A page whose process has ended is back by then, with what was not saved. */
const kPageIsBack = 15_000;

/** Lets the page ask before the window is closed while something is unsaved. */
export function guardClose(window: BrowserWindow): void {
  let isUnsaved = false;
  let pageHangs = false;
  let isRestarting = false;
  let wantsToClose = false; // the user has said so while the page was away
  const page = window.webContents;
  const ask = (): void => {
    page.invokeWithOptions('ask-to-close', { timeout: kPageAnswers }).then(
      () => (pageHangs = false),
      () => (pageHangs = true),
    );
  };
  ipcMain.on('unsaved', (_event, unsaved: unknown) => {
    const closes = wantsToClose;
    isUnsaved = unsaved === true;
    pageHangs = isRestarting = wantsToClose = false;
    if (closes && isUnsaved) ask();
    else if (closes) window.destroy();
  });
  ipcMain.on('close', () => window.destroy());
  window.on('close', (event) => {
    // Who closes the window once more, though the page doesn't answer, means it.
    if (!isUnsaved || pageHangs) return;
    event.preventDefault();
    if (!isRestarting) {
      ask();
    } else if (!wantsToClose) {
      wantsToClose = true;
      setTimeout(() => (pageHangs = isRestarting), kPageIsBack).unref();
    }
  });
  page.on('render-process-gone', () => {
    isRestarting = true;
    page.reload();
  });
}
