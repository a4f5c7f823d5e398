// SPDX-License-Identifier: MIT

/**
 * Leaves the engine's menu where it is of use: text fields have Cut, Copy, Paste and spelling there, selected text has Copy.
 * Elsewhere it would have "Back" and "Reload", which make no sense in an application, or open links in this window.
 */
export function limitContextMenu(): void {
  window.addEventListener('contextmenu', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const isField = Boolean(target?.closest('textarea, input:not([type=checkbox], [type=file])'));
    const isSelectedText = !target?.closest('a, img') && getSelection()?.isCollapsed === false;
    if (!isField && !isSelectedText) event.preventDefault();
  });
}
