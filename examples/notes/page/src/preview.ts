// SPDX-License-Identifier: MIT
import { byId } from './dom';
import { render } from './markdown';

const kDelay = 60; // milliseconds after the last key

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
    this.#element.replaceChildren(render(text));
  }

  /** Shows what became of the note, as soon as the user pauses. */
  update(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.show(text), kDelay);
  }

  /** `share` of what can't be seen lies above: 0 to 1. */
  scrollTo(share: number): void {
    this.#element.scrollTop = share * (this.#element.scrollHeight - this.#element.clientHeight);
  }
}
