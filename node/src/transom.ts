// SPDX-License-Identifier: MIT
// require('transom'), in the main process.
import { App, app } from './app';
import { BrowserWindow } from './browser-window';
import { host } from './host';
import { MessageChannelMain, MessagePortMain } from './message-port-main';
import { runtime } from './runtime';
import { utilityProcess, UtilityProcess } from './utility-process';
import { WebContents } from './web-contents';
import { WebFrameMain } from './web-frame-main';

// The bundler calls a class that speaks of itself `_Class`, and applications would see that.
for (const [name, type] of Object.entries({ BrowserWindow, MessagePortMain, UtilityProcess, WebFrameMain })) {
  Object.defineProperty(type, 'name', { value: name });
}

// Not before the application's script has said what it listens to; and not in its utility processes, which have no windows.
if (!('parentPort' in process)) setImmediate(() => App.start(app, (options) => runtime.start(options, host)));

const { ipcMain } = runtime;
export { app, BrowserWindow, ipcMain, MessageChannelMain, utilityProcess, WebContents as webContents };
