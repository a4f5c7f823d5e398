// SPDX-License-Identifier: MIT
import { byId, make } from './dom';

/** Characters around the difference, and of it: more would take long to show, and nobody compares megabytes by eye. */
const kAround = 10_000;
const kMost = 40_000;

/** Shows the version of a note that lies on disk beside the editor, with the lines marked that are other than the user's. */
export class Comparison {
  readonly #panes = byId('panes', HTMLDivElement);
  readonly #theirs = byId('theirs', HTMLElement);
  readonly #button = byId('conflict-compare', HTMLButtonElement);
  #mine = '';
  #text: string | null = null;

  constructor() {
    this.#button.addEventListener('click', () => this.#toggle(this.#theirs.hidden));
  }

  /** @param theirs null: there is nothing to compare with */
  update(mine: string, theirs: string | null): void {
    const isOther = theirs !== this.#text;
    this.#mine = mine;
    this.#text = theirs;
    this.#button.hidden = theirs === null;
    if (theirs === null) this.#toggle(false);
    else if (isOther && !this.#theirs.hidden) this.#draw(theirs);
  }

  #toggle(isShown: boolean): void {
    this.#theirs.hidden = !isShown;
    this.#panes.classList.toggle('comparing', isShown);
    this.#button.setAttribute('aria-pressed', String(isShown));
    if (!isShown) this.#theirs.replaceChildren();
    else if (this.#text !== null) this.#draw(this.#text);
  }

  #draw(theirs: string): void {
    const { begin, end } = differenceOf(this.#mine, theirs);
    const before = theirs.slice(Math.max(0, begin - kAround), begin);
    const other = make('mark', '', theirs.slice(begin, Math.min(end, begin + kMost)));
    const after = theirs.slice(end, end + kAround);
    const cut = (isCut: boolean) => (isCut ? '…' : '');
    this.#theirs.replaceChildren(
      cut(before.length < begin) + before,
      other,
      cut(end - begin > kMost) + after + cut(end + kAround < theirs.length),
    );
    other.scrollIntoView({ block: 'center' });
  }
}

/** Where the lines of `theirs` begin and end that `mine` doesn't have there. */
function differenceOf(mine: string, theirs: string): { begin: number; end: number } {
  const shorter = Math.min(mine.length, theirs.length);
  let same = 0;
  while (same < shorter && mine[same] === theirs[same]) same += 1;
  const begin = same === theirs.length ? same : theirs.lastIndexOf('\n', same - 1) + 1;
  let tail = 0;
  while (tail < shorter - same && mine.at(-1 - tail) === theirs.at(-1 - tail)) tail += 1;
  const lineEnd = theirs.indexOf('\n', theirs.length - tail - 1);
  return { begin, end: Math.max(begin, lineEnd < 0 ? theirs.length : lineEnd) };
}
