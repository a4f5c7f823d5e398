// SPDX-License-Identifier: MIT
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The first collection is forced after so many milliseconds; each further one waits twice as long as that before it. */
const kFirst = 250;
const kLongest = 60_000;

let collect: (() => void) | undefined;

/** V8's own, which is there from the flag on. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Collects garbage now and then as long as somebody `isWaiting` for something to be collected. Keeps nothing alive. */
export function forceCollection(isWaiting: () => boolean, delay = kFirst): void {
  setTimeout(() => {
    if (!isWaiting()) return;
    // Later: what was asked of a WeakRef lives until the end of the turn.
    setImmediate(() => {
      collect ??= collector();
      collect();
      forceCollection(isWaiting, Math.min(2 * delay, kLongest));
    }).unref();
  }, delay).unref();
}
