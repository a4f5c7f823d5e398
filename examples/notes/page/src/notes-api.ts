// SPDX-License-Identifier: MIT
// What preload.ts gives to the page, and all that the page can do outside of itself.

import type { Draft, Hit, Note, NoteInfo, Unread } from 'channels';

export type { Draft, Hit, Note, NoteInfo, Unread };

export interface NotesApi {
  /** All notes, the one changed last first. */
  list(): Promise<NoteInfo[]>;
  /** Files that were meant as notes and are not in the list, with the reasons. */
  unlisted(): Promise<Unread[]>;
  read(name: string): Promise<Note>;
  /** Resolves with the new version; fails with code CONFLICT if the file is not at `version` any more. */
  save(name: string, text: string, version: string): Promise<string>;
  /** Resolves with the name that the note got: a number may have been added. */
  add(name: string, text: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Has main keep a text that is not saved, in the place of an earlier one of the same name. */
  keepDraft(draft: Draft): void;
  dropDraft(name: string): void;
  /** What is kept, from a page that was here before this one too. */
  drafts(): Promise<Draft[]>;
  /**
   * Calls `found` for each place as it is found, and for each note that could not be looked through. `finished` resolves
   * when all notes are done, or after cancel().
   */
  search(query: string, found: (found: Hit | Unread) => void): Search;
  /** Calls `changed` with the names of files that are new, gone or different; with none if anything may be. */
  onChanged(changed: (names: string[]) => void): void;
  /** Calls `ask` when the user wants to close the window while something is unsaved. */
  onAskToClose(ask: () => void): void;
  /** Tells main whether anything is unsaved. */
  setUnsaved(unsaved: boolean): void;
  /** Closes the window, whatever is unsaved. */
  close(): void;
}

export interface Search {
  readonly finished: Promise<void>;
  cancel(): void;
}

declare global {
  interface Window {
    readonly notes: NotesApi;
  }
}

/** The code of an error that main answered with. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What to show the user of an error. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
