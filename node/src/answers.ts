// SPDX-License-Identifier: MIT
import { decodeArguments, withValue } from './codec';
import type { Message } from './dispatch';
import { failInvoke } from './failures';
import { IpcMainInvokeEvent, Pending } from './ipc-events';
import type { Handler } from './ipc-main';
import { Kind } from './native';
import { runtime } from './runtime';
import { isStream, pump } from './streams';

/** Has an `invoke`, or the request for a stream, answered by `handler`. Without one it fails. */
export function answer(message: Message, handler: Handler | undefined): void {
  const { call, channel, origin } = message;
  const pending = new Pending();
  const failed = (thrown: unknown): void => {
    if (!pending.aborted) console.error(`Error occurred in handler for '${channel}':`, thrown);
    runtime.pending.delete(call);
    failInvoke(runtime.native, call, thrown);
  };
  if (!handler) {
    failed(new Error(`No handler registered for '${channel}'`));
    return;
  }
  runtime.pending.set(call, pending);
  const event = new IpcMainInvokeEvent(origin, pending);
  try {
    const result = handler(event, ...decodeArguments(message.payload));
    if (!isPromise(result)) {
      settle(message, pending, result, failed);
      return;
    }
    runtime.dropWhenCollected(event, call);
    // None of these functions refers to the event: a handler that has lost its promise lets the event be collected.
    result.then((value) => settle(message, pending, value, failed), failed);
  } catch (error) {
    failed(error);
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function settle({ kind, call }: Message, pending: Pending, value: unknown, failed: (thrown: unknown) => void): void {
  try {
    if (kind === Kind.stream) {
      if (!isStream(value)) throw new TypeError('The handler gives one answer, not a stream: use ipcRenderer.invoke');
      pump(call, pending, value, failed);
      return;
    }
    if (isStream(value)) throw new TypeError('The handler gives a stream: use ipcRenderer.stream');
    withValue(value, 'result', (bytes, length) => runtime.native.reply(call, bytes, length));
    runtime.pending.delete(call);
  } catch (error) {
    failed(error);
  }
}
