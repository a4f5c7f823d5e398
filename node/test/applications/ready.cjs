// SPDX-License-Identifier: MIT
// Waits for the application in the older way.
const { app, BrowserWindow } = require('electron');

app.on('ready', () => new BrowserWindow());
