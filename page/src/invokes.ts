// SPDX-License-Identifier: MIT
import { callAfter, type InvokeOptions, optionsOf, signalOf, timeoutOf } from './call-options';
import { Decoder } from './codec/decode';
import { type FrameHeader, kFlagFailed, payloadStart } from './frame';
import { kReleased, type Pipe } from './pipe';
import { addEventListener, isAborted, PrivateMap, reasonOf, removeEventListener } from './primordials';
import { remoteError } from './remote-error';

/** The one that takes options. */
const kMethod = 'invokeWithOptions';

// Taken before any script of the page can replace it.
const { DOMException } = globalThis;

interface Waiting {
  readonly channel: string;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
  /** Takes off what would cancel it. */
  readonly forget: () => void;
}

/** The questions of one document that main has not answered yet. Each is settled exactly once. */
export class Invokes {
  private readonly waiting = new PrivateMap<number, Waiting>();

  constructor(private readonly pipe: Pipe) {}

  /**
   * Asks main. Whatever goes wrong, in `check` first of all, rejects the promise. But once the document is gone, throws: a
   * page that asks again whenever it is refused would else never come to its end.
   */
  ask(
    check: () => void,
    channel: string,
    args: readonly unknown[],
    options?: InvokeOptions | null,
  ): Promise<unknown> {
    if (this.pipe.released) throw new Error(kReleased);
    // Not an async function: to resolve one promise by another asks the page's `then`.
    return new Promise((resolve, reject) => {
      check();
      const given = optionsOf(options, kMethod);
      const signal = signalOf(given, kMethod);
      const timeout = timeoutOf(given, kMethod);
      if (signal !== undefined && isAborted(signal)) {
        reject(reasonOf(signal));
        return;
      }
      const call = this.pipe.invoke(channel, args);
      const cancel = (reason: unknown): void => this.cancel(call, reason);
      this.waiting.set(call, { channel, resolve, reject, forget: cancelOn(cancel, signal, timeout) });
      // By a getter in the arguments: that was too early to be heard of.
      if (signal !== undefined && isAborted(signal)) cancel(reasonOf(signal));
    });
  }

  /** Main has answered. An answer to what was cancelled meanwhile is dropped. */
  settle(frame: Uint8Array, header: FrameHeader): void {
    const waiting = this.take(header.call);
    if (!waiting) return;
    try {
      const decoder = new Decoder(frame, payloadStart(header));
      if ((header.flags & kFlagFailed) === 0) waiting.resolve(decoder.decodeValue());
      else waiting.reject(remoteError(waiting.channel, decoder.decodeArguments()));
    } catch (error) {
      waiting.reject(error);
    }
  }

  /** The document is gone. */
  release(): void {
    this.waiting.forEach((waiting) => {
      waiting.forget();
      waiting.reject(new Error(kReleased));
    });
    this.waiting.clear();
  }

  private cancel(call: number, reason: unknown): void {
    const waiting = this.take(call);
    if (!waiting) return;
    waiting.reject(reason);
    try {
      this.pipe.cancel(call);
    } catch {
      // The connection is gone, and with it the one who answers.
    }
  }

  private take(call: number): Waiting | undefined {
    const waiting = this.waiting.get(call);
    if (waiting) {
      this.waiting.delete(call);
      waiting.forget();
    }
    return waiting;
  }
}

/** Has `cancel` called when `signal` is aborted or after `timeout` milliseconds. Returns what takes that back. */
function cancelOn(
  cancel: (reason: unknown) => void,
  signal: AbortSignal | undefined,
  timeout: number,
): () => void {
  const onAbort = (): void => cancel(reasonOf(signal!));
  if (signal !== undefined) addEventListener(signal, 'abort', onAbort);
  const onTime = (): void => cancel(new DOMException(`No answer came within ${timeout} ms.`, 'TimeoutError'));
  const stopTimer = callAfter(timeout, onTime);
  return () => {
    if (signal !== undefined) removeEventListener(signal, 'abort', onAbort);
    stopTimer();
  };
}
