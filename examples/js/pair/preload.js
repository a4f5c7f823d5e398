// SPDX-License-Identifier: MIT
const { ipcRenderer } = require('electron');

// Handed on to the page, which has no IPC of its own.
ipcRenderer.on('port', (event) => window.postMessage('port', '*', event.ports));
