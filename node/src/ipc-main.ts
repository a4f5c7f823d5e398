// SPDX-License-Identifier: MIT
import { EventEmitter } from 'node:events';
import type { NativeAccess, NativeFrame } from './native';
import { runtime } from './runtime';

export type Handler = (event: unknown, ...args: unknown[]) => unknown;

/** Who may use a channel. Whoever may not is answered as if the channel were unknown. */
export interface Access {
  /** Such as `https://example.org` or `file://`; empty: all. */
  readonly allow?: readonly string[];
  /** Only the page itself, no frame in it. */
  readonly mainFrameOnly?: boolean;
  /** Nobody at all. */
  readonly nobody?: boolean;
}

interface Entry {
  readonly handler: Handler;
  readonly once: boolean;
}

/** Receives what pages send, where the channel is the event's name, and answers what they ask. */
export class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Entry>();
  readonly #place: undefined | number | NativeFrame;

  /** @internal `place`: the page or frame whose emitter it is; neither: that of the application. */
  constructor(place?: number | NativeFrame) {
    super();
    this.#place = place;
  }

  /**
   * Answers `ipcRenderer.invoke` on `channel`; a handler that gives an async iterable answers `ipcRenderer.stream`.
   *
   * @throws Error `Attempted to register a second handler for '<channel>'`.
   * @throws TypeError `Expected handler to be a function, but found type '<type>'`.
   */
  handle(channel: string, handler: Handler): void;
  /** The same, and `setAccess`. */
  handle(channel: string, access: Access, handler: Handler): void;
  handle(channel: string, ...args: readonly unknown[]): void {
    this.#add(channel, args, false);
  }

  /** `handle` for one call: the handler is removed before it is called. */
  handleOnce(channel: string, handler: Handler): void;
  /** The same, and `setAccess`. */
  handleOnce(channel: string, access: Access, handler: Handler): void;
  handleOnce(channel: string, ...args: readonly unknown[]): void {
    this.#add(channel, args, true);
  }

  /**
   * Says who may use `channel`: everything that listens to it or handles it here, whenever that was registered. All rules of
   * frame, page and application must let a sender pass; where there is none, that of `app.setDefaultAccess` decides.
   */
  setAccess(channel: string, access: Access): void {
    const rule: NativeAccess = access;
    runtime.whenStarted((native) => native.setAccess(this.#place, channel, rule));
  }

  /** Leaves `channel` without a rule of its own. */
  removeAccess(channel: string): void {
    runtime.whenStarted((native) => native.setAccess(this.#place, channel));
  }

  /** Does nothing if there is none. Calls that are under way go on. */
  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  #add(channel: string, args: readonly unknown[], once: boolean): void {
    const handler = args.length > 1 ? args[1] : args[0];
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function') {
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    }
    if (args.length > 1) this.setAccess(channel, args[0] as Access);
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
