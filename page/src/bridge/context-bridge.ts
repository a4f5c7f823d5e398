// SPDX-License-Identifier: MIT
import { isWorld, kPageWorld, type Worlds } from './worlds';

const kWorldRule =
  "the world must be an integer from 0 to 536870911: 0 is the page's, 999 the preload script's, any other one of your own";

/** How a preload script gives the page something, without giving it a way to anything else. */
export class ContextBridge {
  readonly #worlds: Worlds | undefined;

  /** `worlds`: undefined where the code runs in the page's own. */
  constructor(worlds: Worlds | undefined) {
    this.#worlds = worlds;
  }

  /** Whether the code runs in a world of its own. */
  get isIsolated(): boolean {
    return this.#worlds !== undefined;
  }

  /**
   * Defines `window[key]` in the page: functions are proxies, in both directions, promises too; all else is a copy, and
   * frozen. Throws for what can't be copied, and if there is such a property already.
   */
  exposeInMainWorld(key: string, api: unknown): void {
    this.#expose('exposeInMainWorld', kPageWorld, key, api);
  }

  /**
   * The same in the script world `worldId` of this document, where `executeJavaScriptInIsolatedWorld` of the main process runs
   * scripts: 1000 and above by choice, 0 for the page's, 999 for this one.
   */
  exposeInIsolatedWorld(worldId: number, key: string, api: unknown): void {
    this.#expose('exposeInIsolatedWorld', worldId, key, api);
  }

  #expose(method: string, world: number, key: string, api: unknown): void {
    if (!this.#worlds) throw new Error('contextBridge API can only be used when contextIsolation is enabled');
    if (!isWorld(world)) throw new RangeError(`contextBridge.${method}: ${kWorldRule}`);
    if (typeof key !== 'string') throw new TypeError(`contextBridge.${method}: the key must be a string`);
    this.#worlds.membraneTo(world).expose(key, api);
  }
}
