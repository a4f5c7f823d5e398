// SPDX-License-Identifier: MIT
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The first collection is forced after so many milliseconds, and each further one after twice the time. */
const kFirst = 250;
const kLongest = 60_000;

type Waiting = () => boolean;

let collect: (() => void) | undefined;

/** V8's own, which is there from the flag on. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/**
 * Collects garbage now and then as long as somebody waits for something to be collected, which an idle process would never do.
 * Once for all who wait: a page whose frames all ask at once must not keep main busy.
 */
class Collection {
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private delay = kFirst;

  /** `isWaiting` is asked before each collection, and no more once it says no. */
  add(isWaiting: Waiting): void {
    this.waiting.push(isWaiting);
    this.delay = kFirst;
    this.timer ??= this.schedule();
  }

  private schedule(): NodeJS.Timeout {
    return setTimeout(() => this.look(), this.delay).unref();
  }

  private look(): void {
    this.timer = undefined;
    this.waiting = this.waiting.filter((isWaiting) => isWaiting());
    if (this.waiting.length === 0) return;
    // Later: what was asked of a WeakRef lives until the end of the turn.
    setImmediate(() => {
      collect ??= collector();
      collect();
      this.delay = Math.min(2 * this.delay, kLongest);
      this.timer ??= this.schedule();
    }).unref();
  }
}

export const collection = new Collection();
