// SPDX-License-Identifier: MIT

import type { Pipe } from './pipe';
import { addEventListener, uncurryGetter, weakRef, weakTarget } from './primordials';

const rootOf = uncurryGetter<Element | null>(Document.prototype, 'documentElement');
const isConnected = uncurryGetter<boolean>(Node.prototype, 'isConnected');

/**
 * Tells main when the document unloads, before any script in it hears of that: what these send then comes from a frame
 * that main knows to be on its way out.
 */
export class UnloadWatch {
  private root: WeakRef<Element> | undefined;
  private readonly onPageHide = (event: Event): void => {
    if (!event.isTrusted) return;
    try {
      this.pipe.unload();
    } catch {
      // Main is gone. The page's scripts hear of it when they send something themselves.
    }
  };

  constructor(private readonly pipe: Pipe) {
    this.listen();
  }

  /**
   * Listens again, if the document has lost all that was in it: `document.open()` takes off every listener as well. Called with
   * each message of main. An observer of the document would know at once, but make every change to it dearer.
   */
  renew(): void {
    const root = this.root && weakTarget(this.root);
    if (root && isConnected(root)) return;
    this.listen();
    const now = rootOf(document);
    this.root = now ? weakRef(now) : undefined;
  }

  private listen(): void {
    addEventListener(globalThis, 'pagehide', this.onPageHide, true);
  }
}
