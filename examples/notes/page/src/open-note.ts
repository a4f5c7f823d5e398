// SPDX-License-Identifier: MIT
import type { Draft, Note } from './notes-api';

/** A note in the editor: what lies on disk, as far as we know, and what the user made of it. */
export class OpenNote {
  name: string;
  /** What the user sees, with plain line ends, as the text field gives it. */
  text: string;
  /** What has come to lie on disk while the user changed the note; null: the file is gone. */
  theirs: Note | null | undefined;
  #base: string;
  #version: string;
  #lineEnd: string;

  constructor(note: Note) {
    this.name = note.name;
    this.#base = this.text = plainLineEnds(note.text);
    this.#version = note.version;
    this.#lineEnd = lineEndOf(note.text);
  }

  /** As the user had left it in an earlier page. `onDisk`: null if the file is gone. */
  static restored(draft: Draft, onDisk: Note | null): OpenNote {
    const note = new OpenNote(onDisk ?? { ...draft, text: '' });
    note.text = draft.text;
    if (onDisk === null) note.vanished();
    else if (onDisk.version !== draft.version && note.isChanged) note.theirs = onDisk;
    return note;
  }

  get version(): string {
    return this.#version;
  }

  get isChanged(): boolean {
    return this.text !== this.#base;
  }

  get isInConflict(): boolean {
    return this.theirs !== undefined;
  }

  /** A text with line ends as the file has them. */
  forDisk(text: string): string {
    return this.#lineEnd === '\n' ? text : text.replaceAll('\n', this.#lineEnd);
  }

  /** `text` lies on disk now, at `version`. The user may have gone on writing. */
  saved(text: string, version: string): void {
    this.#base = text;
    this.#version = version;
    this.theirs = undefined;
  }

  /** Looks at what lies on disk. Gives whether the text in the editor has to change. */
  met(note: Note): boolean {
    const found = plainLineEnds(note.text);
    if (this.isChanged && found !== this.text && found !== this.#base) {
      this.theirs = note;
      return false;
    }
    const isOther = !this.isChanged && found !== this.text;
    if (isOther) this.text = found;
    this.saved(found, note.version);
    return isOther;
  }

  /** The file is gone. */
  vanished(): void {
    this.theirs = null;
  }

  /** The user prefers what lies on disk. */
  takeTheirs(note: Note): void {
    this.text = plainLineEnds(note.text);
    this.#lineEnd = lineEndOf(note.text);
    this.saved(this.text, note.version);
  }

  /** The user prefers what he wrote: saving it replaces `note`. */
  keepMine(note: Note): void {
    this.saved(plainLineEnds(note.text), note.version);
  }
}

function plainLineEnds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** What most lines of the text end with. */
function lineEndOf(text: string): string {
  const lines = text.split('\n').length - 1;
  const ofWindows = text.split('\r\n').length - 1;
  return ofWindows * 2 > lines ? '\r\n' : '\n';
}
