// SPDX-License-Identifier: MIT
// BrowserWindow and webContents.
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { app, BrowserWindow, ipcMain, MessageChannelMain, webContents } from 'electron';
import { exposed, inPage, load, nextMessage, openPage, rejectionOf, serve } from './support/pages.mjs';

const folder = await mkdtemp(join(tmpdir(), 'transom-windows-'));
after(() => rm(folder, { recursive: true }));

async function file(name, text) {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

test('everything that emits is an EventEmitter of Node', async () => {
  const window = await openPage();
  for (const each of [app, ipcMain, window, window.webContents, window.webContents.ipc, window.webContents.mainFrame.ipc]) {
    assert.ok(each instanceof EventEmitter);
  }
  window.destroy();
});

test('captureRejections holds of a listener that is an async function', async () => {
  const window = await openPage();
  EventEmitter.captureRejections = true;
  const other = new BrowserWindow({ show: false });
  EventEmitter.captureRejections = false;
  const failed = once(other, 'error').catch((error) => error);
  other.on('show', () => Promise.reject(new Error('rejected')));
  other.show();
  assert.equal((await failed)[0].message, 'rejected');
  other.destroy();
  window.destroy();
});

test('objects are called what their classes are', async () => {
  const window = await openPage();
  const { webContents } = window;
  const { port1 } = new MessageChannelMain();
  const objects = [window, webContents, webContents.mainFrame, port1];
  assert.deepEqual(objects.map((each) => each.constructor.name), ['BrowserWindow', 'WebContents', 'WebFrameMain', 'MessagePortMain']);
  window.destroy();
});

test('options, title, size and visibility', async () => {
  await app.whenReady();
  const window = new BrowserWindow({ width: 320, height: 240, title: 'Mine', show: false });
  assert.equal(window.getTitle(), 'Mine');
  assert.deepEqual(window.getSize(), [320, 240]);
  assert.equal(window.isVisible(), false);
  window.show();
  assert.equal(window.isVisible(), true);
  window.setTitle('Other');
  assert.equal(window.title, 'Other');
  window.hide();
  assert.equal(window.isVisible(), false);
  window.destroy();
});

test('a window has the size that it is given', async () => {
  const window = await openPage();
  window.setSize(420, 310);
  assert.deepEqual(window.getSize(), [420, 310]);
  assert.deepEqual(await inPage(window, `new Promise((resolve) => {
    const look = () => (innerWidth === 420 && innerHeight === 310 ? resolve([innerWidth, innerHeight]) : requestAnimationFrame(look));
    look();
  })`), [420, 310]);
  window.destroy();
});

test('a page loads again, tells its title, and may be stopped and closed', async () => {
  const window = await openPage('document.title = "titled";');
  const { webContents } = window;
  await inPage(window, 'window.mark = 1');
  const loaded = once(webContents, 'did-finish-load');
  window.reload();
  await loaded;
  assert.deepEqual([await inPage(window, 'typeof mark'), webContents.getTitle()], ['undefined', 'titled']);
  webContents.stop();
  const closed = once(window, 'closed');
  webContents.close();
  await closed;
});

test('developer tools open and close', async () => {
  const window = await openPage();
  const { webContents } = window;
  assert.equal(webContents.isDevToolsOpened(), false);
  webContents.openDevTools({ mode: 'detach' });
  assert.equal(webContents.isDevToolsOpened(), true);
  webContents.closeDevTools();
  assert.equal(webContents.isDevToolsOpened(), false);
  window.destroy();
});

test('windows and pages are found until they are closed', async () => {
  const window = await openPage();
  const { webContents: contents } = window;
  assert.ok(BrowserWindow.getAllWindows().includes(window));
  assert.equal(BrowserWindow.fromId(window.id), window);
  assert.equal(BrowserWindow.fromWebContents(contents), window);
  assert.equal(webContents.fromId(contents.id), contents);
  const closed = once(window, 'closed');
  const destroyed = once(contents, 'destroyed');
  window.close();
  await Promise.all([closed, destroyed]);
  assert.ok(window.isDestroyed() && contents.isDestroyed());
  assert.equal(BrowserWindow.fromId(window.id), null);
  assert.equal(webContents.fromId(contents.id), undefined);
  contents.send('silent');
  window.close();
  assert.match((await rejectionOf(contents.executeJavaScript('1'))).message, /gone/);
});

test('a page tells of its load, and a window when it may be shown', async () => {
  const window = new BrowserWindow({ show: false });
  const told = [];
  for (const name of ['did-start-loading', 'dom-ready', 'did-finish-load', 'did-stop-loading']) {
    window.webContents.on(name, () => told.push(name));
  }
  window.on('ready-to-show', () => told.push('ready-to-show'));
  const loaded = window.loadURL(await serve('<p>Hello'));
  assert.equal(window.webContents.isLoading(), true);
  await loaded;
  assert.equal(window.webContents.isLoading(), false);
  assert.deepEqual(told, ['did-start-loading', 'dom-ready', 'ready-to-show', 'did-finish-load', 'did-stop-loading']);
  window.destroy();
});

test('a load that fails rejects, and is told', async () => {
  const window = new BrowserWindow({ show: false });
  const failed = once(window.webContents, 'did-fail-load');
  const error = await rejectionOf(window.loadURL('http://127.0.0.1:1/'));
  assert.match(error.message, /127\.0\.0\.1:1/);
  assert.equal((await failed)[3], 'http://127.0.0.1:1/');
  window.destroy();
});

test('loadFile takes a path, a query and a hash', async () => {
  const window = await openPage();
  await window.loadFile(await file('page é.html', '<script>document.title = location.search + location.hash</script>'), {
    query: { a: '1' },
    hash: 'here',
  });
  assert.equal(await inPage(window, 'document.title'), '?a=1#here');
  assert.match(window.webContents.getURL(), /^file:\/\/.*page%20%C3%A9\.html\?a=1#here$/);
  window.destroy();
});

test('a preload script is isolated, and gives the page what it exposes', async () => {
  const preload = await file(
    'preload.js',
    `const { contextBridge, ipcRenderer } = require('electron');
     contextBridge.exposeInMainWorld('api', { double: (n) => ipcRenderer.invoke('double', n), secret: 1 });
     globalThis.hidden = true;`,
  );
  ipcMain.handle('double', (event, n) => 2 * n);
  const window = new BrowserWindow({ webPreferences: { preload } });
  await window.loadURL(await serve('<p>page'));
  assert.equal(await inPage(window, 'api.double(4)'), 8);
  assert.equal(await inPage(window, 'typeof hidden + typeof require'), 'undefinedundefined');
  ipcMain.removeHandler('double');
  window.destroy();
});

test('a preload script that is not there is an Error', () => {
  assert.throws(() => new BrowserWindow({ webPreferences: { preload: join(folder, 'nowhere.js') } }), /preload script not found/);
});

test('frames have IPC where the window says so, and a senderFrame of their own', async () => {
  const window = await openPage('', { ...exposed, nodeIntegrationInSubFrames: true });
  const arrived = nextMessage('from frame');
  const inner = await serve('<script>transom.ipcRenderer.send("from frame")</script>');
  await inPage(window, `void document.body.append(Object.assign(document.createElement('iframe'), {src: '${inner}'}))`);
  const [{ senderFrame }] = await arrived;
  const { mainFrame } = window.webContents;
  assert.equal(senderFrame.url, inner);
  assert.equal(senderFrame.parent, mainFrame);
  assert.equal(senderFrame.top, mainFrame);
  assert.deepEqual(mainFrame.framesInSubtree, [mainFrame, senderFrame]);
  assert.equal(await senderFrame.executeJavaScript('location.href'), inner);
  await load(window, '');
  assert.equal(senderFrame.detached, true);
  assert.deepEqual(mainFrame.frames, []);
  window.destroy();
});

test('sendToFrame sends to one frame alone', async () => {
  const window = await openPage(`ipcRenderer.on('hello', () => ipcRenderer.send('heard', 'page'))`, {
    ...exposed,
    nodeIntegrationInSubFrames: true,
  });
  const arrived = nextMessage('from frame');
  const inner = await serve(
    `<script>
       transom.ipcRenderer.on('hello', (event, name) => transom.ipcRenderer.send('heard', 'frame ' + name));
       transom.ipcRenderer.send('from frame');
     </script>`,
  );
  await inPage(window, `void document.body.append(Object.assign(document.createElement('iframe'), {src: '${inner}'}))`);
  const [event] = await arrived;
  const heard = [];
  ipcMain.on('heard', (_event, who) => heard.push(who));
  window.webContents.sendToFrame(event.frameId, 'hello', 'one');
  window.webContents.sendToFrame([event.processId, event.frameId], 'hello', 'two');
  window.webContents.send('hello');
  while (heard.length < 3) await once(ipcMain, 'heard');
  ipcMain.removeAllListeners('heard');
  assert.deepEqual(heard.sort(), ['frame one', 'frame two', 'page']);
  window.destroy();
});

test('senderFrame is null once the frame shows another document', async () => {
  const window = await openPage();
  const arrived = nextMessage('here');
  await inPage(window, `ipcRenderer.send('here')`);
  const [event] = await arrived;
  assert.equal(event.senderFrame, window.webContents.mainFrame);
  await load(window, '');
  assert.equal(event.senderFrame, null);
  event.reply('silently dropped');
  window.destroy();
});

test('the console of a page is told', async () => {
  const window = await openPage();
  const told = once(window.webContents, 'console-message');
  await inPage(window, `console.warn('careful')`);
  const [event, level, message] = await told;
  assert.deepEqual([event.level, level, message], ['warning', 2, 'careful']);
  window.destroy();
});

test('window.open gives a window with its opener’s preferences, unless the handler denies it', async () => {
  const window = await openPage();
  const created = once(window.webContents, 'did-create-window');
  const arrived = nextMessage('opened');
  const url = await serve('<script>transom.ipcRenderer.send("opened")</script>');
  await inPage(window, `void window.open('${url}')`);
  const [opened, details] = await created;
  assert.ok(opened instanceof BrowserWindow);
  assert.equal(details.url, url);
  assert.equal((await arrived)[0].sender, opened.webContents);
  window.webContents.setWindowOpenHandler(() => ({
    action: 'allow',
    overrideBrowserWindowOptions: { title: 'Override', webPreferences: { nodeIntegration: false } },
  }));
  const second = once(window.webContents, 'did-create-window');
  await inPage(window, `void window.open('${url}')`);
  const [other] = await second;
  assert.equal(other.getTitle(), 'Override');
  other.destroy();
  const asked = [];
  window.webContents.setWindowOpenHandler((request) => asked.push(request.url) && { action: 'deny' });
  assert.equal(await inPage(window, `window.open('${url}') === null`), true);
  assert.deepEqual(asked, [url]);
  opened.destroy();
  window.destroy();
});

test('a web process that is killed is told, and the page lives on after a reload', async () => {
  const window = await openPage();
  const gone = once(window.webContents, 'render-process-gone');
  process.kill(window.webContents.getOSProcessId(), 'SIGKILL');
  assert.match((await gone)[1].reason, /killed|crashed/);
  await load(window, '');
  assert.equal(await inPage(window, '1 + 1'), 2);
  window.destroy();
});

test('the application tells of new windows and pages', async () => {
  const told = [];
  app.once('browser-window-created', (event, window) => told.push(window));
  app.once('web-contents-created', (event, contents) => told.push(contents));
  const window = new BrowserWindow({ show: false });
  assert.deepEqual(told, [window, window.webContents]);
  window.destroy();
});
