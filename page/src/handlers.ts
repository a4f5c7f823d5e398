// SPDX-License-Identifier: MIT
import { apply, hasOwn, ownKeys, PrivateMap } from './primordials';
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
    let failure: readonly [unknown, object] | undefined;
    try {
      result = await this.run(channel, event, args);
    } catch (error) {
      failure = [error, propertiesOf(error)];
    }
    try {
      if (this.pipe.released) return;
      if (failure) this.pipe.replyFailure(call, failure);
      else this.pipe.replyToInvoke(call, result);
    } catch {
      // The connection is gone, and with it the one who asked.
    }
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

/** What a clone of an error loses: its name, if that is of its own, and its own properties. */
function propertiesOf(error: unknown): object {
  const properties: Record<string, unknown> = {};
  if (!(error instanceof Error)) return properties;
  properties.name = error.name;
  const names = ownKeys(error);
  for (let index = 0; index < names.length; ++index) {
    const name = names[index]!;
    if (hasOwn(properties, name) || name === '__proto__') continue;
    properties[name] = (error as unknown as Record<string, unknown>)[name];
  }
  return properties;
}
