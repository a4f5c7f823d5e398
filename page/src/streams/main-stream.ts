// SPDX-License-Identifier: MIT
import { closeReadable, enqueueReadable, failReadable, newReadableStream, type ReadableController } from '../primordials';
import type { IncomingStream } from './incoming-stream';

/** What `ipcRenderer.stream` gives: to be read by `for await`, or as a ReadableStream. */
export class MainStream implements AsyncIterableIterator<unknown, unknown> {
  readonly #incoming: IncomingStream;

  constructor(incoming: IncomingStream) {
    this.#incoming = incoming;
  }

  /** The next chunk, which is taken by that: main goes on. */
  next(): Promise<IteratorResult<unknown, undefined>> {
    // Not read in the executor: what that throws must not become a rejection.
    let resolve!: (result: IteratorResult<unknown, undefined>) => void;
    let reject!: (reason: unknown) => void;
    const promise = new Promise<IteratorResult<unknown, undefined>>((onResult, onError) => {
      resolve = onResult;
      reject = onError;
    });
    this.#incoming.read(this, resolve, reject);
    return promise;
  }

  /** Ends it early, as `break` does: main is told. Resolves with `value`. */
  return(value?: unknown): Promise<IteratorReturnResult<unknown>> {
    this.#incoming.cancel();
    return new Promise((resolve) => resolve({ value, done: true }));
  }

  /** The same, and rejects with `error`. */
  throw(error?: unknown): Promise<IteratorResult<unknown, undefined>> {
    this.#incoming.cancel();
    return new Promise((_, reject) => {
      reject(error);
    });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The same as a ReadableStream, which asks for a chunk only when somebody reads it. */
  toReadableStream(): ReadableStream<unknown> {
    // It is closed by then, and whoever was reading has heard so: there is nothing left to close or to fail.
    let isCancelled = false;
    const pull = (controller: ReadableController): Promise<void> =>
      new Promise((resolve) => {
        const onResult = ({ value, done }: IteratorResult<unknown, undefined>): void => {
          resolve();
          if (isCancelled) return;
          if (done) closeReadable(controller);
          else enqueueReadable(controller, value);
        };
        const onError = (error: unknown): void => {
          resolve();
          if (!isCancelled) failReadable(controller, error);
        };
        this.#incoming.read(this, onResult, onError);
      });
    return newReadableStream(pull, () => {
      isCancelled = true;
      this.#incoming.cancel();
    });
  }
}
