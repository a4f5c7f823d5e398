// SPDX-License-Identifier: MIT
const { app, BrowserWindow, ipcMain } = require('electron');
const path = require('node:path');

ipcMain.handle('count', (event, text) => {
  const words = text.split(/\s+/).filter(Boolean);
  return { words: words.length, distinct: new Set(words.map((word) => word.toLowerCase())).size };
});

function createWindow() {
  const window = new BrowserWindow({
    width: 520,
    height: 420,
    webPreferences: { preload: path.join(__dirname, 'preload.js') },
  });
  window.loadFile('index.html');
}

app.whenReady().then(createWindow);

app.on('window-all-closed', () => app.quit());
