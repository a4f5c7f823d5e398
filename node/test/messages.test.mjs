// SPDX-License-Identifier: MIT
// What pages send, and what is sent to them.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { app, BrowserWindow, ipcMain, webContents } from 'electron';
import { exposed, inPage, load, nextMessage, openPage, serve } from './support/pages.mjs';

const window = await openPage();

test('a fresh emitter holds no listeners of its own', () => {
  assert.deepEqual(ipcMain.eventNames(), []);
  assert.deepEqual(window.webContents.ipc.eventNames(), []);
});

test('a listener gets the event and the arguments', async () => {
  const arrived = nextMessage('greet');
  await inPage(window, `ipcRenderer.send('greet', 'hi', {n: [1, 2n, null]}, new Date(5))`);
  const [event, ...args] = await arrived;
  assert.deepEqual(args, ['hi', { n: [1, 2n, null] }, new Date(5)]);
  assert.equal(event.sender, window.webContents);
  assert.equal(event.sender, webContents.fromId(event.sender.id));
  assert.equal(event.senderFrame, window.webContents.mainFrame);
  assert.equal(event.type, 'frame');
  assert.equal(event.processId, window.webContents.getOSProcessId());
  assert.deepEqual(event.ports, []);
});

test('every kind of value makes the way there and back', async () => {
  await load(window, `ipcRenderer.on('echo', (event, ...args) => ipcRenderer.send('echoed', ...args));`);
  const shared = { name: 'shared' };
  const cycle = {};
  cycle.self = cycle;
  const values = [
    undefined, null, true, -0, NaN, Infinity, 2 ** 53, -(2n ** 80n), '', '😀\ud800', /a+/giu, new Date(8.64e15),
    Object.assign(new Array(3), { 0: 1, 2: 3 }), new Map([[1, shared]]), new Set([shared]), shared, new RangeError('far'), new ArrayBuffer(3),
    new Float64Array([1.5]), Object('boxed'), Buffer.from('node'),
  ]; // prettier-ignore
  const arrived = nextMessage('echoed');
  window.webContents.send('echo', ...values, cycle);
  const [, ...back] = await arrived;
  assert.deepEqual(back.slice(0, values.length - 1), values.slice(0, -1));
  assert.deepEqual(back[values.length - 1], new Uint8Array(Buffer.from('node')));
  assert.equal(back[13].get(1), back[15]);
  assert.ok(back[14].has(back[15]));
  assert.equal(back.at(-1).self, back.at(-1));
});

test('a megabyte of binary arrives as an ArrayBuffer of its own', async () => {
  const bytes = new Uint8Array(1 << 20).map((_, index) => index * 7);
  await load(window, `ipcRenderer.on('echo', (event, buffer) => ipcRenderer.send('echoed', buffer));`);
  const arrived = nextMessage('echoed');
  window.webContents.send('echo', bytes.buffer);
  const [, back] = await arrived;
  assert.ok(back instanceof ArrayBuffer);
  assert.deepEqual(new Uint8Array(back), bytes);
});

test('what has no copy throws in the caller, and says where', () => {
  assert.throws(() => window.webContents.send('x', { user: { onClick() {} } }), {
    message: 'An object could not be cloned. (argument 0, at .user.onClick: function)',
  });
  assert.throws(() => window.webContents.send(7), new TypeError('Missing required channel argument'));
});

test('channels may be called anything', async () => {
  for (const channel of ['', '😀', '__proto__', 'constructor', 'x'.repeat(1 << 20)]) {
    const arrived = nextMessage(channel);
    await inPage(window, `ipcRenderer.send(${JSON.stringify(channel)}, 1)`);
    assert.equal((await arrived)[1], 1);
  }
  // Nobody listens, and nothing is thrown.
  await inPage(window, `ipcRenderer.send('error', 1)`);
});

test('messages arrive in the order sent, whatever their kind', async () => {
  const order = [];
  const note = (event, n) => {
    order.push(n);
    event.returnValue = n;
  };
  ipcMain.on('note', note);
  ipcMain.handle('note', (event, n) => order.push(n));
  await inPage(
    window,
    `for (let n = 0; n < 3000; n += 3) {
       ipcRenderer.send('note', n);
       ipcRenderer.sendSync('note', n + 1);
       ipcRenderer.invoke('note', n + 2);
     }
     ipcRenderer.invoke('note', 3000)`,
  );
  assert.deepEqual(order, [...Array(3001).keys()]);
  ipcMain.off('note', note);
  ipcMain.removeHandler('note');
});

