// SPDX-License-Identifier: MIT
import { byId } from './dom';
import { codeOf, textOf, type NoteInfo, type NotesApi } from './notes-api';

/** What the folder holds, as far as we know. Says in the side bar when it is gone, until it is back. */
export class Folder {
  readonly #notice = byId('folder-gone', HTMLDivElement);
  readonly #reason = byId('folder-gone-reason', HTMLElement);
  #notes: readonly NoteInfo[] = [];
  #looking: Promise<void> | undefined;
  #isStale = false;

  /** Calls `looked` whenever it knows anew what there is. */
  constructor(
    private readonly api: NotesApi,
    private readonly looked: () => void,
  ) {}

  /** The one changed last first. Of a folder that is gone: what there was. */
  get notes(): readonly NoteInfo[] {
    return this.#notes;
  }

  get isGone(): boolean {
    return !this.#notice.hidden;
  }

  has(name: string): boolean {
    return this.#notes.some((note) => note.name === name);
  }

  /** Looks what there is now. However often it is asked for, only one look is under way, and one more waits. */
  async refresh(): Promise<void> {
    this.#isStale = true;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  async #look(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      try {
        this.#notes = await this.api.list();
        this.#notice.hidden = true;
      } catch (error) {
        if (codeOf(error) !== 'FOLDER_GONE') throw error;
        this.#reason.textContent = textOf(error);
        this.#notice.hidden = false;
      }
    }
    this.looked();
  }
}
