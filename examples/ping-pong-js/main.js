// SPDX-License-Identifier: MIT
const { app, BrowserWindow } = require('electron');

// In main process.
const ipcMain = require('electron').ipcMain;
ipcMain.on('asynchronous-message', function(event, arg) {
  console.log(arg);  // prints "ping"
  event.sender.send('asynchronous-reply', 'pong');
});

ipcMain.on('synchronous-message', function(event, arg) {
  console.log(arg);  // prints "ping"
  event.returnValue = 'pong';
});

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 720,
    height: 640,
    webPreferences: { nodeIntegration: true, contextIsolation: false },
  });
  window.loadFile('index.html');
});
