// SPDX-License-Identifier: MIT
import { fullDate, relativeDate } from './dates';
import { byId, make } from './dom';
import { titleOf } from './names';
import type { NoteInfo } from './notes-api';

const kRedate = 60_000; // milliseconds: "5 min ago" doesn't hold for long
const kRow = 57; // pixels, as the style sheet has it
const kBeyond = 6; // rows that are there above and below what can be seen

/** The list of all notes. Only the rows in sight are there: thousands of others would be gone through for each key typed. */
export class NoteList {
  readonly #element = byId('list', HTMLDivElement);
  readonly #rows = byId('list-rows', HTMLDivElement);
  readonly #count = byId('count', HTMLElement);
  /** By name. They stay while they are in sight: one that was replaced while it is clicked on would get no click. */
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
      if (step === 0) return;
      event.preventDefault();
      this.#walk(step);
    });
    this.#element.addEventListener('scroll', () => this.#draw());
    new ResizeObserver(() => this.#draw()).observe(this.#element);
    setInterval(() => this.#draw(), kRedate);
  }

  show(notes: readonly NoteInfo[], current: string | undefined, unsaved: ReadonlySet<string>): void {
    this.#notes = notes;
    this.#current = current;
    this.#unsaved = unsaved;
    this.#count.textContent = notes.length === 1 ? '1 note' : `${notes.length} notes`;
    this.#rows.style.height = `${notes.length * kRow}px`;
    this.#draw();
  }

  set hidden(hidden: boolean) {
    this.#element.hidden = hidden;
  }

  /** Opens the note before or after the one with the focus. */
  #walk(step: number): void {
    const focused = nameAt(document.activeElement);
    const place = this.#notes.findIndex((note) => note.name === focused) + step;
    const next = this.#notes[place];
    if (!next) return;
    const top = place * kRow;
    const { scrollTop, clientHeight } = this.#element;
    if (top < scrollTop) this.#element.scrollTop = top;
    else if (top + kRow > scrollTop + clientHeight) this.#element.scrollTop = top + kRow - clientHeight;
    this.#draw();
    const item = this.#items.get(next.name);
    item?.focus();
    item?.click();
  }

  #draw(): void {
    const focused = nameAt(document.activeElement);
    const now = new Date();
    const before = this.#items;
    this.#items = new Map();
    for (const [place, note] of this.#wanted(focused)) {
      const item = before.get(note.name) ?? makeItem(note.name);
      this.#items.set(note.name, item);
      this.#update(item, note, place, now);
    }
    arrange(this.#rows, [...this.#items.values()]);
    // What is moved in the document loses the focus.
    if (focused !== undefined && nameAt(document.activeElement) !== focused) {
      this.#items.get(focused)?.focus({ preventScroll: true });
    }
  }

  /** The notes in sight with their places, and those that the keyboard is at, or comes to. */
  #wanted(focused: string | undefined): [number, NoteInfo][] {
    const first = Math.floor(this.#element.scrollTop / kRow) - kBeyond;
    const last = first + Math.ceil(this.#element.clientHeight / kRow) + 2 * kBeyond;
    const wanted: [number, NoteInfo][] = [];
    this.#notes.forEach((note, place) => {
      const isInSight = place >= first && place <= last;
      if (isInSight || note.name === focused || note.name === this.#current) wanted.push([place, note]);
    });
    return wanted;
  }

  #update(item: HTMLElement, note: NoteInfo, place: number, now: Date): void {
    const when = relativeDate(note.modified, now);
    const drawn = `${note.modified.getTime()} ${when} ${note.excerpt}`;
    if (this.#drawn.get(item) !== drawn) {
      this.#drawn.set(item, drawn);
      fill(item, note, when);
    }
    const isCurrent = note.name === this.#current;
    item.style.top = `${place * kRow}px`;
    item.ariaPosInSet = String(place + 1);
    item.ariaSetSize = String(this.#notes.length);
    item.ariaSelected = String(isCurrent);
    item.tabIndex = isCurrent || this.#current === undefined ? 0 : -1;
    item.classList.toggle('unsaved', this.#unsaved.has(note.name));
  }
}

/** Makes `items` the children of `parent`, and moves none that is in its place. */
function arrange(parent: HTMLElement, items: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(items);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let at = parent.firstElementChild;
  for (const item of items) {
    if (item === at) at = at.nextElementSibling;
    else parent.insertBefore(item, at);
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
