// SPDX-License-Identifier: MIT
const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('words', {
  count: (text) => ipcRenderer.invoke('count', text),
});
