// SPDX-License-Identifier: MIT
// Starts two utility processes, of which one is busy for ever, and prints their numbers.
const { app, utilityProcess } = require('electron');

app.whenReady().then(() => {
  for (const deed of ['echo', 'block']) {
    const child = utilityProcess.fork('worker.cjs');
    child.on('message', () => console.log(child.pid));
    child.postMessage([deed, 'here']);
  }
});
