// SPDX-License-Identifier: MIT
// One thread, two loops: neither makes the other wait.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import { test } from 'node:test';
import { ipcMain } from 'electron';
import { inPage, load, openPage } from './support/pages.mjs';

const window = await openPage();

test('timers, files and sockets of Node go on while a page floods main', async () => {
  let heard = 0;
  ipcMain.on('flood', () => ++heard);
  const server = createServer((request, response) => response.end('some text')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}/`;
  await load(window, `ipcRenderer.on('go', () => { for (let n = 0; n < 20000; ++n) ipcRenderer.send('flood', n); });`);
  window.webContents.send('go');
  let turns = 0;
  while (heard < 20_000) {
    await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    await readFile(import.meta.filename ?? new URL(import.meta.url));
    const [response] = await once(get(url), 'response');
    response.resume();
    await once(response, 'end');
    ++turns;
  }
  ipcMain.removeAllListeners('flood');
  server.close();
  assert.ok(turns > 0);
});

test('messages arrive while Node never sleeps', async () => {
  let stop = false;
  let spins = 0;
  (function spin() {
    ++spins;
    if (!stop) setImmediate(spin);
  })();
  ipcMain.handle('add', (event, a, b) => a + b);
  const sum = await inPage(window, `(async () => {
    let sum = 0;
    for (let n = 0; n < 200; ++n) sum = await ipcRenderer.invoke('add', sum, n);
    return sum;
  })()`);
  stop = true;
  ipcMain.removeHandler('add');
  assert.equal(sum, 19_900);
  assert.ok(spins > 200);
});

test('a window opens and loads while timers tick', async () => {
  let ticks = 0;
  const ticking = setInterval(() => ++ticks, 1);
  const other = await openPage('');
  clearInterval(ticking);
  other.destroy();
  assert.ok(ticks > 0);
});
