// SPDX-License-Identifier: MIT
// require('transom'), in the main process.
import { App, app } from './app';
import { BrowserWindow } from './browser-window';
import { host } from './host';
import { MessageChannelMain } from './message-port-main';
import { runtime } from './runtime';
import { utilityProcess } from './utility-process';
import { WebContents } from './web-contents';

// Not before the application's script has said what it listens to; and not in its utility processes, which have no windows.
if (!('parentPort' in process)) setImmediate(() => App.start(app, (options) => runtime.start(options, host)));

const { ipcMain } = runtime;
export { app, BrowserWindow, ipcMain, MessageChannelMain, utilityProcess, WebContents as webContents };
