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
  /** By name. They stay while their notes do: one that was replaced while it is clicked on would get no click. */
  #items = new Map<string, HTMLElement>();
  /** What each of them shows. */
  readonly #drawn = new WeakMap<HTMLElement, string>();
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
    const before = this.#items;
    this.#items = new Map();
    for (const note of this.#notes) {
      const item = before.get(note.name) ?? makeItem(note.name);
      this.#items.set(note.name, item);
      this.#update(item, note, now);
    }
    this.#arrange([...this.#items.values()]);
    this.#count.textContent = this.#notes.length === 1 ? '1 note' : `${this.#notes.length} notes`;
    if (focused !== undefined) this.#items.get(focused)?.focus();
  }

  #arrange(items: readonly HTMLElement[]): void {
    const shown = this.#element.children;
    if (shown.length === items.length && items.every((item, i) => item === shown[i])) return;
    this.#element.replaceChildren(...items);
  }

  #update(item: HTMLElement, note: NoteInfo, now: Date): void {
    const when = relativeDate(note.modified, now);
    const drawn = `${note.modified.getTime()} ${when} ${note.excerpt}`;
    // Of thousands of notes hardly any differs from one time to the next.
    if (this.#drawn.get(item) !== drawn) {
      this.#drawn.set(item, drawn);
      fill(item, note, when);
    }
    const isCurrent = note.name === this.#current;
    const selected = String(isCurrent);
    if (item.getAttribute('aria-selected') !== selected) item.setAttribute('aria-selected', selected);
    const tabIndex = isCurrent || this.#current === undefined ? 0 : -1;
    if (item.tabIndex !== tabIndex) item.tabIndex = tabIndex;
    item.classList.toggle('unsaved', this.#unsaved.has(note.name));
  }
}

function fill(item: HTMLElement, note: NoteInfo, when: string): void {
  const date = make('time', '', when);
  date.dateTime = note.modified.toISOString();
  item.title = fullDate(note.modified);
  const title = make('span', 'note-title', titleOf(note.name));
  item.replaceChildren(title, date, make('span', 'note-excerpt', note.excerpt || 'No text'));
}

function makeItem(name: string): HTMLElement {
  const item = make('button', 'note');
  item.type = 'button';
  item.dataset.name = name;
  item.setAttribute('role', 'option');
  return item;
}

function nameAt(target: EventTarget | null): string | undefined {
  const item = target instanceof Element ? target.closest('.note') : null;
  return item instanceof HTMLElement ? item.dataset.name : undefined;
}
