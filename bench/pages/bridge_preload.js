// SPDX-License-Identifier: MIT
'use strict';

const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('bridge', {
  echo: (payload) => payload,
  onRounds: (listener) => ipcRenderer.on('bridge-rounds', (event, milliseconds) => listener(milliseconds)),
  tellTimes: (times) => ipcRenderer.send('bridge-times', times),
});
