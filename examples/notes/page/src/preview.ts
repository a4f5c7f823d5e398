// SPDX-License-Identifier: MIT
import { byId, make } from './dom';
import { render } from './markdown';

const kDelay = 60; // milliseconds after the last key
const kLive = 200_000; // characters: what is longer would hold up the keys, so it is shown only when asked for

/** The note as it reads. Links lead where `follow` leads them: the window stays on its page. */
export class Preview {
  readonly #element = byId('preview', HTMLElement);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(follow: (address: string) => void) {
    const onClick = (event: Event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link) return;
      event.preventDefault();
      const address = link.getAttribute('href');
      if (address !== null) follow(address);
    };
    this.#element.addEventListener('click', onClick);
    this.#element.addEventListener('auxclick', onClick);
  }

  /** Shows another note. */
  show(text: string): void {
    clearTimeout(this.#timer);
    if (text.length <= kLive) this.#element.replaceChildren(render(text));
    else this.#offer(text);
  }

  /** Shows what became of the note, as soon as the user pauses. */
  update(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.show(text), kDelay);
  }

  #offer(text: string): void {
    const button = make('button', '', 'Show it once');
    button.type = 'button';
    button.addEventListener('click', () => this.#element.replaceChildren(render(text)));
    const words = 'This note is so long that its preview does not follow while you type. ';
    this.#element.replaceChildren(make('p', 'preview-waits', words, button));
  }

  /** `share` of what can't be seen lies above: 0 to 1. */
  scrollTo(share: number): void {
    this.#element.scrollTop = share * (this.#element.scrollHeight - this.#element.clientHeight);
  }
}
