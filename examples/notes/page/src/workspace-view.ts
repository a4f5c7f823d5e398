// SPDX-License-Identifier: MIT
import { Comparison } from './comparison';
import { byId } from './dom';
import { Editor } from './editor';
import { titleOf } from './names';
import type { OpenNote } from './open-note';
import { Preview } from './preview';
import { describeLength } from './words';

const kDelay = 60; // milliseconds after the last key
const kPreviewed = 100; // characters in a further millisecond

export interface WorkspaceEvents {
  typed(text: string): void;
  save(): void;
  remove(): void;
  rename(title: string): void;
  keepBoth(): void;
  keepMine(): void;
  takeTheirs(): void;
  follow(address: string): void;
  create(): void;
}

/** The right side of the window: the open note with its tool bar, or what is shown where none is open. */
export class WorkspaceView {
  readonly editor: Editor;
  readonly #preview: Preview;
  readonly #workspace = byId('workspace', HTMLElement);
  readonly #empty = byId('empty', HTMLElement);
  readonly #title = byId('title', HTMLInputElement);
  readonly #state = byId('state', HTMLSpanElement);
  readonly #save = byId('save', HTMLButtonElement);
  readonly #words = byId('words', HTMLSpanElement);
  #pause: ReturnType<typeof setTimeout> | undefined;
  readonly #comparison = new Comparison();
  readonly #conflict = byId('conflict', HTMLDivElement);

  constructor(private readonly events: WorkspaceEvents) {
    this.#preview = new Preview((address) => events.follow(address));
    this.editor = new Editor({
      changed: (text) => events.typed(text),
      turned: () => this.#preview.show(this.editor.shown),
      scrolled: (share) => this.#preview.scrollTo(share),
    });
    this.#save.addEventListener('click', () => events.save());
    byId('delete', HTMLButtonElement).addEventListener('click', () => events.remove());
    byId('conflict-both', HTMLButtonElement).addEventListener('click', () => events.keepBoth());
    byId('conflict-mine', HTMLButtonElement).addEventListener('click', () => events.keepMine());
    byId('conflict-theirs', HTMLButtonElement).addEventListener('click', () => events.takeTheirs());
    byId('empty-new', HTMLButtonElement).addEventListener('click', () => events.create());
    this.#listenToTitle();
    this.#listenToViews();
  }

  /** Shows a note from its beginning. */
  show(note: OpenNote): void {
    this.#workspace.hidden = false;
    this.#empty.hidden = true;
    this.editor.show(note.text);
    this.#showText(note);
    this.showTitle(note);
    this.update(note);
  }

  showTitle(note: OpenNote): void {
    this.#title.value = this.#title.defaultValue = titleOf(note.name);
  }

  /** Shows the text of a note that has changed on disk. */
  replaceText(note: OpenNote): void {
    this.editor.replace(note.text);
    this.#showText(note);
    this.update(note);
  }

  /** The user has typed. What takes the longer the more there is waits until he pauses. */
  updateText(note: OpenNote): void {
    clearTimeout(this.#pause);
    const delay = kDelay + this.editor.shown.length / kPreviewed;
    this.#pause = setTimeout(() => this.#showText(note), delay);
    this.update(note);
  }

  /** Shows what has become of the note apart from its text: saved or not, in conflict or not. */
  update(note: OpenNote): void {
    this.#state.textContent = note.isChanged ? 'Unsaved' : 'Saved';
    this.#state.classList.toggle('unsaved', note.isChanged);
    this.#save.disabled = !note.isChanged || note.isInConflict;
    this.#conflict.hidden = !note.isInConflict;
    this.#comparison.update(note.text, note.theirs?.text ?? null);
    const isGone = note.theirs === null;
    byId('conflict-both', HTMLButtonElement).hidden = isGone;
    byId('conflict-text', HTMLSpanElement).textContent = isGone
      ? 'The file of this note is gone.'
      : 'This note has changed on disk while you were writing.';
    byId('conflict-theirs', HTMLButtonElement).textContent = isGone ? 'Let it go' : 'Take theirs';
  }

  /** Shows that no note is open. */
  showEmpty(title: string, text: string): void {
    clearTimeout(this.#pause);
    this.#workspace.hidden = true;
    this.#empty.hidden = false;
    byId('empty-title', HTMLHeadingElement).textContent = title;
    byId('empty-text', HTMLParagraphElement).textContent = text;
  }

  editTitle(): void {
    this.#title.focus();
    this.#title.select();
  }

  #showText(note: OpenNote): void {
    clearTimeout(this.#pause);
    this.#preview.show(this.editor.shown);
    this.#words.textContent = describeLength(note.text);
  }

  #listenToTitle(): void {
    this.#title.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#title.value = this.#title.defaultValue;
      if (event.key !== 'Escape' && event.key !== 'Enter') return;
      event.preventDefault();
      this.editor.focus();
    });
    // However the field is left, what it holds is the name.
    this.#title.addEventListener('change', () => this.#rename());
    this.#title.addEventListener('blur', () => this.#rename());
  }

  #rename(): void {
    const title = this.#title.value.trim();
    if (title === '' || title === this.#title.defaultValue) {
      this.#title.value = this.#title.defaultValue;
    } else {
      // The field may tell twice that it was left, by `change` and by `blur`.
      this.#title.defaultValue = title;
      this.events.rename(title);
    }
  }

  #listenToViews(): void {
    const panes = byId('panes', HTMLDivElement);
    const buttons = byId('views', HTMLDivElement).querySelectorAll('button');
    const choose = (view: string) => {
      panes.dataset.view = view;
      for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.view === view));
    };
    choose(localStorage.getItem('view') ?? 'split');
    for (const button of buttons) {
      button.addEventListener('click', () => {
        const view = button.dataset.view ?? 'split';
        choose(view);
        localStorage.setItem('view', view);
      });
    }
  }
}
