// SPDX-License-Identifier: MIT
import { Decoder } from '../codec/decode';
import { payloadStart, readHeader } from '../frame';
import { kReleased, type Pipe } from '../pipe';
import { addEventListener, isAborted, reasonOf, removeEventListener } from '../primordials';
import { Fifo } from './fifo';

interface Asking {
  readonly resolve: (result: IteratorResult<unknown, undefined>) => void;
  readonly reject: (reason: unknown) => void;
  /** Whoever asks, so that it is not taken for forgotten while it waits. */
  readonly reader: object;
}

/**
 * One stream, as its document gets it: what has come of it and was not taken yet, and who waits for more. Main sends on
 * only as chunks are taken, so few of them wait here.
 */
export class IncomingStream {
  private readonly frames = new Fifo<Uint8Array>();
  private readonly asking = new Fifo<Asking>();
  /** No more comes from main, or nobody wants it. */
  private isOver = false;
  /** What the next one who asks gets, after the chunks that came before it. */
  private failure: { readonly reason: unknown } | undefined;
  private call = 0;
  private readonly onAbort = (): void => this.abort(reasonOf(this.signal!));

  /** `forget` is called with the number of the stream once nothing more of it is wanted from main. */
  constructor(
    private readonly pipe: Pipe,
    private readonly signal: AbortSignal | undefined,
    private readonly forget: (call: number) => void,
  ) {}

  /** Has `send` ask main, unless it is aborted by now. Throws what that throws. */
  open(send: () => number): number {
    const { signal } = this;
    if (signal !== undefined && isAborted(signal)) {
      this.abort(reasonOf(signal));
      return 0;
    }
    this.call = send();
    if (signal !== undefined) addEventListener(signal, 'abort', this.onAbort);
    // By a getter in the arguments: that was too early to be heard of.
    if (signal !== undefined && isAborted(signal)) this.abort(reasonOf(signal));
    return this.isOver ? 0 : this.call;
  }

  /**
   * Asks for the next chunk: exactly one of both is called, at once or later. Throws once the document is gone: a page
   * that asks again and again would else keep that from ending.
   */
  read(reader: object, resolve: Asking['resolve'], reject: Asking['reject']): void {
    if (this.pipe.released) throw new Error(kReleased);
    this.asking.add({ resolve, reject, reader });
    this.serve();
  }

  /** A chunk has come. */
  receive(frame: Uint8Array): void {
    if (this.isOver) return;
    this.frames.add(frame);
    this.serve();
  }

  /** Main has ended it. */
  end(): void {
    this.isOver = true;
    this.serve();
  }

  /** It has failed after all that has come. */
  fail(reason: unknown): void {
    this.failure = { reason };
    this.end();
  }

  /** Nobody wants any more of it. */
  cancel(): void {
    this.frames.clear();
    this.failure = undefined;
    this.tellMain();
    this.end();
  }

  /** The same with an error for whoever waits or asks next. */
  abort(reason: unknown): void {
    this.frames.clear();
    this.tellMain();
    this.fail(reason);
  }

  private serve(): void {
    while (!this.asking.isEmpty && (this.isOver || !this.frames.isEmpty)) this.answer(this.asking.take()!);
    if (this.isOver && this.frames.isEmpty) this.stopListening();
  }

  private answer({ resolve, reject }: Asking): void {
    const frame = this.frames.take();
    if (frame) {
      this.give(frame, resolve, reject);
    } else if (this.failure) {
      const { reason } = this.failure;
      this.failure = undefined;
      reject(reason);
    } else {
      resolve({ value: undefined, done: true });
    }
  }

  /** A chunk that doesn't decode is the end. */
  private give(frame: Uint8Array, resolve: Asking['resolve'], reject: Asking['reject']): void {
    let value: unknown;
    try {
      value = new Decoder(frame, payloadStart(readHeader(frame))).decodeValue();
    } catch (error) {
      this.cancel();
      reject(error);
      return;
    }
    if (!this.isOver) this.tell(() => this.pipe.credit(this.call, 1));
    resolve({ value, done: false });
  }

  private tellMain(): void {
    if (this.isOver || this.call === 0) return;
    this.isOver = true;
    this.forget(this.call);
    this.tell(() => this.pipe.cancel(this.call));
  }

  private tell(action: () => void): void {
    try {
      action();
    } catch {
      // The connection is gone, and with it the one who yields.
    }
  }

  private stopListening(): void {
    if (this.signal !== undefined && this.call !== 0) removeEventListener(this.signal, 'abort', this.onAbort);
  }
}
