// SPDX-License-Identifier: MIT
import { addEventListener, defineProperty, isPromise, stopImmediatePropagation } from '../primordials';

/**
 * Closes the two ways on which the engine hands objects of this world to scripts of the page as they are: their
 * constructors lead to everything in it. Called before any script has run.
 */
export function sealWorld(): void {
  hideRejections();
  hideCustomElements();
}

/**
 * `unhandledrejection` and `rejectionhandled` carry the promise and its reason: none of the page's listeners, which all
 * come later than this one, hears of those of this world. The console still does.
 */
function hideRejections(): void {
  const hide = (event: PromiseRejectionEvent): void => {
    if (isPromise(event.promise)) stopImmediatePropagation(event);
  };
  addEventListener(globalThis, 'unhandledrejection', hide as EventListener, true);
  addEventListener(globalThis, 'rejectionhandled', hide as EventListener, true);
}

/**
 * `whenDefined` gives all worlds the promise of the one that asked first, and `get` the page's own constructors. In other
 * engines worlds like this one have no registry either.
 */
function hideCustomElements(): void {
  defineProperty(globalThis, 'customElements', { value: null, writable: false, enumerable: true, configurable: false });
  // Documents may have registries of their own.
  defineProperty(CustomElementRegistry.prototype, 'whenDefined', { value: undefined, writable: false, configurable: false });
}
