// SPDX-License-Identifier: MIT
import { withValue } from './codec';
import type { Pending } from './ipc-events';
import { runtime } from './runtime';

/** An async generator, a ReadableStream, or what else can be read by `for await` and is no promise. */
export function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** Sends what a stream gives, as fast as the page takes it, until it ends or nobody wants any more. */
export function pump(
  call: number,
  pending: Pending,
  stream: AsyncIterable<unknown>,
  failed: (thrown: unknown) => void,
): void {
  const iterator = stream[Symbol.asyncIterator]();
  void run(call, pending, iterator).then(
    () => runtime.pending.delete(call),
    (error: unknown) => {
      iterator.return?.().catch(() => undefined);
      failed(error);
    },
  );
}

async function run(call: number, pending: Pending, iterator: AsyncIterator<unknown>): Promise<void> {
  const { signal } = pending;
  while (!signal.aborted) {
    const { done, value } = (await iterator.next()) as IteratorResult<unknown, unknown>;
    if (done) {
      runtime.native.reply(call, new Uint8Array(), 0);
      return;
    }
    const hasRoom = withValue(value, 'chunk', (bytes, length) => runtime.native.chunk(call, bytes, length));
    if (!hasRoom) await runtime.roomFor(call, signal);
  }
  await iterator.return?.();
  // The page is gone, or waits no more: it is told nothing.
  runtime.native.drop(call);
}
