// SPDX-License-Identifier: MIT
// What a page gets, and what it doesn't.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { app, BrowserWindow, ipcMain } from 'electron';
import { exposed, inPage, nextMessage, openPage, serve } from './support/pages.mjs';

const folder = mkdtempSync(join(tmpdir(), 'transom-isolation-'));
after(() => rmSync(folder, { recursive: true }));

let scripts = 0;

/** A window whose preload script has `ipcRenderer` and `contextBridge`, and reports what it throws. */
async function openWith(code, preferences = {}) {
  await app.whenReady();
  const preload = join(folder, `${++scripts}.js`);
  writeFileSync(preload, `const { contextBridge, ipcRenderer } = require('electron');\n${code}`);
  const window = new BrowserWindow({ show: false, webPreferences: { ...preferences, preload } });
  await window.loadURL(await serve('<p>page'));
  return window;
}

test('a preload script finds its modules under every name that Electron has for them, and no other', async () => {
  const told = nextMessage('told');
  const window = await openWith(`
    const modules = ['electron', 'electron/renderer', 'electron/common'].map((name) => require(name).ipcRenderer === ipcRenderer);
    let text;
    try { require('fs') } catch ({ message }) { text = message }
    ipcRenderer.send('told', modules, text, typeof process, typeof Buffer);
  `);
  const [, modules, text, ...types] = await told;
  assert.deepEqual(modules, [true, true, true]);
  assert.equal(text, "Cannot find module 'fs': require in a page knows only 'electron' and 'transom'.");
  assert.deepEqual(types, ['undefined', 'undefined']);
  window.destroy();
});

test('with nodeIntegration and without contextIsolation the page has require, which says what it knows', async () => {
  const window = await openPage();
  const text = await inPage(window, `try { require('node:fs') } catch ({ message }) { message }`);
  assert.equal(text, "Cannot find module 'node:fs': require in a page knows only 'electron' and 'transom'.");
  window.destroy();
  for (const preferences of [{}, { nodeIntegration: true }, { nodeIntegration: true, contextIsolation: true }, { sandbox: false }]) {
    const plain = await openPage('', preferences);
    assert.equal(await inPage(plain, 'typeof require + typeof transom + typeof globalThis.ipcRenderer'), 'undefinedundefinedundefined');
    plain.destroy();
  }
});

test('contextBridge gives the page proxies of functions and frozen copies of all else', async () => {
  const window = await openWith(`
    class Point { x = 1; method() {} }
    contextBridge.exposeInMainWorld('api', {
      ask: (n) => ipcRenderer.invoke('ask', n), callback: (f) => f(2), list: [1, [2]], point: new Point(), [Symbol('s')]: 1, ipcRenderer,
      fail: () => { throw Object.assign(new RangeError('no'), { code: 'ENO' }) },
    });
  `);
  ipcMain.handle('ask', (event, n) => n + 1);
  assert.equal(await inPage(window, 'api.ask(1)'), 2);
  assert.equal(await inPage(window, 'api.callback((n) => n * 21)'), 42);
  assert.deepEqual(await inPage(window, '[Object.isFrozen(api), Object.isFrozen(api.list[1]), api.list]'), [true, true, [1, [2]]]);
  assert.deepEqual(await inPage(window, `[api.point.x, typeof api.point.method, Object.getPrototypeOf(api.point) === Object.prototype]`), [1, 'undefined', true]);
  assert.deepEqual(await inPage(window, `[Object.getOwnPropertySymbols(api).length, JSON.stringify(api.ipcRenderer)]`), [0, '{}']);
  assert.deepEqual(await inPage(window, `try { api.fail() } catch (error) { [error.message, error.code, error instanceof Error] }`), ['no', 'ENO', true]);
  ipcMain.removeHandler('ask');
  window.destroy();
});

