// SPDX-License-Identifier: MIT
// Whatever emits is an EventEmitter of Node's: what node:events has holds of it, and what a listener throws is uncaught.
import assert from 'node:assert/strict';
import { errorMonitor, EventEmitter, getEventListeners, on, once } from 'node:events';
import { test } from 'node:test';
import { app, BrowserWindow, ipcMain, MessageChannelMain } from 'electron';
import { exposed, inPage, load, nextMessage, openPage, serve } from './support/pages.mjs';

const window = await openPage();
const { webContents } = window;
const { port1: port } = new MessageChannelMain();
const emitters = { app, ipcMain, window, webContents, 'webContents.ipc': webContents.ipc, 'frame.ipc': webContents.mainFrame.ipc, port };

for (const [name, emitter] of Object.entries(emitters)) {
  test(`${name} counts, names, prepends and removes listeners as Node does`, () => {
    assert.ok(emitter instanceof EventEmitter);
    const ran = [];
    const listener = () => ran.push('listener');
    const added = [];
    const names = emitter.eventNames();
    emitter.once('newListener', (event) => added.push(event));
    emitter.on('a test', listener).addListener('a test', listener).prependListener('a test', () => ran.push('first'));
    emitter.prependOnceListener('a test', () => ran.push('once'));
    assert.deepEqual(added, ['a test']);
    assert.equal(emitter.listenerCount('a test'), 4);
    assert.equal(getEventListeners(emitter, 'a test').length, 4);
    assert.ok(emitter.eventNames().includes('a test'));
    assert.equal(emitter.emit('a test'), true);
    emitter.off('a test', listener).removeListener('a test', listener).emit('a test');
    assert.deepEqual(ran, ['once', 'first', 'listener', 'listener', 'first']);
    emitter.removeAllListeners('a test');
    assert.equal(emitter.emit('a test'), false);
    assert.deepEqual(emitter.eventNames(), names);
  });
}

test('of a listener that is there twice, the one added last is taken off', () => {
  const ran = [];
  const twice = () => ran.push('twice');
  ipcMain.on('twice', twice).on('twice', () => ran.push('between')).on('twice', twice);
  ipcMain.removeListener('twice', twice).emit('twice');
  ipcMain.removeAllListeners('twice');
  assert.deepEqual(ran, ['twice', 'between']);
});

test('events.on gives the messages of a page one after the other, and ends with its signal', async () => {
  const ending = new AbortController();
  const got = [];
  const messages = on(ipcMain, 'count', { signal: ending.signal });
  await inPage(window, 'for (const n of [1, 2, 3]) ipcRenderer.send("count", n)');
  await assert.rejects(
    async () => {
      for await (const [, n] of messages) {
        got.push(n);
        if (n === 3) ending.abort();
      }
    },
    { name: 'AbortError' },
  );
  assert.deepEqual(got, [1, 2, 3]);
  assert.equal(ipcMain.listenerCount('count'), 0);
});

test('errorMonitor hears what a page sends on channel error', async () => {
  const heard = once(ipcMain, errorMonitor);
  ipcMain.once('error', () => undefined);
  await inPage(window, `ipcRenderer.send('error', 'text')`);
  assert.equal((await heard)[1], 'text');
});

test('captureRejections makes an error of what an async listener rejects with', async () => {
  EventEmitter.captureRejections = true;
  const other = new BrowserWindow({ show: false, webPreferences: exposed });
  EventEmitter.captureRejections = false;
  await load(other, '');
  for (const [emitter, emit] of [
    [other, () => other.show()],
    [other.webContents, () => load(other, '')],
    [other.webContents.ipc, () => inPage(other, `ipcRenderer.send('show')`)],
  ]) {
    const failed = new Promise((resolve) => emitter.once('error', resolve));
    for (const name of ['show', 'did-finish-load']) emitter.once(name, () => Promise.reject(new Error('rejected')));
    await emit();
    assert.equal((await failed).message, 'rejected');
    emitter.removeAllListeners();
  }
  other.destroy();
});

/** What is uncaught while `action` runs, as soon as there are `count` of them. */
async function uncaught(count, action) {
  const theirs = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  const messages = [];
  const all = new Promise((resolve) => {
    process.on('uncaughtException', ({ message }) => messages.push(message) === count && resolve());
  });
  try {
    await action();
    await all;
  } finally {
    process.removeAllListeners('uncaughtException');
    theirs.forEach((each) => process.on('uncaughtException', each));
  }
  return messages;
}

const fails = (why) => () => {
  throw new Error(why);
};

test('what listeners of a message throw is uncaught, and the other emitters hear it all the same', async () => {
  webContents.once('ipc-message', fails('of the page'));
  webContents.ipc.once('bad', fails('of its emitter'));
  const heard = nextMessage('bad');
  const messages = await uncaught(2, () => inPage(window, `ipcRenderer.send('bad', 1)`));
  assert.deepEqual(messages, ['of the page', 'of its emitter']);
  assert.equal((await heard)[1], 1);
});

test('what listeners of windows, pages, ports and the application throw is uncaught, and all goes on', async () => {
  const other = new BrowserWindow({ show: false, webPreferences: exposed });
  const channel = new MessageChannelMain();
  app.once('web-contents-created', fails('created'));
  for (const name of ['did-start-loading', 'did-navigate', 'dom-ready', 'did-finish-load', 'console-message', 'destroyed']) {
    other.webContents.once(name, fails(name));
  }
  for (const name of ['show', 'close', 'closed']) other.once(name, fails(name));
  const arrived = once(channel.port2, 'message');
  channel.port2.once('message', fails('message'));
  const messages = await uncaught(11, async () => {
    new BrowserWindow({ show: false }).destroy();
    other.show();
    await load(other, 'console.log(1)');
    channel.port2.start();
    channel.port1.postMessage(1);
    await arrived;
    other.close();
  });
  const expected = ['close', 'closed', 'console-message', 'created', 'destroyed', 'did-finish-load', 'did-navigate', 'did-start-loading'];
  assert.deepEqual(messages.sort(), [...expected, 'dom-ready', 'message', 'show']);
  assert.equal(other.isDestroyed(), true);
  channel.port1.close();
});

test('what decides about navigation and windows, and throws, is uncaught and has decided nothing, or no', async () => {
  const url = await serve('<title>gone there</title>');
  webContents.once('will-navigate', fails('will-navigate'));
  webContents.setWindowOpenHandler(fails('window.open'));
  const messages = await uncaught(2, async () => {
    assert.equal(await inPage(window, `window.open('${url}') === null`), true);
    const loaded = once(webContents, 'did-finish-load');
    await inPage(window, `void setTimeout(() => { location.href = '${url}' })`);
    await loaded;
  });
  assert.deepEqual(messages, ['window.open', 'will-navigate']);
  assert.equal(webContents.getURL(), url);
});
