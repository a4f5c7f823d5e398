// SPDX-License-Identifier: MIT
// Runs in every context of every script world but the page's own, before anything else does, so that it may use the
// engine's built-ins as they are: closes the ways on which the engine would hand objects of this world to scripts of
// another as they are. Their constructors lead to everything in it.

/**
 * `whenDefined` gives all worlds the promise of the one that asked first, and `get` the page's own constructors. In other
 * engines worlds like this one have no registry either.
 */
function hideCustomElements(): void {
  Object.defineProperty(globalThis, 'customElements', {
    value: null,
    writable: false,
    enumerable: true,
    configurable: false,
  });
  // Documents may have registries of their own.
  Object.defineProperty(CustomElementRegistry.prototype, 'whenDefined', {
    value: undefined,
    writable: false,
    configurable: false,
  });
}

/** The page's runtime lets no event about a promise of this world pass (rejections.ts); nor does one begin here. */
function hideRejectionEvents(): void {
  const hidden = { value: undefined, writable: false, enumerable: false, configurable: false };
  Object.defineProperty(PromiseRejectionEvent.prototype, 'constructor', hidden);
  Object.defineProperty(globalThis, 'PromiseRejectionEvent', hidden);
}

hideCustomElements();
hideRejectionEvents();
