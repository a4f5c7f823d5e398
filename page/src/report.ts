// SPDX-License-Identifier: MIT

/** Reports an error like an uncaught one of the page. */
export const report: (error: unknown) => void =
  typeof reportError === 'function' ? reportError.bind(globalThis) : console.error.bind(console);
