// SPDX-License-Identifier: MIT
// What a page may say of a call beside its arguments. All of it is read once, since it may be getters of the page, and
// checked before anything is sent.

import { clearTimeout, isAborted, min, setTimeout } from './primordials';

/** What may end an `invoke` before main has answered it. */
export interface InvokeOptions {
  /** Cancels it when it is aborted; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | null | undefined;
  /** Cancels it after so many milliseconds; the promise rejects with a `TimeoutError`. `Infinity`: never. */
  readonly timeout?: number | undefined;
}

/** What may end a stream before main does. */
export type StreamOptions = Pick<InvokeOptions, 'signal'>;

/** The longest that the engine's timers wait: beyond it they would be over at once. */
const kLongestTimer = 2 ** 31 - 1;

/** The options that a page gave to `method`; none are as good as empty ones. Throws a TypeError for what can't be any. */
export function optionsOf<Options extends object>(options: Options | null | undefined, method: string): Partial<Options> {
  if (options === undefined || options === null) return {};
  if (typeof options === 'object') return options;
  throw new TypeError(`ipcRenderer.${method}: the options must be an object, but they are of type ${typeof options}.`);
}

/** The signal of these options, if there is one. Throws a TypeError for anything else. */
export function signalOf(options: StreamOptions, method: string): AbortSignal | undefined {
  const { signal } = options;
  if (signal === undefined || signal === null) return undefined;
  try {
    isAborted(signal);
  } catch {
    throw new TypeError(`ipcRenderer.${method}: options.signal must be an AbortSignal.`);
  }
  return signal;
}

/**
 * The timeout of these options in milliseconds; Infinity, if there is none. Throws a TypeError for anything but a number, a
 * RangeError for one that is no time.
 */
export function timeoutOf(options: InvokeOptions, method: string): number {
  const timeout: unknown = options.timeout;
  if (timeout === undefined) return Infinity;
  if (typeof timeout !== 'number') {
    const actual = timeout === null ? 'null' : typeof timeout;
    throw new TypeError(
      `ipcRenderer.${method}: options.timeout must be a number of milliseconds, but it is of type ${actual}. Leave it out to wait for as long as it takes.`,
    );
  }
  if (timeout >= 0) return timeout;
  throw new RangeError(
    `ipcRenderer.${method}: options.timeout must be 0 or more milliseconds, but it is ${timeout}. Leave it out to wait for as long as it takes.`,
  );
}

/** Has `action` called after so many milliseconds, also more than the engine's timers know. Returns what takes that back. */
export function callAfter(milliseconds: number, action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (left: number): void => {
    const step = min(left, kLongestTimer);
    timer = setTimeout(() => (left > step ? wait(left - step) : action()), step);
  };
  if (milliseconds !== Infinity) wait(milliseconds);
  return () => clearTimeout(timer);
}
