// SPDX-License-Identifier: MIT
// Channels between main and pages, and from page to page.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { ipcMain, MessageChannelMain } from 'electron';
import { inPage, load, nextMessage, openPage } from './support/pages.mjs';

const window = await openPage();

test('a channel within main carries copies, in order, once it is started', async () => {
  const { port1, port2 } = new MessageChannelMain();
  const got = [];
  port2.on('message', ({ data }) => got.push(data));
  for (const n of [1, 2, 3]) port1.postMessage({ n });
  port2.start();
  while (got.length < 3) await once(port2, 'message');
  assert.deepEqual(got, [{ n: 1 }, { n: 2 }, { n: 3 }]);
  const closed = once(port1, 'close');
  port2.close();
  await closed;
  port1.postMessage('silent');
});

test('a port given to a page is one of the DOM there', async () => {
  await load(window, `ipcRenderer.on('port', ({ports: [port]}) => {
    port.onmessage = ({data}) => port.postMessage([port instanceof MessagePort, data]);
  });`);
  const { port1, port2 } = new MessageChannelMain();
  window.webContents.postMessage('port', null, [port1]);
  port2.start();
  port2.postMessage('hi');
  const [{ data }] = await once(port2, 'message');
  assert.deepEqual(data, [true, 'hi']);
  const closed = once(port2, 'close');
  await load(window, '');
  await closed;
});

test('a port of a page arrives with its message', async () => {
  const arrived = nextMessage('port');
  await inPage(window, `(() => {
    const {port1, port2} = new MessageChannel();
    ipcRenderer.postMessage('port', 'here', [port2]);
    port1.onmessage = ({data}) => port1.postMessage(data * 2);
  })()`);
  const [{ ports: [port] }, text] = await arrived; // prettier-ignore
  assert.equal(text, 'here');
  port.start();
  port.postMessage(21);
  assert.equal((await once(port, 'message'))[0].data, 42);
  port.close();
});

test('two pages talk without main', async () => {
  const other = await openPage(`ipcRenderer.on('port', ({ports: [port]}) => {
    port.onmessage = ({data}) => port.postMessage(data + '!');
  });`);
  await load(window, `ipcRenderer.on('port', ({ports: [port]}) => {
    port.onmessage = ({data}) => ipcRenderer.send('answer', data);
    port.postMessage('hello');
  });`);
  const { port1, port2 } = new MessageChannelMain();
  const answer = nextMessage('answer');
  other.webContents.postMessage('port', null, [port1]);
  window.webContents.postMessage('port', null, [port2]);
  assert.equal((await answer)[1], 'hello!');
  other.destroy();
});

test('a port travels through a port', async () => {
  const outer = new MessageChannelMain();
  const inner = new MessageChannelMain();
  outer.port1.postMessage('take this', [inner.port1]);
  outer.port2.start();
  const [{ ports: [received] }] = await once(outer.port2, 'message'); // prettier-ignore
  inner.port2.postMessage('through');
  received.start();
  assert.equal((await once(received, 'message'))[0].data, 'through');
});

test('what is no port, or given away already, is refused, and nothing is given away', () => {
  const { port1, port2 } = new MessageChannelMain();
  const post = (...ports) => window.webContents.postMessage('port', null, ports);
  assert.throws(() => window.webContents.postMessage('port'), new TypeError('Insufficient number of arguments'));
  assert.throws(() => window.webContents.postMessage(1, 2), new TypeError('Error processing argument at index 0'));
  assert.throws(() => window.webContents.postMessage('port', 1, 2), new TypeError('Invalid value for transfer'));
  assert.throws(() => post(port1, {}), new TypeError('Port at index 1 is not a valid port'));
  assert.throws(() => post(port1, null), { message: 'Port at index 1 is null.' });
  assert.throws(() => post(port1, port1), { message: 'Port at index 1 is a duplicate.' });
  assert.throws(() => port1.postMessage(1, [port1]), { message: 'Port at index 0 contains the source port.' });
  post(port1);
  assert.throws(() => post(port1), { message: 'Port at index 0 is already neutered.' });
  port2.close();
});

test('a port that nobody holds is closed', async () => {
  const { port2 } = new MessageChannelMain();
  const closed = once(port2, 'close');
  await new Promise((resolve) => setTimeout(resolve));
  globalThis.gc();
  await closed;
});

test('ports of a message that nobody hears are closed', async () => {
  await inPage(window, `(() => {
    const {port1, port2} = new MessageChannel();
    ipcRenderer.postMessage('unheard', null, [port2]);
    port1.addEventListener('close', () => ipcRenderer.send('closed'));
    port1.start();
  })()`);
  await once(ipcMain, 'closed');
});
