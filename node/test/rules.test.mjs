// SPDX-License-Identifier: MIT
// Rules that only JavaScript can break, with the texts that people search for.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { ipcMain, MessageChannelMain } from 'electron';
import { inPage, load, nextMessage, openPage, rejectionOf } from './support/pages.mjs';

test('a channel that is no string is a TypeError in the caller, on both sides', async () => {
  const window = await openPage();
  const { webContents } = window;
  const missing = { name: 'TypeError', message: 'Missing required channel argument' };
  for (const send of [() => webContents.send(), () => webContents.send(5), () => webContents.mainFrame.send(null)]) {
    assert.throws(send, missing);
  }
  assert.equal((await rejectionOf(webContents.invoke(Symbol('no')))).message, missing.message);
  for (const call of ['send(5)', 'sendSync(null)', 'postMessage({}, 1)']) {
    assert.equal(await inPage(window, `try { ipcRenderer.${call}; 'none' } catch (error) { error.name }`), 'TypeError');
  }
  assert.equal(await inPage(window, 'ipcRenderer.invoke(undefined).catch((error) => error.name)'), 'TypeError');
  window.destroy();
});

test('postMessage to a page or a frame says which argument is wrong', async () => {
  const window = await openPage();
  for (const target of [window.webContents, window.webContents.mainFrame]) {
    assert.throws(() => target.postMessage(), { message: 'Insufficient number of arguments' });
    assert.throws(() => target.postMessage('channel'), { message: 'Insufficient number of arguments' });
    assert.throws(() => target.postMessage(1, 2), { message: 'Error processing argument at index 0' });
    assert.throws(() => target.postMessage('channel', 1, 'ports'), { message: 'Invalid value for transfer' });
    assert.throws(() => target.postMessage('channel', () => 1), { message: /^An object could not be cloned\./ });
    assert.throws(() => target.postMessage('channel', 1, [null]), { message: 'Port at index 0 is null.' });
    assert.throws(() => target.postMessage('channel', 1, [{}]), { message: 'Port at index 0 is not a valid port' });
  }
  window.destroy();
});

test('ports that can not be given away are refused by their index, and nothing is given away', async () => {
  const window = await openPage();
  const { port1, port2 } = new MessageChannelMain();
  const other = new MessageChannelMain();
  assert.throws(() => port1.postMessage(1, 'ports'), { message: 'transferables must be an array of MessagePorts' });
  assert.throws(() => port1.postMessage(1, [other.port1, null]), { message: 'Port at index 1 is null.' });
  assert.throws(() => port1.postMessage(1, [other.port1, other.port1]), { message: 'Port at index 1 is a duplicate.' });
  assert.throws(() => port1.postMessage(1, [other.port1, port1]), { message: 'Port at index 1 contains the source port.' });
  port1.postMessage('with a port', [other.port1]);
  assert.throws(() => port1.postMessage(1, [other.port1]), { message: 'Port at index 0 is already neutered.' });
  port2.start();
  const [{ data, ports }] = await once(port2, 'message');
  assert.deepEqual([data, ports.length], ['with a port', 1]);
  const inThePage = "try { ipcRenderer.postMessage('channel', 1, 'ports'); 0 } catch (error) { `${error.name}: ${error.message}` }";
  assert.equal(await inPage(window, inThePage), 'TypeError: Invalid value for transfer');
  window.destroy();
});

test('what is sent to a page that is gone is silent, and what can not be cloned throws all the same', async () => {
  const other = await openPage(); // a channel alone does not keep the process alive
  const window = await openPage();
  const { webContents } = window;
  window.destroy();
  webContents.send('channel', 1);
  const { port1, port2 } = new MessageChannelMain();
  const closed = once(port2, 'close');
  port2.start();
  webContents.postMessage('channel', 1, [port1]);
  await closed;
  assert.throws(() => webContents.send('channel', () => 1), { message: /^An object could not be cloned\. \(argument 0: function\)/ });
  assert.equal((await rejectionOf(webContents.invoke('channel'))).message, 'The page is gone');
  other.destroy();
});

test('listeners run in their order, over the list as it was, and once before it is called', async () => {
  const window = await openPage();
  const ran = [];
  ipcMain.on('order', () => {
    ran.push('first');
    ipcMain.once('order', () => ran.push('added meanwhile'));
    ipcMain.removeListener('order', removed);
  });
  const removed = () => ran.push('removed meanwhile');
  ipcMain.on('order', removed);
  ipcMain.prependOnceListener('order', () => ran.push(`prepended of ${ipcMain.listenerCount('order')}`));
  await inPage(window, 'ipcRenderer.send("order"); ipcRenderer.send("order"); ipcRenderer.sendSync("end", 1)').catch(() => 0);
  const meanwhile = ['prepended of 2', 'first', 'removed meanwhile', 'first', 'added meanwhile'];
  assert.deepEqual(ran, meanwhile);
  ipcMain.removeAllListeners('order');
  assert.deepEqual(ipcMain.eventNames().includes('order'), false);
  window.destroy();
});

test('a message for a document never reaches the next one', async () => {
  const window = await openPage('ipcRenderer.on("mark", (event, mark) => ipcRenderer.send("marked", mark));');
  const marks = [];
  ipcMain.on('marked', (event, mark) => marks.push(mark));
  const loaded = load(window, 'ipcRenderer.on("mark", (event, mark) => ipcRenderer.send("marked", mark));');
  window.webContents.send('mark', 'for the first');
  await loaded;
  const next = nextMessage('marked');
  window.webContents.send('mark', 'for the second');
  while ((await next)[1] !== 'for the second' && !marks.includes('for the second')) await nextMessage('marked');
  assert.ok(marks.filter((each) => each === 'for the first').length <= 1);
  assert.equal(marks.at(-1), 'for the second');
  ipcMain.removeAllListeners('marked');
  window.destroy();
});

test('what is too deep or too large is a RangeError in the caller', async () => {
  const window = await openPage();
  let deep = [];
  for (let i = 0; i < 1001; ++i) deep = [deep];
  assert.throws(() => window.webContents.send('channel', deep), RangeError);
  assert.throws(() => window.webContents.send('channel', new Uint8Array(257 * 1024 * 1024)), {
    name: 'RangeError',
    message: /over the limit of 268435456 bytes/,
  });
  const name = "(() => { let deep = []; for (let i = 0; i < 1001; ++i) deep = [deep]; try { ipcRenderer.send('deep', deep) } catch (error) { return error.name } })()";
  assert.equal(await inPage(window, name), 'RangeError');
  window.destroy();
});
