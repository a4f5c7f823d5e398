// SPDX-License-Identifier: MIT
'use strict';

// The main process of node_rounds.cc: node_main.js KIND MILLISECONDS SAMPLES. Measures as page_rounds.cc does, with the same
// page, and prints the samples, one a line.

const { app, BrowserWindow, ipcMain } = require('electron');

const [kind, milliseconds, samples] = process.argv.slice(2);

/** The time between one arrival and the next, as Recorder in C++: after a fifth of the time to warm up. */
const times = [];
const began = performance.now();
const warm = began + milliseconds / 5;
const end = warm + Number(milliseconds);
let last;

/** Whether to answer; if not, all is measured. */
function tick() {
  const now = performance.now();
  if (last !== undefined && last > warm) times.push(1000 * (now - last));
  last = now;
  return times.length < Number(samples) && (now < end || times.length === 0);
}

function finish() {
  process.stdout.write(`${times.join('\n')}\n`, () => app.exit(0));
}

ipcMain.on('failed', (event, why) => {
  console.error(`the page failed: ${why}`);
  app.exit(1);
});

ipcMain.on('sync-round', (event, payload) => {
  const goesOn = tick();
  event.returnValue = goesOn ? payload : null;
  if (!goesOn) finish();
});

ipcMain.on('round', (event, payload) => {
  if (tick()) event.sender.send('round-reply', payload);
  else finish();
});

ipcMain.handle('invoke-round', (event, payload) => {
  if (tick()) return payload;
  finish();
  return null;
});

/** Messages per second, from the command to begin until the last one has arrived. */
function countBurst(window, count) {
  let arrived = 0;
  const sent = performance.now();
  ipcMain.on('burst', () => {
    if (++arrived < count) return;
    times.push((1000 * count) / (performance.now() - sent));
    finish();
  });
  window.webContents.send('burst-to-main', count);
}

app.whenReady().then(async () => {
  const window = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } });
  await window.loadFile('pages/ours.html');
  if (kind === 'burst') countBurst(window, Number(samples));
  else window.webContents.send(`${kind}-rounds`, '16B');
});
