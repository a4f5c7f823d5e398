// SPDX-License-Identifier: MIT
// windows.cjs WHAT: does what a test of the application's life asks for.
'use strict';

const { app, BrowserWindow, ipcMain } = require('electron');

const exposed = { nodeIntegration: true, contextIsolation: false };
const page = 'data:text/html,<script>transom.ipcRenderer.send("here")</script>';

function say(text) {
  process.stdout.write(`${text}\n`);
}

async function openWindow() {
  const window = new BrowserWindow({ width: 200, height: 100, webPreferences: exposed });
  ipcMain.once('here', () => say('here'));
  await window.loadURL(page);
  return window;
}

for (const name of ['before-quit', 'will-quit']) app.on(name, () => say(name));
app.on('quit', (event, code) => say(`quit ${code}`));

const actions = {
  async idle() {
    await openWindow();
    say('idle');
  },
  async exit() {
    await openWindow();
    process.exit(7);
  },
  async throws() {
    await openWindow();
    setImmediate(() => {
      throw new Error('nobody catches this');
    });
  },
  async closes() {
    (await openWindow()).close();
  },
  async closesAndListens() {
    const window = await openWindow();
    app.on('window-all-closed', () => say('window-all-closed'));
    window.close();
  },
  async prevents() {
    const window = await openWindow();
    let times = 0;
    window.on('close', (event) => {
      say('close');
      if (++times === 1) event.preventDefault();
    });
    app.quit();
    say(`still ${BrowserWindow.getAllWindows().length}`);
    app.quit();
  },
  async exits() {
    const window = await openWindow();
    window.on('close', () => say('close is not asked'));
    window.on('closed', () => say('closed'));
    app.exit(3);
  },
};

app.whenReady().then(actions[process.argv[2]]);
