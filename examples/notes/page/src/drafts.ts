// SPDX-License-Identifier: MIT
import type { Draft, Note, NotesApi } from './notes-api';
import { OpenNote } from './open-note';

const kDelay = 300; // milliseconds after the last key

/** Has main keep what is not saved yet, so that it is not lost with the page's process. */
export class Drafts {
  readonly #waiting = new Map<OpenNote, ReturnType<typeof setTimeout>>();

  constructor(private readonly api: NotesApi) {}

  /** The note has been written in, saved or renamed. */
  follow(note: OpenNote): void {
    clearTimeout(this.#waiting.get(note));
    this.#waiting.set(
      note,
      setTimeout(() => this.#tell(note), kDelay),
    );
  }

  /** Nobody wants the draft of that name any more. */
  drop(note: OpenNote): void {
    clearTimeout(this.#waiting.get(note));
    this.#waiting.delete(note);
    this.api.dropDraft(note.name);
  }

  /** What an earlier page has left. */
  async restore(): Promise<OpenNote[]> {
    const drafts = await this.api.drafts();
    return Promise.all(drafts.map(async (draft) => OpenNote.restored(draft, await this.#onDisk(draft))));
  }

  #tell(note: OpenNote): void {
    this.#waiting.delete(note);
    if (note.isChanged) this.api.keepDraft({ name: note.name, text: note.text, version: note.version });
    else this.api.dropDraft(note.name);
  }

  /** Null whatever keeps us from reading it: what was written has to come back all the same. */
  #onDisk(draft: Draft): Promise<Note | null> {
    return this.api.read(draft.name).catch(() => null);
  }
}
