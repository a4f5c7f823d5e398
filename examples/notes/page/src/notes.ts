// SPDX-License-Identifier: MIT
import { ask } from './dialog';
import { Drafts } from './drafts';
import { Folder } from './folder';
import { nameOf, titleOf } from './names';
import { codeOf, type Hit, type NotesApi } from './notes-api';
import type { NoteList } from './note-list';
import { OpenNote } from './open-note';
import type { Toasts } from './toasts';
import { WorkspaceView } from './workspace-view';

/** What the user does with notes, and what comes of it. Notes that are left unsaved stay open behind the one shown. */
export class Notes {
  readonly #view: WorkspaceView;
  readonly #folder: Folder;
  #current: OpenNote | undefined;
  /** The note that the user asked for last, which may still be on its way. */
  #wanted: string | undefined;
  readonly #unsaved = new Map<string, OpenNote>();
  readonly #drafts: Drafts;

  constructor(
    private readonly api: NotesApi,
    private readonly listView: NoteList,
    private readonly toasts: Toasts,
  ) {
    this.#drafts = new Drafts(api);
    this.#folder = new Folder(api, () => {
      this.#drawList();
      if (!this.#current) this.#showNone();
    });
    this.#view = new WorkspaceView({
      typed: (text) => this.#typed(text),
      save: () => this.#start(this.save()),
      remove: () => this.#start(this.remove()),
      rename: (title) => this.#start(this.#rename(title)),
      keepBoth: () => this.#start(this.#keepBoth()),
      keepMine: () => this.#start(this.#keepMine()),
      takeTheirs: () => this.#takeTheirs(),
      follow: (address) => this.#start(this.#follow(address)),
      create: () => this.#start(this.create()),
    });
  }

  get unsavedNames(): readonly string[] {
    return [...this.#unsaved.keys()];
  }

  editTitle(): void {
    if (this.#current) this.#view.editTitle();
  }

  /** Shows what the folder holds now. */
  refresh(): Promise<void> {
    return this.#folder.refresh();
  }

  /** Files have changed on disk, by us or by others; all of them may have if none is named. */
  async changed(names: readonly string[]): Promise<void> {
    await this.refresh();
    if (this.#folder.isGone) return; // what is open stays as it is
    const affected = [...new Set([this.#current, ...this.#unsaved.values()])];
    for (const note of affected) {
      if (note && (names.length === 0 || names.includes(note.name))) await this.#compare(note);
    }
  }

  /** Takes up what an earlier page, whose process has ended, left unsaved. */
  async restore(): Promise<void> {
    const notes = await this.#drafts.restore();
    for (const note of notes) this.#noteUnsaved(note);
    const first = notes.find((note) => note.isChanged);
    if (!first) return;
    await this.open(first.name);
    this.toasts.tell('The page had to begin anew. What you had not saved is here again.');
  }

  /** Shows the note changed last, if there is any. */
  async openFirst(): Promise<void> {
    const first = this.#folder.notes[0];
    if (first && !this.#current) await this.open(first.name);
  }

  async open(name: string): Promise<void> {
    this.#wanted = name;
    if (this.#current?.name === name) return;
    const found = this.#unsaved.get(name) ?? new OpenNote(await this.api.read(name));
    // Something else may have been opened meanwhile, or this very note, and written in.
    if (this.#wanted !== name || this.#current?.name === name) return;
    const note = this.#unsaved.get(name) ?? found;
    this.#current = note;
    this.#view.show(note);
    this.#drawList();
  }

  async openHit(hit: Hit): Promise<void> {
    await this.open(hit.name);
    if (hit.line > 0 && this.#current?.name === hit.name) this.#view.editor.select(hit.line, hit.column, hit.match.length);
  }

  async create(): Promise<void> {
    const name = await this.api.add(nameOf('Untitled'), '');
    await this.refresh();
    await this.open(name);
    this.#view.editTitle();
  }

  /** Takes in a text from elsewhere. */
  async add(name: string, text: string): Promise<void> {
    const added = await this.api.add(name, text);
    await this.refresh();
    await this.open(added);
    this.toasts.tell(`Added “${titleOf(added)}”`);
  }

  async save(): Promise<void> {
    if (this.#current) await this.#save(this.#current);
  }

  /** Gives whether nothing is unsaved any more. What stands in the way is shown. */
  async saveAll(): Promise<boolean> {
    for (const note of [...this.#unsaved.values()]) {
      await this.#save(note);
      if (!note.isChanged) continue;
      await this.open(note.name);
      return false;
    }
    return true;
  }

  async remove(): Promise<void> {
    const note = this.#current;
    if (!note) return;
    const title = titleOf(note.name);
    const sure = await ask(`Delete “${title}”?`, 'Its file is removed from your folder. This can’t be undone.', [
      { label: 'Delete', value: true, look: 'danger' },
      { label: 'Cancel', value: false },
    ]);
    if (!sure) return;
    if (note.theirs !== null) await this.api.remove(note.name);
    this.#forget(note);
    await this.refresh();
    this.toasts.tell(`Deleted “${title}”`);
  }

  #typed(text: string): void {
    const note = this.#current;
    if (!note) return;
    note.text = text;
    this.#view.updateText(note);
    this.#noteUnsaved(note);
    this.#drafts.follow(note);
  }

  async #save(note: OpenNote): Promise<void> {
    if (!note.isChanged || note.isInConflict) return;
    const text = note.text;
    try {
      note.saved(text, await this.api.save(note.name, note.forDisk(text), note.version));
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'CONFLICT' && code !== 'NOT_FOUND') throw error;
      await this.#compare(note);
    }
    this.#update(note);
  }

  /** Looks at the file of a note that is open here. */
  async #compare(note: OpenNote): Promise<void> {
    try {
      const isOther = note.met(await this.api.read(note.name));
      if (isOther && note === this.#current) this.#view.replaceText(note);
    } catch (error) {
      if (codeOf(error) === 'FOLDER_GONE') return this.refresh(); // the note may be back with it
      if (codeOf(error) !== 'NOT_FOUND') throw error;
      if (!note.isChanged) {
        this.#leave(note);
        return;
      }
      note.vanished();
    }
    this.#update(note);
  }

  async #rename(title: string): Promise<void> {
    const note = this.#current;
    const name = nameOf(title);
    if (!note || name === note.name) return;
    try {
      await this.api.rename(note.name, name);
    } catch (error) {
      this.#view.showTitle(note);
      throw error;
    }
    this.#unsaved.delete(note.name);
    this.#drafts.drop(note);
    note.name = name;
    this.#noteUnsaved(note);
    this.#drafts.follow(note);
    if (note === this.#current) this.#view.showTitle(note);
    await this.refresh();
  }

  async #keepMine(): Promise<void> {
    const note = this.#current;
    if (note?.theirs === undefined) return;
    if (note.theirs === null) {
      const name = await this.api.add(note.name, note.forDisk(note.text));
      this.#forget(note);
      await this.refresh();
      return this.open(name);
    }
    note.keepMine(note.theirs);
    await this.#save(note);
  }

  /** What the user wrote becomes a note of its own. */
  async #keepBoth(): Promise<void> {
    const note = this.#current;
    if (!note?.theirs) return;
    const { text, theirs } = note;
    const copy = await this.api.add(nameOf(`${titleOf(note.name)} (mine)`), note.forDisk(text));
    // What was written in the meantime is in no copy.
    if (note.text === text) note.takeTheirs(theirs);
    await this.#compare(note);
    await this.refresh();
    await this.open(copy);
    this.toasts.tell(`What you wrote is in “${titleOf(copy)}”`);
  }

  #takeTheirs(): void {
    const note = this.#current;
    if (note?.theirs === undefined) return;
    if (note.theirs === null) {
      this.#leave(note);
      return;
    }
    note.takeTheirs(note.theirs);
    this.#view.replaceText(note);
    this.#update(note);
  }

  async #follow(address: string): Promise<void> {
    if (address.startsWith('#')) return;
    const name = localName(address);
    if (name !== undefined && this.#folder.has(name)) return this.open(name);
    this.toasts.tell(`This link leads to ${address}`, {
      label: 'Copy',
      run: () => this.#start(navigator.clipboard.writeText(address)),
    });
  }

  /** The file of a note that nobody had changed here is gone. */
  #leave(note: OpenNote): void {
    this.#forget(note);
    this.#drawList();
    this.toasts.tell(`“${titleOf(note.name)}” is gone`);
  }

  #forget(note: OpenNote): void {
    this.#drafts.drop(note);
    if (this.#unsaved.delete(note.name)) this.api.setUnsaved(this.#unsaved.size > 0);
    if (this.#current !== note) return;
    this.#current = undefined;
    this.#showNone();
  }

  #update(note: OpenNote): void {
    this.#noteUnsaved(note);
    this.#drafts.follow(note);
    if (note === this.#current) this.#view.update(note);
  }

  #noteUnsaved(note: OpenNote): void {
    if (note.isChanged === this.#unsaved.has(note.name)) return;
    if (note.isChanged) this.#unsaved.set(note.name, note);
    else this.#unsaved.delete(note.name);
    this.api.setUnsaved(this.#unsaved.size > 0);
    this.#drawList();
  }

  #drawList(): void {
    this.listView.show(this.#folder.notes, this.#current?.name, new Set(this.#unsaved.keys()));
  }

  #showNone(): void {
    if (this.#folder.notes.length === 0) {
      this.#view.showEmpty('Nothing here yet', 'Write your first note, or drop Markdown files on this window.');
    } else {
      this.#view.showEmpty('No note open', 'Choose one from the list, or write a new one.');
    }
  }

  #start(work: Promise<unknown>): void {
    work.catch(this.toasts.fail);
  }
}

/** The name of a note in this folder that a link leads to; undefined for links to anywhere else. */
function localName(address: string): string | undefined {
  const path = address.replace(/#.*$/, '');
  if (!/\.md$/i.test(path) || /[/:?\\]/.test(path.replace(/^\.\//, ''))) return undefined;
  try {
    return decodeURIComponent(path.replace(/^\.\//, ''));
  } catch {
    return undefined;
  }
}
