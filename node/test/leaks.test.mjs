// SPDX-License-Identifier: MIT
// Nothing is left of what is over: no memory, no descriptor.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { app, BrowserWindow, ipcMain, MessageChannelMain, webContents } from 'electron';
import { inPage, openPage } from './support/pages.mjs';

const window = await openPage();

/** The heap after everything that can be collected was, in bytes. */
async function heap() {
  for (let n = 0; n < 3; ++n) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return process.memoryUsage().heapUsed;
}

const descriptors = () => readdirSync('/proc/self/fd').length;

/** Runs `action` a few times, then `times`, and looks whether heap and descriptors have grown. */
async function leavesNothing(times, action, lost = 20) {
  for (let n = 0; n < times / 20; ++n) await action(n);
  const before = { heap: await heap(), descriptors: descriptors() };
  for (let n = 0; n < times; ++n) await action(n);
  const grown = { heap: (await heap()) - before.heap, descriptors: descriptors() - before.descriptors };
  // What code and the engine keep once and for all: less than anything that was kept each time would come to.
  assert.ok(grown.heap < 1_000_000, `the heap has grown by ${grown.heap} bytes`);
  assert.ok(grown.descriptors < lost, `${grown.descriptors} descriptors are left`);
}

test('a thousand windows opened and closed', async () => {
  await leavesNothing(1000, async () => {
    const opened = new BrowserWindow({ show: false });
    opened.on('closed', () => undefined);
    opened.webContents.on('destroyed', () => undefined);
    const closed = once(opened, 'closed');
    opened.destroy();
    await closed;
    await new Promise((resolve) => setImmediate(resolve));
  });
  assert.deepEqual(BrowserWindow.getAllWindows(), [window]);
  assert.deepEqual(webContents.getAllWebContents(), [window.webContents]);
});

/** As many as are opened by default take seconds; a thousand, by hand, minutes. */
const pages = Number(process.env.TRANSOM_TEST_PAGES ?? 40);

test('windows that load pages and talk with them: their objects are collected', async () => {
  const references = [];
  ipcMain.handle('add', (event, a, b) => a + b);
  await leavesNothing(pages, async () => {
    const opened = await openPage(`ipcRenderer.on('hello', () => ipcRenderer.invoke('add', 1, 2).then((sum) => ipcRenderer.send('sum', sum)))`);
    const sum = once(opened.webContents.ipc, 'sum');
    opened.webContents.send('hello');
    assert.equal((await sum)[1], 3);
    for (const each of [opened, opened.webContents, opened.webContents.mainFrame]) references.push(new WeakRef(each));
    const closed = once(opened, 'closed');
    opened.destroy();
    await closed;
    // The engine loses one of its own for every fifth window or so that is closed while its page draws.
  }, Math.max(20, pages / 2));
  ipcMain.removeHandler('add');
  for (let turn = 0; turn < 100 && references.some((each) => each.deref()); ++turn) await heap();
  assert.equal(references.filter((each) => each.deref()).length, 0);
});

test('a hundred thousand invokes', async () => {
  ipcMain.handle('add', async (event, a, b) => a + b + (event.signal.aborted ? 1 : 0));
  await leavesNothing(100, () =>
    inPage(window, `(async () => { for (let n = 0; n < 1000; ++n) await ipcRenderer.invoke('add', n, 1); })()`),
  );
  ipcMain.removeHandler('add');
});

test('ten thousand channels', async () => {
  await leavesNothing(10_000, async () => {
    const { port1, port2 } = new MessageChannelMain();
    port1.start();
    port2.postMessage('x');
    await once(port1, 'message');
    port1.close();
  });
});

test('frames that come and go', async () => {
  await leavesNothing(200, () =>
    inPage(
      window,
      `new Promise((resolve) => {
         const frame = document.body.appendChild(document.createElement('iframe'));
         frame.onload = () => resolve(frame.remove());
         frame.srcdoc = 'x';
       })`,
    ),
  );
  assert.equal(app.isReady(), true);
});
