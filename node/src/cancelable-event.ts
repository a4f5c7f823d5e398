// SPDX-License-Identifier: MIT

/** What a listener may prevent. */
export class CancelableEvent {
  #isPrevented = false;

  preventDefault(): void {
    this.#isPrevented = true;
  }

  get defaultPrevented(): boolean {
    return this.#isPrevented;
  }
}
