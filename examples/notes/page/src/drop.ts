// SPDX-License-Identifier: MIT
import { byId } from './dom';
import { nameForFile } from './names';

const kMaxBytes = 8 * 1024 * 1024; // as main has it: no need to send what it refuses
const kText = /\.(md|markdown|txt|text)$/i;

/**
 * Takes in files that are dropped on the window. WebKitGTK gives no page the files of a drop, only those that are dropped on a
 * field for files; so there is one, which covers the window while files are dragged over it.
 */
export class DropTarget {
  readonly #cover = byId('drop', HTMLDivElement);
  readonly #field = byId('drop-files', HTMLInputElement);

  constructor(
    private readonly add: (name: string, text: string) => Promise<void>,
    private readonly fail: (error: unknown) => void,
  ) {
    window.addEventListener('dragenter', (event) => {
      if (event.dataTransfer && mayBringFiles(event.dataTransfer)) this.#cover.hidden = false;
    });
    this.#field.addEventListener('dragleave', () => this.#hide());
    // The field gets its files after the event, and only if it is there.
    this.#field.addEventListener('drop', () => setTimeout(() => this.#hide()));
    this.#field.addEventListener('change', () => {
      const files = [...(this.#field.files ?? [])];
      this.#field.value = ''; // for the next one, which may be the same file
      this.#take(files).catch(this.fail);
    });
  }

  #hide(): void {
    this.#cover.hidden = true;
  }

  async #take(files: readonly File[]): Promise<void> {
    for (const file of files) {
      try {
        await this.add(nameForFile(file.name), await read(file));
      } catch (error) {
        this.fail(error);
      }
    }
  }
}

/** The engine says only what else goes with files: a list of addresses, as with links, but no text. */
function mayBringFiles(data: DataTransfer): boolean {
  return data.types.includes('Files') || (data.types.includes('text/uri-list') && !data.types.includes('text/plain'));
}

async function read(file: File): Promise<string> {
  if (!kText.test(file.name)) throw new Error(`“${file.name}” is no text: only .md and .txt files become notes.`);
  if (file.size > kMaxBytes) throw new Error(`“${file.name}” is over 8 MiB, which is too large for a note.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch (error) {
    if (error instanceof TypeError) throw new Error(`“${file.name}” is not text in UTF-8.`, { cause: error });
    throw error;
  }
}
