// SPDX-License-Identifier: MIT
// What a page tells of where it goes; files as pages; script worlds.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { app, BrowserWindow } from 'electron';
import { inPage, openPage, rejectionOf, serve } from './support/pages.mjs';

const told = ['did-start-loading', 'did-navigate', 'dom-ready', 'did-finish-load', 'did-stop-loading', 'did-fail-load'];

/** What the page tells of its loads from now on. */
function listen(contents) {
  const heard = [];
  for (const name of told) contents.on(name, (event, ...args) => heard.push([name, ...args].join(' ')));
  return heard;
}

test('a load that the application begins is told from start to stop, and isLoading holds meanwhile', async () => {
  const window = await openPage();
  const { webContents } = window;
  const heard = listen(webContents);
  const url = await serve('<title>two</title>');
  const loaded = window.loadURL(url);
  assert.equal(webContents.isLoading(), true);
  await loaded;
  assert.equal(webContents.isLoading(), false);
  const expected = ['did-start-loading', `did-navigate ${url}`, 'dom-ready', 'did-finish-load', 'did-stop-loading'];
  assert.deepEqual(heard, expected);
  window.destroy();
});

test('a load that the page begins is told as well', async () => {
  const window = await openPage();
  const { webContents } = window;
  const heard = listen(webContents);
  const url = await serve('<title>three</title>');
  const started = once(webContents, 'did-start-loading').then(() => webContents.isLoading());
  const stopped = once(webContents, 'did-stop-loading');
  await inPage(window, `setTimeout(() => { location.href = '${url}' }); 1`);
  assert.equal(await started, true);
  await stopped;
  assert.equal(webContents.isLoading(), false);
  assert.equal(heard[1], `did-navigate ${url}`);
  window.destroy();
});

test('to another place in the document a page only jumps: no event, and no load that never ends', async () => {
  const window = await openPage();
  const heard = listen(window.webContents);
  await window.loadURL(`${window.webContents.getURL()}#there`);
  assert.deepEqual(heard, []);
  assert.equal(window.webContents.isLoading(), false);
  window.destroy();
});

test('a load that fails stops loading and navigates nowhere', async () => {
  const window = await openPage();
  const heard = listen(window.webContents);
  const nobody = createServer().listen(0, '127.0.0.1');
  await once(nobody, 'listening');
  const { port } = nobody.address();
  nobody.close();
  await once(nobody, 'close');
  const error = await rejectionOf(window.loadURL(`http://127.0.0.1:${port}/`));
  assert.equal(error.name, 'LoadError');
  assert.equal(window.webContents.isLoading(), false);
  assert.deepEqual(heard.filter((each) => each.startsWith('did-navigate')), []);
  window.destroy();
});

test('app.serve makes files pages with an origin of their own, and nothing else of the disk', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'transom-serve-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>served</title>');
  await app.whenReady();
  app.serve('ui', folder, { host: 'notes', contentSecurityPolicy: "default-src 'none'" });
  const window = new BrowserWindow();
  await window.loadURL('ui://notes/');
  assert.equal(await inPage(window, '`${origin} ${isSecureContext} ${document.title}`'), 'ui://notes true served');
  assert.equal(window.webContents.mainFrame.origin, 'ui://notes');
  const policy = await inPage(
    window,
    `new Promise((resolve) => {
      addEventListener('securitypolicyviolation', (event) => resolve(event.originalPolicy));
      document.body.append(Object.assign(new Image(), { src: 'ui://notes/x.png' }));
    })`,
  );
  assert.equal(policy, "default-src 'none'");
  assert.throws(() => app.serve('ui', folder, { host: 'notes' }), Error);
  assert.throws(() => app.serve('https', folder), Error);
  assert.throws(() => app.serve('other', join(folder, 'missing')), { name: 'NotFoundError' });
  window.destroy();
});

test('executeJavaScriptInIsolatedWorld shares the DOM with the page, and no object', async () => {
  const window = await openPage('document.title = "page"; globalThis.secret = 1; Array.prototype.map = () => "mine";');
  const { webContents } = window;
  const run = (world, ...codes) => webContents.executeJavaScriptInIsolatedWorld(world, codes.map((code) => ({ code })));
  assert.equal(await run(1000, 'document.title'), 'page');
  assert.equal(await run(1000, 'typeof secret + typeof ipcRenderer'), 'undefinedundefined');
  assert.deepEqual(await run(1000, '[1].map((each) => each + 1)'), [2]);
  assert.equal(await run(1000, 'globalThis.kept = 5', 'kept + 1'), 6);
  assert.equal(await run(1001, 'typeof kept'), 'undefined');
  assert.equal(await run(0, 'secret'), 1);
  assert.equal(await webContents.mainFrame.executeJavaScriptInIsolatedWorld(1000, [{ code: 'kept' }]), 5);
  assert.equal((await rejectionOf(run(1000, 'throw new RangeError("no")'))).message, 'no');
  assert.equal((await rejectionOf(run(-1, '1'))).name, 'RangeError');
  assert.equal((await rejectionOf(run(1.5, '1'))).name, 'RangeError');
  window.destroy();
});

test('main waits for the answer of a page as long as it says', async () => {
  const window = await openPage('ipcRenderer.handle("never", () => new Promise(() => {})); ipcRenderer.handle("now", () => 3);');
  const { webContents } = window;
  const error = await rejectionOf(webContents.invokeWithOptions('never', { timeout: 20 }));
  assert.deepEqual([error.name, error.message], ['TimeoutError', 'No answer came within 20 ms.']);
  assert.equal(await webContents.invokeWithOptions('now', { timeout: 60_000 }), 3);
  assert.equal(await webContents.mainFrame.invokeWithOptions('now', {}), 3);
  window.destroy();
});

/** Has the page go there by itself, and says where it is afterwards. */
async function goTo(window, url) {
  const here = window.webContents.getURL();
  const decided = once(window.webContents, 'will-navigate');
  const stopped = once(window.webContents, 'did-stop-loading');
  await inPage(window, `void setTimeout(() => { location.href = '${url}' })`);
  const [event] = await decided;
  // What is refused never begins to load.
  if (event.isAllowed) await stopped;
  else await inPage(window, '1');
  return window.webContents.getURL() === here ? 'stayed' : 'went';
}

test('a page goes to its own origin by itself, and elsewhere where rules or a listener of will-navigate say so', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'transom-elsewhere-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'index.html'), '<title>elsewhere</title>');
  await app.whenReady();
  app.serve('elsewhere', folder);
  const url = 'elsewhere://main/';
  const told = [];
  const open = async (navigation, decide = () => undefined) => {
    const window = await openPage('', { navigation });
    window.webContents.on('will-navigate', (event, to) => {
      told.push([to, event.url, event.isAllowed, event.isRedirect]);
      decide(event);
    });
    return window;
  };
  for (const [navigation, decide, expected] of [
    [undefined, undefined, 'stayed'],
    [undefined, (event) => event.allow(), 'went'],
    [{ allow: ['elsewhere://main'] }, undefined, 'went'],
    [{ allowAll: true }, undefined, 'went'],
    [{ allowAll: true }, (event) => event.preventDefault(), 'stayed'],
  ]) {
    const window = await open(navigation, decide);
    assert.equal(await goTo(window, url), expected);
    assert.deepEqual(told.pop(), [url, url, navigation !== undefined, false]);
    window.destroy();
  }
  const window = await open(undefined);
  assert.equal(await goTo(window, await serve('<title>own origin</title>')), 'went');
  window.destroy();
  assert.throws(() => new BrowserWindow({ webPreferences: { navigation: { allow: ['no origin'] } } }), Error);
});
