// SPDX-License-Identifier: MIT
import { byId } from './dom';
import { replaceSelection } from './field-history';
import { continueList, wrap, type Edit } from './markdown-keys';
import { partAt, placeOf, type TextParts } from './text-parts';

export interface EditorEvents {
  /** The user has typed: this is the text now. */
  changed(text: string): void;
  /** Another part of a long text is shown. */
  turned(): void;
  /** `share` of what can't be seen lies above: 0 to 1. */
  scrolled(share: number): void;
}

/** The text field. Of a long text it shows a part. */
export class Editor {
  readonly #field = byId('editor', HTMLTextAreaElement);
  readonly #bar = byId('parts', HTMLDivElement);
  readonly #earlier = byId('parts-earlier', HTMLButtonElement);
  readonly #later = byId('parts-later', HTMLButtonElement);
  #parts: TextParts = partAt('', 0);

  constructor(private readonly events: EditorEvents) {
    this.#field.addEventListener('input', () => {
      this.#parts = { ...this.#parts, shown: this.#field.value };
      events.changed(this.#text);
    });
    this.#field.addEventListener('scroll', () => {
      const hidden = this.#field.scrollHeight - this.#field.clientHeight;
      events.scrolled(hidden > 0 ? this.#field.scrollTop / hidden : 0);
    });
    this.#field.addEventListener('keydown', (event) => this.#onKey(event));
    this.#earlier.addEventListener('click', () => this.#turn(this.#parts.before.length - 1));
    this.#later.addEventListener('click', () => this.#turn(this.#text.length - this.#parts.after.length));
  }

  /** The part that can be seen. */
  get shown(): string {
    return this.#parts.shown;
  }

  focus(): void {
    this.#field.focus();
  }

  /** Shows another note, from its beginning. */
  show(text: string): void {
    this.#put(text, 0);
    this.#field.setSelectionRange(0, 0);
    this.#field.scrollTop = 0;
  }

  /** Shows what became of the note on disk; the user stays where he is. */
  replace(text: string): void {
    const { selectionStart, selectionEnd, scrollTop } = this.#field;
    const place = this.#parts.before.length;
    this.#put(text, place);
    const moved = place - this.#parts.before.length;
    this.#field.setSelectionRange(moved + selectionStart, moved + selectionEnd);
    this.#field.scrollTop = scrollTop;
  }

  /** Selects `length` characters of a line, counted from 1, and brings them into sight. */
  select(line: number, column: number, length: number): void {
    const text = this.#text;
    let start = 0;
    for (let i = 1; i < line; i += 1) {
      const end = text.indexOf('\n', start);
      if (end < 0) break;
      start = end + 1;
    }
    this.#turn(start + column);
    const begin = start + column - this.#parts.before.length;
    this.#field.setSelectionRange(begin, begin + length);
    const lines = this.#parts.shown.split('\n').length;
    const above = this.#parts.shown.slice(0, begin).split('\n').length - 1;
    this.#field.scrollTop = (above / lines) * this.#field.scrollHeight - this.#field.clientHeight / 3;
  }

  get #text(): string {
    const { before, shown, after } = this.#parts;
    return before + shown + after;
  }

  #put(text: string, position: number): void {
    this.#parts = partAt(text, position);
    this.#field.value = this.#parts.shown;
    const { number, count } = placeOf(this.#parts);
    this.#bar.hidden = count === 1;
    byId('parts-place', HTMLSpanElement).textContent = `Part ${number} of ${count}`;
    this.#earlier.disabled = this.#parts.before === '';
    this.#later.disabled = this.#parts.after === '';
  }

  /** Puts the cursor at a place of the text, and so shows the part that has it. */
  #turn(position: number): void {
    const { before, shown } = this.#parts;
    const isShown = position >= before.length && position < before.length + shown.length;
    if (!isShown) {
      this.#put(this.#text, position);
      this.events.turned();
    }
    const place = position - this.#parts.before.length;
    this.#field.focus();
    this.#field.setSelectionRange(place, place);
    if (!isShown) this.#field.scrollTop = place === 0 ? 0 : this.#field.scrollHeight;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey || event.shiftKey) return;
    if (this.#turnsBy(event)) {
      event.preventDefault();
      return;
    }
    const { value, selectionStart, selectionEnd } = this.#field;
    let edit: Edit | undefined;
    if (event.ctrlKey && event.key === 'b') edit = wrap(value, selectionStart, selectionEnd, '**');
    else if (event.ctrlKey && event.key === 'i') edit = wrap(value, selectionStart, selectionEnd, '_');
    else if (!event.ctrlKey && event.key === 'Enter' && selectionStart === selectionEnd) {
      edit = continueList(value, selectionStart);
    }
    if (!edit) return;
    event.preventDefault();
    this.#field.setSelectionRange(edit.start, edit.end);
    replaceSelection(edit.text);
    this.#field.setSelectionRange(edit.selectionStart, edit.selectionEnd);
  }

  /** Keys that lead out of the part that is shown lead to the one beside it, or to the first or last. */
  #turnsBy({ key, ctrlKey }: KeyboardEvent): boolean {
    const { before, shown, after } = this.#parts;
    const { selectionStart, selectionEnd } = this.#field;
    const isOneStep = !ctrlKey && selectionStart === selectionEnd;
    if (before !== '') {
      const leaves = isOneStep && selectionStart === 0 && ['ArrowUp', 'ArrowLeft', 'PageUp'].includes(key);
      if (ctrlKey && key === 'Home') this.#turn(0);
      else if (leaves) this.#turn(before.length - 1);
      if (leaves || (ctrlKey && key === 'Home')) return true;
    }
    if (after === '') return false;
    const leaves = isOneStep && selectionStart === shown.length && ['ArrowDown', 'ArrowRight', 'PageDown'].includes(key);
    if (ctrlKey && key === 'End') this.#turn(before.length + shown.length + after.length);
    else if (leaves) this.#turn(before.length + shown.length);
    return leaves || (ctrlKey && key === 'End');
  }
}
