// SPDX-License-Identifier: MIT
// What preload.ts gives to the page.
import type { File } from './channels';

export interface FilesApi {
  list(): Promise<File[]>;
  /** Calls `line` with each line of the file; resolves after the last. */
  read(name: string, line: (text: string) => void): Promise<void>;
  shown(count: number, lines: number): void;
}

declare global {
  interface Window {
    readonly files: FilesApi;
  }
}
