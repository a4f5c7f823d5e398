// SPDX-License-Identifier: MIT

import type { Pipe } from './pipe';
import { addEventListener } from './primordials';

/**
 * Tells main when the document unloads, before any script in it hears of that: what these send then comes from a frame
 * that main knows to be on its way out.
 */
export function watchUnload(pipe: Pipe): void {
  const onPageHide = (event: Event): void => {
    if (!event.isTrusted) return;
    try {
      pipe.unload();
    } catch {
      // Main is gone. The page's scripts hear of it when they send something themselves.
    }
  };
  addEventListener(globalThis, 'pagehide', onPageHide, true);
}
