// SPDX-License-Identifier: MIT
import { randomUUID } from 'node:crypto';
import { type BigIntStats, constants, existsSync, mkdirSync } from 'node:fs';
import { link, lstat, open, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { excerptOf } from './excerpt';
import { type Note, NoteError, type NoteInfo, type Unread } from './note';
import { hasNoteSuffix, isNoteName, numberedName, requireNoteName, shownName } from './note-name';

const kMaxBytes = 8 * 1024 * 1024;
const kExcerptBytes = 2048; // of a file that are looked at for the list
const kMaxNumber = 1000;

/** NONBLOCK: a pipe that somebody gave the name of a note must not keep us waiting. */
const kReadNote = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

function errorOf(name: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error instanceof NoteError) return error;
  if (error.code === 'ENOENT' || error.code === 'ELOOP') return new NoteError('NOT_FOUND', `There is no note “${name}” any more.`);
  if (error.code === 'EEXIST') return new NoteError('EXISTS', `There is a note “${name}” already.`);
  // Without the path, which is none of the page's business.
  return new NoteError('IO', `“${name}”: ${String(error.code)}`);
}

function versionOf({ ino, mtimeNs, size }: BigIntStats): string {
  return `${ino}-${mtimeNs}-${size}`;
}

function requireText(text: unknown): asserts text is string {
  if (typeof text !== 'string') throw new TypeError('The text of a note is a string');
  requireSize(Buffer.byteLength(text));
}

function requireSize(bytes: number): void {
  if (bytes > kMaxBytes) throw new NoteError('TOO_LARGE', 'This file is over 8 MiB, which is too large for a note.');
}

/** The Markdown files of one folder. */
export class NoteStore {
  /** Changes wait for each other: what was checked holds until it is done. */
  private changing: Promise<unknown> = Promise.resolve();

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** All notes, the one changed last first. */
  async list(): Promise<NoteInfo[]> {
    const names = (await this.about('', () => readdir(this.folder))).filter(isNoteName);
    const notes = await Promise.all(names.map((name) => this.infoOf(name)));
    return notes
      .filter((each) => each !== undefined)
      .sort((a, b) => b.modified.getTime() - a.modified.getTime() || (a.name < b.name ? -1 : 1));
  }

  /** The files that were meant as notes and are not in the list, with the reasons. */
  async unlisted(): Promise<Unread[]> {
    const entries = await this.about('', () => readdir(this.folder, { withFileTypes: true }));
    const files: Unread[] = [];
    for (const entry of entries) {
      const { name } = entry;
      if (!hasNoteSuffix(name)) continue;
      if (!isNoteName(name)) {
        files.push({ name: shownName(name), reason: "Its name has characters that can't be shown, or begins with a space." });
      } else if (entry.isSymbolicLink()) {
        files.push({ name, reason: 'It is a link, which may lead out of the folder.' });
      }
    }
    return files.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async read(name: unknown): Promise<Note> {
    requireNoteName(name);
    return this.about(name, () => this.readNote(name));
  }

  /** Returns the new version. */
  async save(name: unknown, text: unknown, version: unknown): Promise<string> {
    requireNoteName(name);
    requireText(text);
    return this.change(name, async () => {
      const found = await lstat(this.pathOf(name), { bigint: true });
      if (versionOf(found) !== version) throw new NoteError('CONFLICT', 'The file has changed on disk.');
      await this.write(text, Number(found.mode) & 0o777, (temporary) => rename(temporary, this.pathOf(name)));
      return versionOf(await lstat(this.pathOf(name), { bigint: true }));
    });
  }

  /** Returns the name that the note got: a number may have been added. */
  async add(name: unknown, text: unknown): Promise<string> {
    requireNoteName(name);
    requireText(text);
    for (let number = 1; ; ++number) {
      const candidate = numberedName(name, number);
      try {
        await this.change(candidate, () => this.write(text, 0o666, (temporary) => this.linkAs(temporary, candidate)));
        return candidate;
      } catch (error) {
        if (!(error instanceof NoteError) || error.code !== 'EXISTS' || number === kMaxNumber) throw error;
      }
    }
  }

  async rename(from: unknown, to: unknown): Promise<void> {
    requireNoteName(from);
    requireNoteName(to);
    await this.change(from, async () => {
      await lstat(this.pathOf(from));
      await this.about(to, () => this.linkAs(this.pathOf(from), to));
      await unlink(this.pathOf(from));
    });
  }

  async remove(name: unknown): Promise<void> {
    requireNoteName(name);
    await this.change(name, () => unlink(this.pathOf(name)));
  }

  private async about<T>(name: string, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      if (!existsSync(this.folder)) throw new NoteError('FOLDER_GONE', `The folder “${this.folder}” is gone.`);
      throw errorOf(name, error);
    }
  }

  private pathOf(name: string): string {
    return join(this.folder, name);
  }

  /** Never in the place of another file, as `rename` would. */
  private linkAs(from: string, to: string): Promise<void> {
    return link(from, this.pathOf(to));
  }

  private change<T>(name: string, action: () => Promise<T>): Promise<T> {
    const done = this.changing.then(() => this.about(name, action));
    this.changing = done.catch(() => undefined);
    return done;
  }

  private async readNote(name: string): Promise<Note> {
    const file = await open(this.pathOf(name), kReadNote);
    try {
      // The version first: a file that changes meanwhile is then newer than what the page has, never older.
      const found = await file.stat({ bigint: true });
      if (!found.isFile()) throw errorOf(name, Object.assign(new Error(), { code: 'ENOENT' }));
      requireSize(Number(found.size));
      const bytes = await file.readFile();
      requireSize(bytes.length);
      return { name, text: textIn(bytes), version: versionOf(found) };
    } finally {
      await file.close();
    }
  }

  /** Undefined for what is no file, or gone by now. */
  private async infoOf(name: string): Promise<NoteInfo | undefined> {
    try {
      const { mtime } = await lstat(this.pathOf(name));
      const file = await open(this.pathOf(name), kReadNote);
      try {
        if (!(await file.stat()).isFile()) return undefined;
        const { buffer, bytesRead } = await file.read(Buffer.alloc(kExcerptBytes), 0, kExcerptBytes, 0);
        return { name, modified: mtime, excerpt: excerptOf(buffer.toString('utf8', 0, bytesRead)) };
      } finally {
        await file.close();
      }
    } catch {
      return undefined;
    }
  }

  /** Into a file of its own first, which `place` brings to where it belongs: a note is never half there. */
  private async write(text: string, mode: number, place: (temporary: string) => Promise<void>): Promise<void> {
    const temporary = this.pathOf(`.saving-${randomUUID()}`);
    try {
      const file = await open(temporary, 'wx', mode);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await place(temporary);
    } finally {
      await unlink(temporary).catch(() => undefined); // gone, where it was renamed
    }
  }
}

function textIn(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new NoteError('NOT_TEXT', 'This file is not text in UTF-8. Saving it from here would damage it.');
  }
}
