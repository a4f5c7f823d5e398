// SPDX-License-Identifier: MIT
// Runs before the page, in a world of its own. Only here is ipcRenderer; the page gets these functions as window.files.
import { contextBridge, ipcRenderer } from 'electron';
import type { FilesApi } from './files-api';

const files: FilesApi = {
  list: () => ipcRenderer.invoke('files'),
  read: async (name, line) => {
    for await (const text of ipcRenderer.stream('lines', name)) line(text);
  },
  shown: (count, lines) => ipcRenderer.send('shown', count, lines),
};
contextBridge.exposeInMainWorld('files', files);
