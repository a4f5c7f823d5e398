// SPDX-License-Identifier: MIT
// What the scripts of MessagingTest find: the head of the async function that they are the body of.
const { ipcRenderer } = require('electron');

/** The arguments of the next message of `channel`. */
const next = (channel) => new Promise((resolve) => ipcRenderer.once(channel, (event, ...args) => resolve(args)));

/** What calling `action` throws, as text: `TypeError: …`, or 'nothing'. */
const thrownBy = (action) => {
  try {
    action();
  } catch (error) {
    return String(error);
  }
  return 'nothing';
};
