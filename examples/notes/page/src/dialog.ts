// SPDX-License-Identifier: MIT
import { byId, make } from './dom';

export interface Choice<T> {
  readonly label: string;
  readonly value: T;
  readonly look?: 'primary' | 'danger';
}

const dialog = byId('dialog', HTMLDialogElement);
const title = byId('dialog-title', HTMLHeadingElement);
const text = byId('dialog-text', HTMLParagraphElement);
const buttons = byId('dialog-buttons', HTMLDivElement);

export function isAsking(): boolean {
  return dialog.open;
}

/** Asks the user, in a dialog over the page. Resolves with undefined if it is left by Escape. The last choice is preset. */
export function ask<T>(question: string, explanation: string, choices: readonly Choice<T>[]): Promise<T | undefined> {
  title.textContent = question;
  text.textContent = explanation;
  return new Promise((resolve) => {
    let chosen: T | undefined;
    buttons.replaceChildren(
      ...choices.map((choice) => {
        const button = make('button', choice.look ?? '', choice.label);
        button.type = 'button';
        button.addEventListener('click', () => {
          chosen = choice.value;
          dialog.close();
        });
        return button;
      }),
    );
    dialog.addEventListener('close', () => resolve(chosen), { once: true });
    dialog.showModal();
    const preset = buttons.lastElementChild;
    if (preset instanceof HTMLElement) preset.focus();
  });
}
