// SPDX-License-Identifier: MIT
// Compiled, never run: what authors of pages may write, and what the compiler must refuse.

/// <reference path="./transom.d.ts" />

import { contextBridge, ipcRenderer, type ContextBridge, type IpcRenderer, type IpcRendererEvent } from 'electron';
import * as module from 'transom';

const fromGlobal: IpcRenderer = transom.ipcRenderer;
const fromElectron: IpcRenderer = require('electron').ipcRenderer;
const { ipcRenderer: fromTransom } = require('transom');
const same: IpcRenderer[] = [
  ipcRenderer,
  fromGlobal,
  fromElectron,
  fromTransom,
  module.ipcRenderer,
  window.transom.ipcRenderer,
];

function onReply(event: IpcRendererEvent, text: string, count?: number): void {
  event.sender.send('seen', text.length, count, event.ports.length);
}

ipcRenderer.on('reply', onReply).once('reply', onReply).off('reply', onReply).removeAllListeners('reply');
ipcRenderer.on('any', (event, ...args) => event.sender.send('back', ...args));
const answer: string = ipcRenderer.sendSync('ask', { id: 1n, when: new Date(), bytes: new Uint8Array(1) });
const channels: (string | symbol)[] = ipcRenderer.eventNames();
const { port1, port2 } = new MessageChannel();
ipcRenderer.postMessage('port', { name: 'one' }, [port1]);
ipcRenderer.postMessage('port', null);
ipcRenderer.on('port', ({ ports }) => {
  ports[0]?.addEventListener('close', () => port2.close());
});
async function readAll(): Promise<void> {
  for await (const chunk of ipcRenderer.stream('tail', 'a.log')) ipcRenderer.send('seen', chunk);
  const { signal } = new AbortController();
  await ipcRenderer.streamWithOptions('tail', { signal }).toReadableStream().cancel();
}
contextBridge.exposeInMainWorld('api', { load: (name: string) => ipcRenderer.invoke('load', name) });
contextBridge.exposeInIsolatedWorld(1000, 'api', { isIsolated: contextBridge.isIsolated });
const bridges: ContextBridge[] = [contextBridge, require('transom').contextBridge, transom.contextBridge];
export { answer, bridges, channels, readAll, same };

// @ts-expect-error a channel is a string
ipcRenderer.send(7, 'text');
// @ts-expect-error only ports can be given away
ipcRenderer.postMessage('port', null, [new ArrayBuffer(1)]);
// @ts-expect-error a world is a number
contextBridge.exposeInIsolatedWorld('1000', 'api', {});
// @ts-expect-error a channel is needed
ipcRenderer.sendSync();
// @ts-expect-error require knows no other module
require('fs');
// @ts-expect-error not a listener
ipcRenderer.on('reply', 'text');
// @ts-expect-error the key is a string
contextBridge.exposeInMainWorld(7, {});
// @ts-expect-error an API is needed
contextBridge.exposeInMainWorld('notes');
// @ts-expect-error nobody chooses that
contextBridge.isIsolated = true;
