// SPDX-License-Identifier: MIT
// Windows that pages open.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { app, BrowserWindow, ipcMain } from 'electron';
import { exposed, inPage, nextMessage, openPage, serve } from './support/pages.mjs';

const folder = mkdtempSync(join(tmpdir(), 'transom-openings-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'index.html'), '<title>foreign</title><script>document.title += typeof transom</script>');
await app.whenReady();
app.serve('foreign', folder, { contentSecurityPolicy: '' });

/** The window that the page opens with this code. */
async function opened(window, code) {
  const created = once(window.webContents, 'did-create-window');
  await inPage(window, `void (${code})`);
  const [child] = await created;
  return child;
}

test('a window without an address is its opener’s: the page writes into it, and it has IPC', async () => {
  const window = await openPage();
  const arrived = nextMessage('from blank');
  const child = await opened(window, `window.child = window.open('')`);
  await inPage(window, `child.document.body.append('written'); child.transom.ipcRenderer.send('from blank', child.document.body.textContent)`);
  const [event, text] = await arrived;
  assert.equal(text, 'written');
  assert.equal(event.sender, child.webContents);
  assert.equal(BrowserWindow.fromWebContents(event.sender), child);
  child.destroy();
  window.destroy();
});

test('a window has its opener’s preload script at its opener’s origin', async () => {
  const preload = join(folder, 'preload.js');
  writeFileSync(preload, `require('electron').contextBridge.exposeInMainWorld('api', { number: 7 });`);
  const window = await openPage('', { preload });
  const child = await opened(window, `window.open('${await serve('<p>child')}')`);
  await once(child.webContents, 'did-finish-load');
  assert.equal(await inPage(child, 'api.number'), 7);
  child.destroy();
  window.destroy();
});

test('a window at another origin has no IPC, though its opener has', async () => {
  const window = await openPage('', { ...exposed, navigation: { allow: ['foreign://main'] } });
  const child = await opened(window, `window.open('foreign://main/')`);
  await once(child.webContents, 'did-finish-load');
  assert.equal(await inPage(child, 'document.title'), 'foreignundefined');
  child.destroy();
  window.destroy();
});

test('a window may be closed by the page that opened it, by itself, and as soon as it is there', async () => {
  const window = await openPage();
  const url = await serve('<p>child');
  const first = await opened(window, `window.child = window.open('${url}')`);
  const closed = once(first, 'closed');
  await inPage(window, 'void child.close()');
  await closed;
  const second = await opened(window, `window.open('${url}')`);
  const over = once(second, 'closed');
  await inPage(second, 'void setTimeout(close)').catch(() => undefined);
  await over;
  app.once('browser-window-created', (event, child) => child.destroy());
  const third = await opened(window, `window.open('${url}')`);
  assert.equal(third.isDestroyed(), true);
  assert.deepEqual(BrowserWindow.getAllWindows(), [window]);
  assert.equal(await inPage(window, '1 + 1'), 2);
  window.destroy();
});

test('a handler gives the window options of its own, and is asked for each', async () => {
  const window = await openPage('', exposed);
  const asked = [];
  window.webContents.setWindowOpenHandler((details) => {
    asked.push(details);
    return { action: 'allow', overrideBrowserWindowOptions: { width: 222, height: 111, title: 'Mine', show: false } };
  });
  const url = await serve('<p>child');
  const child = await opened(window, `window.open('${url}')`);
  assert.deepEqual([child.getTitle(), child.getSize(), child.isVisible()], ['Mine', [222, 111], false]);
  assert.deepEqual(asked, [{ url, openerOrigin: 'test://main', isUserGesture: false, frameName: '', disposition: 'new-window' }]);
  child.destroy();
  window.destroy();
  assert.equal(ipcMain.eventNames().length, 0);
});