test('the page, its frame, its own emitter and ipcMain hear a message, one after the other', async () => {
  const heard = [];
  window.webContents.once('ipc-message', (event, channel, n) => heard.push(['ipc-message', channel, n]));
  window.webContents.mainFrame.ipc.once('order', (event, n) => heard.push(['frame', n]));
  window.webContents.ipc.once('order', (event, n) => heard.push(['contents', n]));
  const arrived = nextMessage('order').then(([, n]) => heard.push(['main', n]));
  await inPage(window, `ipcRenderer.send('order', 5)`);
  await arrived;
  assert.deepEqual(heard, [['ipc-message', 'order', 5], ['frame', 5], ['contents', 5], ['main', 5]]); // prettier-ignore
});

test('reply goes to the document that sent, event.sender.send to the main frame', async () => {
  await load(window, `ipcRenderer.on('back', (event, text) => ipcRenderer.send('got', text));`);
  ipcMain.once('ask', (event) => {
    event.reply('back', 'reply');
    event.sender.send('back', 'send');
  });
  const got = [];
  ipcMain.on('got', (event, text) => got.push(text));
  await inPage(window, `ipcRenderer.send('ask')`);
  while (got.length < 2) await once(ipcMain, 'got');
  ipcMain.removeAllListeners('got');
  assert.deepEqual(got, ['reply', 'send']);
});

test('sendSync gives the first returnValue set', async () => {
  ipcMain.once('sync', (event, n) => {
    event.returnValue = { double: 2 * n };
    event.returnValue = 'too late';
    assert.equal(event.returnValue, undefined);
  });
  assert.deepEqual(await inPage(window, `ipcRenderer.sendSync('sync', 4)`), { double: 8 });
});

test('sendSync may be answered later', async () => {
  ipcMain.once('sync', (event) => setTimeout(() => (event.returnValue = 'later'), 5));
  assert.equal(await inPage(window, `ipcRenderer.sendSync('sync')`), 'later');
});

test('sendSync without a listener throws', async () => {
  await assert.rejects(inPage(window, `ipcRenderer.sendSync('nobody')`), {
    message: `WebContents #${window.webContents.id} called ipcRenderer.sendSync() with 'nobody' channel without listeners.`,
  });
});

test('a listener that throws is an uncaught exception; the others run, and a sendSync throws it', async () => {
  // Those of the test runner would take it for a failure.
  const theirs = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  const uncaught = once(process, 'uncaughtException');
  let others = 0;
  window.webContents.ipc.once('bad', () => {
    throw new RangeError('no good');
  });
  ipcMain.once('bad', () => ++others);
  await assert.rejects(inPage(window, `ipcRenderer.sendSync('bad')`), { name: 'RangeError', message: 'no good' });
  assert.equal((await uncaught)[0].message, 'no good');
  assert.equal(others, 1);
  theirs.forEach((each) => process.on('uncaughtException', each));
});

test('a sendSync that nobody can answer any more fails', async () => {
  ipcMain.once('lost', () => undefined);
  await assert.rejects(inPage(window, `ipcRenderer.sendSync('lost')`), { message: 'reply was never sent' });
});

test('promises and nextTick run between two messages of one read', async () => {
  const order = [];
  const listener = (event, n) => {
    order.push(`message ${n}`);
    process.nextTick(() => order.push(`tick ${n}`));
    Promise.resolve().then(() => order.push(`promise ${n}`));
  };
  ipcMain.on('turn', listener);
  const last = nextMessage('last');
  await inPage(window, `for (const n of [1, 2]) ipcRenderer.send('turn', n); ipcRenderer.send('last')`);
  await last;
  ipcMain.off('turn', listener);
  assert.deepEqual(order, ['message 1', 'tick 1', 'promise 1', 'message 2', 'tick 2', 'promise 2']);
});

test('a page without IPC has no require', async () => {
  const plain = await openPage('', {});
  assert.equal(await inPage(plain, 'typeof require'), 'undefined');
  plain.destroy();
});

test('the page knows electron and nothing of Node', async () => {
  await assert.rejects(inPage(window, `require('fs')`), /fs/);
  assert.equal(await inPage(window, `typeof process + typeof Buffer`), 'undefinedundefined');
  assert.ok(exposed.nodeIntegration);
});

