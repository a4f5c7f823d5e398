// SPDX-License-Identifier: MIT
// What a text field can take back. execCommand is old, but nothing has come in its place.

/** Puts `text` in place of what is selected in the field with the focus, so that undo() takes it back. */
export function replaceSelection(text: string): void {
  document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
}

/** Gives all text fields the keys that WebKitGTK lacks: Ctrl+Z, and Ctrl+Shift+Z or Ctrl+Y. */
export function listenToUndoKeys(): void {
  window.addEventListener('keydown', (event) => {
    if (!event.ctrlKey || event.altKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (key !== 'z' && !(key === 'y' && !event.shiftKey)) return;
    event.preventDefault();
    document.execCommand(key === 'y' || event.shiftKey ? 'redo' : 'undo');
  });
}
