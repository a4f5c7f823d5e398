// SPDX-License-Identifier: MIT
import {
  addEventListener,
  isInPrototypeChain,
  PromisePrototype,
  stopImmediatePropagation,
  uncurryGetter,
} from '../primordials';

/**
 * `unhandledrejection` and `rejectionhandled` carry the promise and its reason as they are, also to scripts of other worlds
 * than theirs. So nobody hears of those of other worlds than the page's: no listener comes before this one, which is
 * there before any script of the document. The console still tells of them. `meetsOthers`: whether there are other
 * worlds at all; where not, what is no promise of this window is one of another window of the page, which may be heard.
 */
export function hideForeignRejections(meetsOthers: () => boolean): void {
  const promiseOf = uncurryGetter<object>(PromiseRejectionEvent.prototype, 'promise');
  const hide = (event: Event): void => {
    if (meetsOthers() && !isInPrototypeChain(PromisePrototype, promiseOf(event))) stopImmediatePropagation(event);
  };
  addEventListener(globalThis, 'unhandledrejection', hide, true);
  addEventListener(globalThis, 'rejectionhandled', hide, true);
}
