// SPDX-License-Identifier: MIT
import { byId, make } from './dom';
import { titleOf } from './names';
import type { Hit, NotesApi, Search, Unread } from './notes-api';

const kMostHits = 300; // enough for anybody: then the search is ended, however many notes are left

export interface SearchEvents {
  /** A hit was chosen. */
  open(hit: Hit): void;
  /** The results cover the list, or no longer do. */
  toggled(isSearching: boolean): void;
  failed(error: unknown): void;
}

/** The search field and what was found, shown as it is found. */
export class SearchView {
  readonly #field = byId('search', HTMLInputElement);
  readonly #results = byId('results', HTMLDivElement);
  readonly #status = make('p', 'results-status');
  readonly #hits = new WeakMap<Element, Hit>();
  #search: Search | undefined;
  #round = 0; // counts searches: what one that was given up still finds is nobody's
  #count = 0;
  #group: { name: string; element: HTMLElement } | undefined;

  constructor(
    private readonly notes: NotesApi,
    private readonly events: SearchEvents,
  ) {
    this.#field.addEventListener('input', () => this.#begin());
    this.#field.addEventListener('keydown', (event) => this.#onFieldKey(event));
    this.#results.addEventListener('click', (event) => this.#open(event.target));
    this.#results.addEventListener('keydown', (event) => this.#onResultKey(event));
  }

  focus(): void {
    this.#field.focus();
    this.#field.select();
  }

  /** Ends the search and shows the list again. */
  clear(): void {
    this.#field.value = '';
    this.#begin();
  }

  #begin(): void {
    this.#search?.cancel();
    this.#search = undefined;
    this.#round += 1;
    this.#count = 0;
    this.#group = undefined;
    const query = this.#field.value.trim();
    this.#results.hidden = query === '';
    this.#results.replaceChildren(this.#status);
    this.events.toggled(query !== '');
    if (query === '') return;
    this.#status.textContent = 'Searching…';
    this.#run(query);
  }

  #run(query: string): void {
    const round = this.#round;
    this.#search = this.notes.search(query, (found) => {
      if (this.#round !== round) return;
      if ('reason' in found) this.#addUnread(found);
      else this.#add(found);
    });
    this.#search.finished.then(
      () => {
        if (this.#round === round) this.#finish();
      },
      (error: unknown) => {
        if (this.#round !== round) return;
        this.#finish();
        this.events.failed(error);
      },
    );
  }

  #add(hit: Hit): void {
    this.#count += 1;
    if (this.#group?.name !== hit.name) this.#beginGroup(hit);
    this.#group?.element.append(this.#row(hit));
    this.#status.textContent = `${this.#count} found so far…`;
    if (this.#count < kMostHits) return;
    this.#search?.cancel();
    this.#round += 1;
    this.#finish();
  }

  #addUnread(note: Unread): void {
    const text = `“${titleOf(note.name)}” could not be searched. ${note.reason}`;
    this.#results.append(make('p', 'result-unread', text));
  }

  #beginGroup(hit: Hit): void {
    const element = make('section', 'result-group', make('h2', '', titleOf(hit.name)));
    this.#group = { name: hit.name, element };
    this.#results.append(element);
  }

  #row(hit: Hit): HTMLElement {
    const where = hit.line === 0 ? 'Name' : String(hit.line);
    const text = make('span', 'result-text', hit.before, make('mark', '', hit.match), hit.after);
    const row = make('button', 'result', make('span', 'result-line', where), text);
    row.type = 'button';
    this.#hits.set(row, hit);
    return row;
  }

  #finish(): void {
    this.#search = undefined;
    const places = this.#count === 1 ? '1 place' : `${this.#count} places`;
    this.#status.textContent =
      this.#count === 0 ? 'Nothing found' : this.#count < kMostHits ? `${places} found` : `The first ${places}`;
  }

  #open(target: EventTarget | null): void {
    const row = target instanceof Element ? target.closest('.result') : null;
    const hit = row ? this.#hits.get(row) : undefined;
    if (hit) this.events.open(hit);
  }

  #rows(): HTMLElement[] {
    return [...this.#results.querySelectorAll<HTMLElement>('.result')];
  }

  #onFieldKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.clear();
    else if (event.key === 'Enter') this.#open(this.#rows()[0] ?? null);
    else if (event.key === 'ArrowDown') this.#rows()[0]?.focus();
    else return;
    event.preventDefault();
  }

  #onResultKey(event: KeyboardEvent): void {
    const rows = this.#rows();
    const at = rows.findIndex((row) => row === document.activeElement);
    if (event.key === 'Escape') this.clear();
    else if (event.key === 'ArrowDown') rows[at + 1]?.focus();
    else if (event.key === 'ArrowUp') (rows[at - 1] ?? this.#field).focus();
    else return;
    event.preventDefault();
  }
}
