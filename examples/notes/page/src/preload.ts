// SPDX-License-Identifier: MIT
// Runs before the page, in a script world of its own. Only here is ipcRenderer; the page gets a few functions and no way
// to any other channel.
import { contextBridge, ipcRenderer } from 'electron';
import type { NotesApi, Search } from './notes-api';

/** What main's handler failed with, instead of the report that it failed: its message is written for the user. */
async function plainly<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof Error && error.cause !== undefined ? error.cause : error;
  }
}

function search(query: string, found: Parameters<NotesApi['search']>[1]): Search {
  const cancelled = new AbortController();
  const run = async () => {
    try {
      for await (const hit of ipcRenderer.streamWithOptions('search', { signal: cancelled.signal }, query)) found(hit);
    } catch (error) {
      if (!cancelled.signal.aborted) throw error;
    }
  };
  return { finished: plainly(run()), cancel: () => cancelled.abort() };
}

const api: NotesApi = {
  list: () => plainly(ipcRenderer.invoke('list')),
  unlisted: () => plainly(ipcRenderer.invoke('unlisted')),
  read: (name) => plainly(ipcRenderer.invoke('read', name)),
  save: (name, text, version) => plainly(ipcRenderer.invoke('save', name, text, version)),
  add: (name, text) => plainly(ipcRenderer.invoke('add', name, text)),
  rename: (from, to) => plainly(ipcRenderer.invoke('rename', from, to)),
  remove: (name) => plainly(ipcRenderer.invoke('remove', name)),
  keepDraft: (draft) => ipcRenderer.send('draft', draft),
  dropDraft: (name) => ipcRenderer.send('draft-done', name),
  drafts: () => plainly(ipcRenderer.invoke('drafts')),
  search,
  onChanged: (changed) => {
    ipcRenderer.on('changed', (_event, names) => changed(names));
  },
  onAskToClose: (ask) => {
    // The answer only says that the page is there: what the user decides, `close` tells later, or nothing does.
    ipcRenderer.handle('ask-to-close', () => ask());
  },
  setUnsaved: (unsaved) => ipcRenderer.send('unsaved', unsaved),
  close: () => ipcRenderer.send('close'),
};

contextBridge.exposeInMainWorld('notes', api);
