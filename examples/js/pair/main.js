// SPDX-License-Identifier: MIT
const { app, BrowserWindow, MessageChannelMain } = require('electron');
const path = require('node:path');

async function createWindow(title, page) {
  const window = new BrowserWindow({
    width: 420,
    height: 320,
    title,
    webPreferences: { preload: path.join(__dirname, 'preload.js') },
  });
  await window.loadFile(page);
  return window;
}

app.whenReady().then(async () => {
  const editor = await createWindow('Editor', 'editor.html');
  const preview = await createWindow('Preview', 'preview.html');

  // From here on the two pages talk without the main process.
  const { port1, port2 } = new MessageChannelMain();
  editor.webContents.postMessage('port', null, [port1]);
  preview.webContents.postMessage('port', null, [port2]);
});

app.on('window-all-closed', () => app.quit());
