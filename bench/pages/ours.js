// SPDX-License-Identifier: MIT
'use strict';

// The page's half of page_rounds.cc. Main measures, since performance.now() is too coarse here: it notes when messages
// arrive, and the page sends the next one as soon as it has the answer to the last.

const { ipcRenderer } = require('electron');

window.addEventListener('unhandledrejection', (event) => ipcRenderer.send('failed', String(event.reason)));
window.addEventListener('error', (event) => ipcRenderer.send('failed', event.message));

ipcRenderer.on('sync-rounds', (event, name) => {
  const payload = payloads[name];
  checkEcho(payload, ipcRenderer.sendSync('sync-round', payload));
  // Main answers null to the last one.
  while (ipcRenderer.sendSync('sync-round', payload) !== null);
});

ipcRenderer.on('invoke-rounds', async (event, name) => {
  const payload = payloads[name];
  checkEcho(payload, await ipcRenderer.invoke('invoke-round', payload));
  // Main answers null to the last one.
  while ((await ipcRenderer.invoke('invoke-round', payload)) !== null);
});

ipcRenderer.handle('round', (event, payload) => payload);

let payload;
let isChecked;

ipcRenderer.on('reply-rounds', (event, name) => {
  payload = payloads[name];
  isChecked = false;
  ipcRenderer.send('round', payload);
});

// Main doesn't answer the last one.
ipcRenderer.on('round-reply', (event, answer) => {
  if (!isChecked) checkEcho(payload, answer);
  isChecked = true;
  ipcRenderer.send('round', payload);
});

ipcRenderer.on('port-rounds', (event, name) => {
  const message = payloads[name];
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.postMessage('port', null, [port1]);
  isChecked = false;
  // Main doesn't answer the last one.
  port2.onmessage = ({ data }) => {
    if (!isChecked) checkEcho(message, data);
    isChecked = true;
    port2.postMessage(message);
  };
  port2.postMessage(message);
});

ipcRenderer.on('burst-to-main', (event, count) => {
  const message = payloads['16B'];
  for (let i = 0; i < count; ++i) ipcRenderer.send('burst', message);
});

let expected = 0;

ipcRenderer.on('expect-burst', (event, count) => {
  expected = count;
});

ipcRenderer.on('burst', () => {
  if (--expected === 0) ipcRenderer.send('burst-done');
});

ipcRenderer.on('read-stream', async (event, expectedBytes) => {
  let bytes = 0;
  for await (const chunk of ipcRenderer.stream('stream')) bytes += chunk.length;
  if (bytes !== expectedBytes) throw new Error(`${bytes} bytes of ${expectedBytes} came`);
  ipcRenderer.send('stream-done');
});

ipcRenderer.on('codec-rounds', (event, operation, name, milliseconds) => {
  ipcRenderer.send('codec-times', measureCodec(operation, payloads[name], milliseconds));
});
