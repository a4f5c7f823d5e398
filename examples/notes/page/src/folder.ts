// SPDX-License-Identifier: MIT
import { ask } from './dialog';
import { byId } from './dom';
import { codeOf, textOf, type NoteInfo, type NotesApi, type Unread } from './notes-api';

const kNamed = 12; // of the files that are not in the list: more would fill no dialog, and nobody reads them

/** What the folder holds, as far as we know. Says in the side bar when it is gone, until it is back. */
export class Folder {
  readonly #notice = byId('folder-gone', HTMLDivElement);
  readonly #reason = byId('folder-gone-reason', HTMLElement);
  readonly #unlistedButton = byId('unlisted', HTMLButtonElement);
  #notes: readonly NoteInfo[] = [];
  #unlisted: readonly Unread[] = [];
  #looking: Promise<void> | undefined;
  #isStale = false;

  /** Calls `looked` whenever it knows anew what there is. */
  constructor(
    private readonly api: NotesApi,
    private readonly looked: () => void,
  ) {
    this.#unlistedButton.addEventListener('click', () => void this.#explainUnlisted());
  }

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
        [this.#notes, this.#unlisted] = await Promise.all([this.api.list(), this.api.unlisted()]);
        this.#notice.hidden = true;
      } catch (error) {
        if (codeOf(error) !== 'FOLDER_GONE') throw error;
        this.#reason.textContent = textOf(error);
        this.#notice.hidden = false;
      }
    }
    const { length } = this.#unlisted;
    this.#unlistedButton.hidden = length === 0;
    this.#unlistedButton.textContent = length === 1 ? '1 file is not shown' : `${length} files are not shown`;
    this.looked();
  }

  #explainUnlisted(): Promise<unknown> {
    const files = this.#unlisted.slice(0, kNamed).map(({ name, reason }) => `“${name}”: ${reason}`);
    if (this.#unlisted.length > kNamed) files.push(`And ${this.#unlisted.length - kNamed} more.`);
    const title = 'Files of your folder that are not shown as notes';
    return ask(title, files.join('\n'), [{ label: 'Close', value: true }]);
  }
}
