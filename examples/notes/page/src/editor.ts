// SPDX-License-Identifier: MIT
import { byId } from './dom';
import { replaceSelection } from './field-history';
import { continueList, wrap, type Edit } from './markdown-keys';

/** The text field. */
export class Editor {
  readonly #field = byId('editor', HTMLTextAreaElement);

  constructor(events: { changed(text: string): void; scrolled(share: number): void }) {
    this.#field.addEventListener('input', () => events.changed(this.#field.value));
    this.#field.addEventListener('scroll', () => {
      const hidden = this.#field.scrollHeight - this.#field.clientHeight;
      events.scrolled(hidden > 0 ? this.#field.scrollTop / hidden : 0);
    });
    this.#field.addEventListener('keydown', (event) => this.#onKey(event));
  }

  focus(): void {
    this.#field.focus();
  }

  /** Shows another note, from its beginning. */
  show(text: string): void {
    this.#field.value = text;
    this.#field.setSelectionRange(0, 0);
    this.#field.scrollTop = 0;
  }

  /** Shows what became of the note on disk; the user stays where he is. */
  replace(text: string): void {
    const { selectionStart, selectionEnd, scrollTop } = this.#field;
    this.#field.value = text;
    this.#field.setSelectionRange(selectionStart, selectionEnd);
    this.#field.scrollTop = scrollTop;
  }

  /** Selects `length` characters of a line, counted from 1, and brings them into sight. */
  select(line: number, column: number, length: number): void {
    let start = 0;
    for (let i = 1; i < line; i += 1) {
      const end = this.#field.value.indexOf('\n', start);
      if (end < 0) break;
      start = end + 1;
    }
    this.#field.focus();
    this.#field.setSelectionRange(start + column, start + column + length);
    const lines = this.#field.value.split('\n').length;
    this.#field.scrollTop = ((line - 1) / lines) * this.#field.scrollHeight - this.#field.clientHeight / 3;
  }

  #onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey || event.shiftKey) return;
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
}
