// SPDX-License-Identifier: MIT
// exits.cjs PLACE: calls process.exit where the addon is still on the stack.
const { app, BrowserWindow, ipcMain, MessageChannelMain } = require('electron');

const exit = () => process.exit(7);
const inPage = ({ webContents }, code) => webContents.executeJavaScript(`void ${code}`).catch(() => undefined);

/** Each has `exit` called by the addon. */
const places = {
  send(window) {
    ipcMain.on('x', exit);
    return inPage(window, `transom.ipcRenderer.send('x')`);
  },
  sendSync(window) {
    ipcMain.on('x', exit);
    return inPage(window, `transom.ipcRenderer.sendSync('x')`);
  },
  invoke(window) {
    ipcMain.handle('x', exit);
    return inPage(window, `transom.ipcRenderer.invoke('x')`);
  },
  port() {
    const { port1, port2 } = new MessageChannelMain();
    port1.on('message', exit);
    port1.start();
    port2.postMessage(1);
  },
  close(window) {
    window.on('close', exit);
    window.close();
  },
  closed(window) {
    window.on('closed', exit);
    window.destroy();
  },
  windowOpen(window) {
    window.webContents.setWindowOpenHandler(exit);
    return inPage(window, `window.open('')`);
  },
  renderProcessGone({ webContents }) {
    webContents.on('render-process-gone', exit);
    process.kill(webContents.getOSProcessId(), 'SIGKILL');
  },
};

app.whenReady().then(async () => {
  const window = new BrowserWindow({ webPreferences: { nodeIntegration: true, contextIsolation: false } });
  await window.loadURL('data:text/html,<p>page');
  await places[process.argv[2]](window);
});
