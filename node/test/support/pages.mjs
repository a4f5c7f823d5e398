// SPDX-License-Identifier: MIT
// Real windows for tests, with pages of the application's own.
import './home.mjs';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { app, BrowserWindow, ipcMain } from 'electron';

const folder = mkdtempSync(join(tmpdir(), 'transom-pages-'));
const whenServed = app.whenReady().then(() => app.serve('test', folder, { contentSecurityPolicy: '' }));
let pages = 0;

// Tests close windows without an end to the application.
app.on('window-all-closed', () => undefined);

after(() => {
  for (const window of BrowserWindow.getAllWindows()) window.destroy();
  rmSync(folder, { recursive: true });
});

/** Makes a page. Returns its URL. */
export async function serve(html) {
  const name = `${++pages}.html`;
  writeFileSync(join(folder, name), html);
  await whenServed;
  return `test://main/${name}`;
}

/** IPC in the page itself. */
export const exposed = { nodeIntegration: true, contextIsolation: false };

/** A window whose page consists of `script`, which finds `ipcRenderer`, and has finished loading. */
export async function openPage(script = '', webPreferences = exposed) {
  await app.whenReady();
  const window = new BrowserWindow({ width: 300, height: 200, webPreferences });
  await load(window, script);
  return window;
}

export async function load(window, script) {
  const head = window.webContents.executeJavaScript ? 'const { ipcRenderer } = require("electron");' : '';
  await window.loadURL(await serve(`<!doctype html><meta charset=utf-8><body><script>${head}\n${script}\n</script>`));
}

/** The arguments with which a page sends on `channel` next, the event first. */
export function nextMessage(channel) {
  return once(ipcMain, channel);
}

/** Runs code in the page, where `ipcRenderer` is known. */
export function inPage(window, code) {
  return window.webContents.executeJavaScript(code);
}

/** What a promise rejects with; undefined if it doesn't. */
export function rejectionOf(promise) {
  return promise.then(
    () => undefined,
    (error) => error,
  );
}
