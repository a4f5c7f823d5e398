// SPDX-License-Identifier: MIT
// Real windows for tests, with pages from a server in this very process: the page, Node's network and the window's engine share
// one thread.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after } from 'node:test';
import { app, BrowserWindow, ipcMain } from 'electron';

const pages = new Map();
const server = createServer((request, response) => {
  const html = pages.get(request.url);
  response.writeHead(html === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(html);
});
server.listen(0, '127.0.0.1').unref();

// Tests close windows without an end to the application.
app.on('window-all-closed', () => undefined);

after(() => {
  for (const window of BrowserWindow.getAllWindows()) window.destroy();
  server.close();
  // The engine connects ahead of what it may want to ask: Node would wait a minute for its question.
  server.closeAllConnections();
});

/** Serves a page. Returns its URL. */
export async function serve(html) {
  if (!server.listening) await once(server, 'listening');
  const path = `/${pages.size + 1}`;
  pages.set(path, html);
  return `http://127.0.0.1:${server.address().port}${path}`;
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
