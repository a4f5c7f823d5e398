// SPDX-License-Identifier: MIT
// The page of the application: joins its parts.
import { CloseGuard } from './close-guard';
import { limitContextMenu } from './context-menu';
import { byId } from './dom';
import { DropTarget } from './drop';
import { listenToUndoKeys } from './field-history';
import { NoteList } from './note-list';
import { Notes } from './notes';
import './notes-api';
import { SearchView } from './search-view';
import { listenToShortcuts } from './shortcuts';
import { makeSplitter } from './splitter';
import { Toasts } from './toasts';

const api = window.notes;
const toasts = new Toasts();
const start = (work: Promise<unknown>) => void work.catch(toasts.fail);

const list = new NoteList((name) => start(notes.open(name)));
const notes = new Notes(api, list, toasts);
const search = new SearchView(api, {
  open: (hit) => start(notes.openHit(hit)),
  toggled: (isSearching) => {
    list.hidden = isSearching;
  },
  failed: toasts.fail,
});

const closeGuard = new CloseGuard(api, notes, toasts.fail);
new DropTarget((name, text) => notes.add(name, text), toasts.fail);
makeSplitter(byId('sidebar-splitter', HTMLDivElement), 'sidebar-width', { least: 200, leaves: 420 });
makeSplitter(byId('preview-splitter', HTMLDivElement), 'editor-width', { least: 200, leaves: 200 });

byId('new', HTMLButtonElement).addEventListener('click', () => start(notes.create()));
listenToShortcuts({
  'Ctrl+N': () => start(notes.create()),
  'Ctrl+S': () => start(notes.save()),
  'Ctrl+F': () => search.focus(),
  F2: () => notes.editTitle(),
});

listenToUndoKeys();
limitContextMenu();

api.onChanged((names) => start(notes.changed(names)));
start(
  notes
    .refresh()
    .then(() => notes.restore())
    .finally(() => closeGuard.begin())
    .then(() => notes.openFirst()),
);