test('a rule of access is asked before anything is decoded, and who may not is answered as if nobody listened', async () => {
  let heard = 0;
  ipcMain.setAccess('secret', { allow: ['https://example.org'] });
  ipcMain.on('secret', (event) => (event.returnValue = ++heard));
  ipcMain.handle('secret', { allow: ['https://example.org'] }, () => ++heard);
  await assert.rejects(inPage(window, `ipcRenderer.sendSync('secret')`), /channel without listeners/);
  const text = await inPage(window, `ipcRenderer.invoke('secret').catch((error) => error.message)`);
  assert.match(text, /No handler registered for 'secret'/);
  assert.equal(heard, 0);
  const origin = await inPage(window, 'location.origin');
  ipcMain.setAccess('secret', { allow: [origin], mainFrameOnly: true });
  assert.equal(await inPage(window, `ipcRenderer.sendSync('secret')`), 1);
  window.webContents.ipc.setAccess('secret', { nobody: true });
  await assert.rejects(inPage(window, `ipcRenderer.sendSync('secret')`), /channel without listeners/);
  window.webContents.ipc.removeAccess('secret');
  assert.equal(await inPage(window, `ipcRenderer.sendSync('secret')`), 2);
  assert.throws(() => ipcMain.setAccess('secret', { allow: ['no origin'] }));
  ipcMain.removeAllListeners('secret');
  ipcMain.removeHandler('secret');
  ipcMain.removeAccess('secret');
});

test('ipc-message-sync is told first, and what it answers is the answer', async () => {
  const heard = [];
  window.webContents.once('ipc-message-sync', (event, channel, n) => {
    heard.push(channel, n);
    event.returnValue = 'first';
  });
  ipcMain.once('sync', (event) => {
    heard.push('main');
    event.returnValue = 'late';
  });
  assert.equal(await inPage(window, `ipcRenderer.sendSync('sync', 6)`), 'first');
  assert.deepEqual(heard, ['sync', 6, 'main']);
});

test('a message with ports is heard by frame, page and application, and is no ipc-message', async () => {
  const heard = [];
  const hear = (who) => (event, text) => heard.push([who, text, event.ports.length]);
  const never = hear('ipc-message');
  window.webContents.on('ipc-message', never);
  window.webContents.mainFrame.ipc.once('ports', hear('frame'));
  window.webContents.ipc.once('ports', hear('contents'));
  ipcMain.once('ports', hear('main'));
  const arrived = once(ipcMain, 'ports');
  await inPage(window, `ipcRenderer.postMessage('ports', 'text', [new MessageChannel().port1])`);
  await arrived;
  window.webContents.off('ipc-message', never);
  assert.deepEqual(heard, ['frame', 'contents', 'main'].map((who) => [who, 'text', 1]));
});

test('what main sent before it answered a sendSync is heard after it, in order', async () => {
  await load(window, `ipcRenderer.on('before', (event, n) => order.push(n)); var order = [];`);
  ipcMain.once('sync', (event) => {
    for (const n of [1, 2, 3]) event.sender.send('before', n);
    event.returnValue = 'answer';
  });
  ipcMain.once('then', (event) => event.reply('last'));
  const order = await inPage(
    window,
    `order.push(ipcRenderer.sendSync('sync'));
     ipcRenderer.send('then');
     new Promise((resolve) => ipcRenderer.once('last', () => resolve(order)))`,
  );
  assert.deepEqual(order, ['answer', 1, 2, 3]);
});

test('a message waits for the first document, which hears it if it listens at once', async () => {
  await app.whenReady();
  const other = new BrowserWindow({ show: false, webPreferences: exposed });
  const told = nextMessage('heard');
  other.webContents.send('early', 1);
  await load(other, `ipcRenderer.on('early', (event, n) => ipcRenderer.send('heard', n, Object.keys(event), event.sender === ipcRenderer, event.ports))`);
  assert.deepEqual((await told).slice(1), [1, ['sender', 'ports'], true, []]);
  other.destroy();
});

test('a reply to a frame goes to that frame', async () => {
  const other = await openPage(`ipcRenderer.on('back', () => ipcRenderer.send('got', 'page'))`, { ...exposed, nodeIntegrationInSubFrames: true });
  const frame = await serve(`<script>
    const { ipcRenderer } = require('electron');
    ipcRenderer.on('back', () => ipcRenderer.send('got', 'frame'));
    ipcRenderer.send('ask');
  </script>`);
  ipcMain.once('ask', (event) => event.reply('back'));
  const got = nextMessage('got');
  await inPage(other, `void document.body.append(Object.assign(document.createElement('iframe'), { src: '${frame}' }))`);
  assert.equal((await got)[1], 'frame');
  other.destroy();
});
