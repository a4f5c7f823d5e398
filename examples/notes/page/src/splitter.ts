// SPDX-License-Identifier: MIT

const kStep = 16; // pixels, by keyboard

/**
 * Lets the user drag `handle` to give the pane before it a width, which is kept under `name` for the next time. `limits`
 * are in pixels.
 */
export function makeSplitter(handle: HTMLElement, name: string, limits: { least: number; leaves: number }): void {
  const pane = handle.previousElementSibling;
  const around = handle.parentElement;
  if (!(pane instanceof HTMLElement) || !around) throw new Error('a splitter stands behind its pane');
  const property = `--${name}`;

  const setWidth = (width: number) => {
    const most = Math.max(limits.least, around.clientWidth - limits.leaves);
    const share = Math.min(Math.max(width, limits.least), most) / around.clientWidth;
    around.style.setProperty(property, `${(share * 100).toFixed(2)}%`);
  };
  const keep = () => localStorage.setItem(name, around.style.getPropertyValue(property));

  const kept = localStorage.getItem(name);
  if (kept) around.style.setProperty(property, kept);

  handle.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  handle.addEventListener('pointermove', (event) => {
    if (handle.hasPointerCapture(event.pointerId)) setWidth(event.clientX - pane.getBoundingClientRect().left);
  });
  handle.addEventListener('lostpointercapture', keep);
  handle.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    setWidth(pane.getBoundingClientRect().width + (event.key === 'ArrowLeft' ? -kStep : kStep));
    keep();
    event.preventDefault();
  });
  handle.addEventListener('dblclick', () => {
    around.style.removeProperty(property);
    localStorage.removeItem(name);
  });
}
