// SPDX-License-Identifier: MIT
const { app, BrowserWindow, ipcMain } = require('electron');

let seconds = 0;
let mayClose = false;

ipcMain.on('start', (event) => {
  event.returnValue = { seconds, pid: process.pid };
});

ipcMain.on('may-close', (event, answer) => {
  mayClose = answer;
  if (answer) BrowserWindow.fromWebContents(event.sender).close();
});

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 360,
    height: 220,
    webPreferences: { nodeIntegration: true, contextIsolation: false },
  });
  const timer = setInterval(() => window.webContents.send('tick', ++seconds), 1000);

  window.on('close', (event) => {
    if (mayClose) return;
    event.preventDefault();
    window.webContents.send('ask');
  });
  window.on('closed', () => clearInterval(timer));
  window.loadFile('index.html');
});
