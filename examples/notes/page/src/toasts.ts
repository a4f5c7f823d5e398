// SPDX-License-Identifier: MIT
import { byId, make } from './dom';
import { textOf } from './notes-api';

export interface ToastAction {
  readonly label: string;
  run(): void;
}

const kShown = 7000; // milliseconds
const kMost = 4;

/** Short notices in the corner, which go by themselves. */
export class Toasts {
  readonly #place = byId('toasts', HTMLDivElement);

  /** Says that something was done. */
  tell(text: string, action?: ToastAction): void {
    this.#show(text, 'status', action);
  }

  /** Says that something went wrong. */
  readonly fail = (error: unknown): void => this.#show(textOf(error), 'alert');

  #show(text: string, role: 'status' | 'alert', action?: ToastAction): void {
    const toast = make('div', `toast ${role}`, make('span', '', text));
    toast.setAttribute('role', role);
    if (action) toast.append(this.#button(toast, action));
    this.#place.append(toast);
    while (this.#place.children.length > kMost) this.#place.firstElementChild?.remove();
    this.#leaveLater(toast);
  }

  #button(toast: HTMLElement, action: ToastAction): HTMLElement {
    const button = make('button', '', action.label);
    button.type = 'button';
    button.addEventListener('click', () => {
      toast.remove();
      action.run();
    });
    return button;
  }

  /** Not while the pointer rests on it. */
  #leaveLater(toast: HTMLElement): void {
    let timer = setTimeout(() => toast.remove(), kShown);
    toast.addEventListener('pointerenter', () => clearTimeout(timer));
    toast.addEventListener('pointerleave', () => {
      timer = setTimeout(() => toast.remove(), kShown);
    });
  }
}
