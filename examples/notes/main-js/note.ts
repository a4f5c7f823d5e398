// SPDX-License-Identifier: MIT
// What main and the page say to each other about notes: the structs of main/note.h.

/** One line of the list of notes. */
export interface NoteInfo {
  /** Of its file, `Shopping.md`: notes are known by it everywhere. */
  readonly name: string;
  readonly modified: Date;
  /** How its text begins; empty if nobody can say. */
  readonly excerpt: string;
}

export interface Note {
  readonly name: string;
  readonly text: string;
  /** Of what lies on disk: another one whenever the file has changed. */
  readonly version: string;
}

/** What the user has made of the note at `version`, and not saved. */
export type Draft = Note;

/** A place that a search has found. */
export interface Hit {
  readonly name: string;
  /** From 1; 0: found in the name. */
  readonly line: number;
  /** Where `match` begins in the line, from 0. */
  readonly column: number;
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/** A note whose text a search could not look through, or a file that is not in the list. */
export interface Unread {
  readonly name: string;
  readonly reason: string;
}

/** An error whose message is written for the user, with a code that the page knows. */
export class NoteError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