test('the errors of contextBridge have the texts that people know', async () => {
  const report = (code) => `try { ${code} } catch ({ message }) { ipcRenderer.send('told', message) }`;
  for (const [code, preferences, expected] of [
    [`contextBridge.exposeInMainWorld('api', 1)`, exposed, 'contextBridge API can only be used when contextIsolation is enabled'],
    [
      `contextBridge.exposeInMainWorld('api', 1); contextBridge.exposeInMainWorld('api', 2)`,
      {},
      'Cannot bind an API on top of an existing property on the window object',
    ],
    [`let deep = {}; for (let n = 0; n < 1001; ++n) deep = { deep }; contextBridge.exposeInMainWorld('api', deep)`, {}, /1000|1,000/],
  ]) {
    const told = nextMessage('told');
    const window = await openWith(report(code), preferences);
    assert.match((await told)[1], expected instanceof RegExp ? expected : new RegExp(`^${expected}$`));
    window.destroy();
  }
});

/** Waits until the page has an iframe with that address, which has loaded. */
function addFrame(window, url) {
  return inPage(
    window,
    `new Promise((resolve) => {
       const frame = document.createElement('iframe');
       frame.onload = () => resolve(true);
       frame.src = '${url}';
       document.body.append(frame);
     })`,
  );
}

test('frames in a page have no IPC, unless the window says so', async () => {
  const url = await serve('<script>document.title = typeof transom</script>');
  for (const [nodeIntegrationInSubFrames, type] of [[false, 'undefined'], [true, 'object']]) {
    const window = await openPage('', { ...exposed, nodeIntegrationInSubFrames });
    await addFrame(window, url);
    const [frame] = window.webContents.mainFrame.frames;
    assert.equal(await inPage(window, `frames[0].document.title`), type);
    assert.deepEqual([frame.url, frame.parent, frame.top], [url, window.webContents.mainFrame, window.webContents.mainFrame]);
    window.destroy();
  }
});

test('a channel for the main frame is unknown to the frames in it', async () => {
  const window = await openPage('', { ...exposed, nodeIntegrationInSubFrames: true });
  ipcMain.handle('save', { mainFrameOnly: true }, () => 'saved');
  const ask = `require('electron').ipcRenderer.invoke('save').catch(({ message }) => message)`;
  await addFrame(window, await serve('<p>frame'));
  const [frame] = window.webContents.mainFrame.frames;
  assert.equal(await inPage(window, ask), 'saved');
  assert.equal(await frame.executeJavaScript(ask), "Error invoking remote method 'save': Error: No handler registered for 'save'");
  ipcMain.removeHandler('save');
  ipcMain.removeAccess('save');
  window.destroy();
});

test('where a channel has no rule of its own, that of the application decides', async () => {
  const window = await openPage();
  const ask = (channel) => inPage(window, `ipcRenderer.invoke('${channel}').catch(({ message }) => message)`);
  ipcMain.handle('plain', () => 1);
  ipcMain.handle('ruled', {}, () => 2);
  app.setDefaultAccess({ nobody: true });
  assert.deepEqual([await ask('plain'), await ask('ruled')], ["Error invoking remote method 'plain': Error: No handler registered for 'plain'", 2]);
  app.setDefaultAccess({});
  assert.equal(await ask('plain'), 1);
  ipcMain.removeAccess('ruled');
  for (const each of ['plain', 'ruled']) ipcMain.removeHandler(each);
  window.destroy();
});

test('a frame that is removed is told apart while it unloads, and is gone afterwards', async () => {
  const window = await openPage('', { ...exposed, nodeIntegrationInSubFrames: true });
  await addFrame(window, await serve(`<script>addEventListener('pagehide', () => transom.ipcRenderer.send('bye'))</script>`));
  const [frame] = window.webContents.mainFrame.frames;
  let detached;
  ipcMain.once('bye', (event) => (detached = event.senderFrame?.detached));
  const bye = once(ipcMain, 'bye');
  await inPage(window, `frames[0].frameElement.remove()`);
  const [event] = await bye;
  assert.equal(detached, true);
  // The engine says by itself, and later, that it is gone.
  while (event.senderFrame !== null) await inPage(window, '1');
  assert.equal(frame.isDestroyed(), true);
  frame.send('silently dropped');
  window.destroy();
});
