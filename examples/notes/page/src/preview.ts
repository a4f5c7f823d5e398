// SPDX-License-Identifier: MIT
import { byId } from './dom';
import { render } from './markdown';

/** The note as it reads. Links lead where `follow` leads them: the window stays on its page. */
export class Preview {
  readonly #element = byId('preview', HTMLElement);

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

  show(text: string): void {
    this.#element.replaceChildren(render(text));
  }

  /** `share` of what can't be seen lies above: 0 to 1. */
  scrollTo(share: number): void {
    this.#element.scrollTop = share * (this.#element.scrollHeight - this.#element.clientHeight);
  }
}
