// SPDX-License-Identifier: MIT
import { isAsking } from './dialog';

/** What keys do wherever the focus is; `Ctrl+S` and the like. Nothing while a dialog is open. */
export function listenToShortcuts(actions: Readonly<Record<string, () => void>>): void {
  window.addEventListener('keydown', (event) => {
    const action = actions[nameOfKey(event)];
    if (!action || event.isComposing) return;
    event.preventDefault();
    if (!isAsking() && !event.repeat) action();
  });
}

function nameOfKey(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return `${event.ctrlKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey ? 'Shift+' : ''}${key}`;
}
