// SPDX-License-Identifier: MIT
// main.cjs [FOLDER]: shows the notes in FOLDER, by default in ~/Notes. What main/ is in C++, over the same page.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { app, BrowserWindow, ipcMain } from 'transom';
import { guardClose } from './close-guard';
import { serveDrafts } from './drafts';
import { watchFolder } from './folder-watcher';
import { NoteStore } from './note-store';
import { search } from './search';

const named = process.argv.slice(2).find((each) => !each.startsWith('--'));
const folder = named === undefined ? join(homedir(), 'Notes') : resolve(named);

function serveNotes(store: NoteStore): void {
  ipcMain.handle('list', () => store.list());
  ipcMain.handle('unlisted', () => store.unlisted());
  ipcMain.handle('read', (_event, name: unknown) => store.read(name));
  ipcMain.handle('save', (_event, name: unknown, text: unknown, version: unknown) => store.save(name, text, version));
  ipcMain.handle('add', (_event, name: unknown, text: unknown) => store.add(name, text));
  ipcMain.handle('rename', (_event, from: unknown, to: unknown) => store.rename(from, to));
  ipcMain.handle('remove', (_event, name: unknown) => store.remove(name));
  ipcMain.handle('search', (_event, query: unknown) => search(store, query));
}

app.on('ready', () => {
  serveNotes(new NoteStore(folder));
  serveDrafts();
  // Nothing but our own page may use a channel, wherever a link has led the window.
  app.setDefaultAccess({ allow: ['app://main'], mainFrameOnly: true });
  app.serve('app', 'ui');
  const window = new BrowserWindow({ width: 1120, height: 720, title: 'Notes', webPreferences: { preload: 'preload.js', devTools: false } });
  guardClose(window);
  watchFolder(folder, (names) => window.webContents.send('changed', names));
  window.loadURL('app://main/index.html').catch(() => app.exit(1));
});
