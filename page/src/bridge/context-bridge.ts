// SPDX-License-Identifier: MIT
import type { Membrane } from './membrane';

/** How a preload script gives the page something, without giving it a way to anything else. */
export class ContextBridge {
  readonly #membrane: Membrane | undefined;

  constructor(membrane: Membrane | undefined) {
    this.#membrane = membrane;
  }

  /** Whether the code runs in a world of its own. */
  get isIsolated(): boolean {
    return this.#membrane !== undefined;
  }

  /**
   * Defines `window[key]` in the page: functions are proxies, in both directions, promises too; all else is a copy, and
   * frozen. Throws for what can't be copied, and if there is such a property already.
   */
  exposeInMainWorld(key: string, api: unknown): void {
    if (!this.#membrane) throw new Error('contextBridge API can only be used when contextIsolation is enabled');
    if (typeof key !== 'string') throw new TypeError('contextBridge.exposeInMainWorld: the key must be a string');
    this.#membrane.expose(key, api);
  }
}
