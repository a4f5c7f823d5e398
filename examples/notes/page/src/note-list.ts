// SPDX-License-Identifier: MIT
import { fullDate, relativeDate } from './dates';
import { byId, make } from './dom';
import { titleOf } from './names';
import type { NoteInfo } from './notes-api';

const kRedate = 60_000; // milliseconds: "5 min ago" doesn't hold for long

/** The list of all notes. */
export class NoteList {
  readonly #element = byId('list', HTMLDivElement);
  readonly #count = byId('count', HTMLElement);
  #notes: readonly NoteInfo[] = [];
  #current: string | undefined;
  #unsaved: ReadonlySet<string> = new Set();

  constructor(open: (name: string) => void) {
    this.#element.addEventListener('click', (event) => {
      const name = nameAt(event.target);
      if (name !== undefined) open(name);
    });
    this.#element.addEventListener('keydown', (event) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const items = [...this.#element.children];
      const next = items[items.findIndex((item) => item === document.activeElement) + step];
      if (step === 0 || !(next instanceof HTMLElement)) return;
      event.preventDefault();
      next.focus();
      next.click();
    });
    setInterval(() => this.#draw(), kRedate);
  }

  show(notes: readonly NoteInfo[], current: string | undefined, unsaved: ReadonlySet<string>): void {
    this.#notes = notes;
    this.#current = current;
    this.#unsaved = unsaved;
    this.#draw();
  }

  set hidden(hidden: boolean) {
    this.#element.hidden = hidden;
  }

  #draw(): void {
    const focused = nameAt(document.activeElement);
    const now = new Date();
    this.#element.replaceChildren(...this.#notes.map((note) => this.#item(note, now)));
    this.#count.textContent = this.#notes.length === 1 ? '1 note' : `${this.#notes.length} notes`;
    if (focused === undefined) return;
    for (const item of this.#element.children) if (nameAt(item) === focused) (item as HTMLElement).focus();
  }

  #item(note: NoteInfo, now: Date): HTMLElement {
    const date = make('time', '', relativeDate(note.modified, now));
    date.dateTime = note.modified.toISOString();
    date.title = fullDate(note.modified);
    const item = make(
      'button',
      'note',
      make('span', 'note-title', titleOf(note.name)),
      date,
      make('span', 'note-excerpt', note.excerpt || 'No text'),
    );
    const isCurrent = note.name === this.#current;
    item.type = 'button';
    item.dataset.name = note.name;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', String(isCurrent));
    item.tabIndex = isCurrent || this.#current === undefined ? 0 : -1;
    item.classList.toggle('unsaved', this.#unsaved.has(note.name));
    return item;
  }
}

function nameAt(target: EventTarget | null): string | undefined {
  const item = target instanceof Element ? target.closest('.note') : null;
  return item instanceof HTMLElement ? item.dataset.name : undefined;
}
