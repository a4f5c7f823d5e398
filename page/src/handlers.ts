// SPDX-License-Identifier: MIT
import { type Failure, failureOf } from './handler-failure';
import { apply, PrivateMap } from './primordials';
import type { Pipe } from './pipe';

/** Answers what main asks with `contents.invoke`; a promise is awaited. */
export type Handler = (event: unknown, ...args: unknown[]) => unknown;

/** What one document answers, by channel. */
export class Handlers {
  private readonly handlers = new PrivateMap<string, { readonly handler: Handler; readonly once: boolean }>();

  constructor(private readonly pipe: Pipe) {}

  add(channel: string, handler: unknown, once: boolean): void {
    if (typeof handler !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    }
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, { handler: handler as Handler, once });
  }

  remove(channel: string): void {
    this.handlers.delete(channel);
  }

  /** Has the question `call` of main answered by the handler of its channel. */
  async answer(call: number, channel: string, event: unknown, args: readonly unknown[]): Promise<void> {
    let result: unknown;
    let failure: { readonly thrown: unknown } | undefined;
    try {
      result = await this.run(channel, event, args);
    } catch (thrown) {
      failure = { thrown };
    }
    try {
      if (this.pipe.released) return;
      if (failure) this.fail(call, failure.thrown);
      else this.pipe.replyToInvoke(call, result);
    } catch {
      // The connection is gone, and with it the one who asked.
    }
  }

  private fail(call: number, thrown: unknown): void {
    const failure: Failure = failureOf(thrown, (value) => this.pipe.canSend(value));
    this.pipe.replyFailure(call, failure);
  }

  private run(channel: string, event: unknown, args: readonly unknown[]): unknown {
    const found = this.handlers.get(channel);
    if (!found) throw new Error(`No handler registered for '${channel}'`);
    if (found.once) this.handlers.delete(channel);
    const all: unknown[] = [event];
    for (let index = 0; index < args.length; ++index) all[index + 1] = args[index];
    return apply(found.handler, undefined, all);
  }
}
