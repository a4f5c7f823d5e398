// SPDX-License-Identifier: MIT
// windows.cjs WHAT: does what a test of the application's life asks for.
'use strict';

const { once } = require('node:events');
const { createServer } = require('node:net');
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

/** Until the test has looked around. */
async function openAndWait() {
  const window = await openWindow();
  const told = once(process, 'SIGUSR2');
  say('waits');
  await told;
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
    await openAndWait();
    process.exit(7);
  },
  async throws() {
    await openAndWait();
    setImmediate(() => {
      throw new Error('nobody catches this');
    });
  },
  async throwsInListener() {
    const window = await openAndWait();
    ipcMain.on('now', () => {
      throw new Error('nobody catches this');
    });
    await window.webContents.executeJavaScript(`transom.ipcRenderer.send('now')`);
  },
  async rejectsInListener() {
    const window = await openAndWait();
    ipcMain.on('now', () => Promise.reject(new Error('nobody catches this')));
    await window.webContents.executeJavaScript(`transom.ipcRenderer.send('now')`);
  },
  async listensToSignals() {
    process.on('SIGINT', () => say('SIGINT'));
    await openWindow();
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
  async quitsWhileItLoads() {
    const window = await openWindow();
    const silent = createServer().listen(0, '127.0.0.1').unref();
    await once(silent, 'listening');
    const loading = window.loadURL(`http://127.0.0.1:${silent.address().port}/`);
    const asking = window.webContents.invoke('never');
    setImmediate(() => app.quit());
    await Promise.all([loading, asking]);
  },
  async quitsWhileItCloses() {
    const window = await openWindow();
    window.on('close', () => app.quit());
    window.on('closed', () => app.quit());
    window.close();
  },
  async exitsWhileItQuits() {
    await openWindow();
    app.on('before-quit', () => app.exit(5));
    app.quit();
  },
  async cleansUp() {
    await openWindow();
    app.once('will-quit', (event) => {
      event.preventDefault();
      setTimeout(() => {
        say('cleaned up');
        app.quit();
      });
    });
    app.quit();
  },
  async exits() {
    const window = await openWindow();
    window.on('close', () => say('close is not asked'));
    window.on('closed', () => say('closed'));
    app.exit(3);
  },
};

/** Deeds that begin before the application is ready. */
const early = {
  quitsAtOnce() {
    app.quit();
    app.quit();
    say('the script ends');
  },
  quitsWhenReady() {
    app.on('ready', () => app.quit());
  },
};

const what = process.argv[2];
if (what in early) early[what]();
else app.whenReady().then(actions[what]);
