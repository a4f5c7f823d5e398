// SPDX-License-Identifier: MIT
import { EventEmitter } from 'node:events';

export type Handler = (event: unknown, ...args: unknown[]) => unknown;

interface Entry {
  readonly handler: Handler;
  readonly once: boolean;
}

/** Receives what pages send, where the channel is the event's name, and answers what they ask. */
export class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Entry>();

  /**
   * Answers `ipcRenderer.invoke` on `channel`; a handler that gives an async iterable answers `ipcRenderer.stream`.
   *
   * @throws Error `Attempted to register a second handler for '<channel>'`.
   * @throws TypeError `Expected handler to be a function, but found type '<type>'`.
   */
  handle(channel: string, handler: Handler): void {
    this.#add(channel, handler, false);
  }

  /** `handle` for one call: the handler is removed before it is called. */
  handleOnce(channel: string, handler: Handler): void {
    this.#add(channel, handler, true);
  }

  /** Does nothing if there is none. Calls that are under way go on. */
  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  #add(channel: string, handler: unknown, once: boolean): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    }
    this.#handlers.set(channel, { handler: handler as Handler, once });
  }

  /** @internal Whether there is a handler. */
  static handles(emitter: IpcMain, channel: string): boolean {
    return emitter.#handlers.has(channel);
  }

  /** @internal The handler of `channel`, which is taken off if it is for one call. */
  static take(emitter: IpcMain, channel: string): Handler | undefined {
    const entry = emitter.#handlers.get(channel);
    if (entry?.once) emitter.#handlers.delete(channel);
    return entry?.handler;
  }
}
