// SPDX-License-Identifier: MIT
import { EventEmitter } from 'events';
import type { InvokeOptions, StreamOptions } from './call-options';
import type { Handler, Handlers } from './handlers';
import type { Invokes } from './invokes';
import type { Pipe } from './pipe';
import type { Ports } from './ports/ports';
import { apply } from './primordials';
import type { MainStream } from './streams/main-stream';
import type { Streams } from './streams/streams';

/** What its calls are made of. */
interface Parts {
  readonly invokes: Invokes;
  readonly handlers: Handlers;
  readonly ports: Ports;
  readonly streams: Streams;
}

/** The page's end of messages: an EventEmitter of what main sends, with the means to send to main. */
export class IpcRenderer extends EventEmitter {
  readonly #pipe: Pipe;
  readonly #invokes: Invokes;
  readonly #handlers: Handlers;
  readonly #ports: Ports;
  readonly #streams: Streams;

  constructor(pipe: Pipe, { invokes, handlers, ports, streams }: Parts) {
    super();
    this.#pipe = pipe;
    this.#invokes = invokes;
    this.#handlers = handlers;
    this.#ports = ports;
    this.#streams = streams;
  }

  /** Sends a message to the listeners of `channel` in main. */
  send(channel: string, ...args: unknown[]): void {
    checkChannel(channel, 'send');
    this.#pipe.send(channel, args);
  }

  /** Sends a message and blocks the page until main has answered it. */
  sendSync(channel: string, ...args: unknown[]): unknown {
    checkChannel(channel, 'sendSync');
    return this.#pipe.sendSync(channel, args);
  }

  /** Sends one value and MessagePorts, which can't be used here afterwards, to the listeners of `channel` in main. */
  postMessage(channel: string, message: unknown, transfer?: readonly MessagePort[]): void {
    checkChannel(channel, 'postMessage');
    this.#ports.send(channel, message, transfer);
  }

  /** Asks main; the promise settles with the answer of the channel's handler. */
  invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    return this.#invokes.ask(() => checkChannel(channel, 'invoke'), channel, args);
  }

  /** `invoke` that can be cancelled. */
  invokeWithOptions(channel: string, options?: InvokeOptions | null, ...args: unknown[]): Promise<unknown> {
    return this.#invokes.ask(() => checkChannel(channel, 'invokeWithOptions'), channel, args, options);
  }

  /** Asks main for a stream: the values that the channel's handler yields, one by one, as they are read. */
  stream(channel: string, ...args: unknown[]): MainStream {
    checkChannel(channel, 'stream');
    return this.#streams.ask(channel, args);
  }

  /** `stream` that can be cancelled by a signal. */
  streamWithOptions(channel: string, options?: StreamOptions | null, ...args: unknown[]): MainStream {
    checkChannel(channel, 'streamWithOptions');
    return this.#streams.ask(channel, args, options);
  }

  /** Answers `contents.invoke` of main on `channel`. */
  handle(channel: string, handler: Handler): void {
    checkChannel(channel, 'handle');
    this.#handlers.add(channel, handler, false);
  }

  /** `handle` for one call: the handler is removed before it is called. */
  handleOnce(channel: string, handler: Handler): void {
    checkChannel(channel, 'handleOnce');
    this.#handlers.add(channel, handler, true);
  }

  /** Does nothing if there is none. */
  removeHandler(channel: string): void {
    checkChannel(channel, 'removeHandler');
    this.#handlers.remove(channel);
  }
}

/**
 * Hands a message of main to the listeners of its channel, as they are when it begins. Throws what a listener throws.
 * Not by `emit`: to that a message on `error` without listeners is a reason to throw, and it collects its arguments with
 * a method that the page may have patched. Nor by a spread, which would ask a patched iterator.
 */
export function deliver(
  ipcRenderer: IpcRenderer,
  channel: string,
  args: readonly unknown[],
  ports: readonly MessagePort[] = [],
): void {
  const listeners = ipcRenderer.rawListeners(channel);
  const all: unknown[] = [eventOf(ipcRenderer, ports)];
  for (let index = 0; index < args.length; ++index) all[index + 1] = args[index];
  for (let index = 0; index < listeners.length; ++index) apply(listeners[index]!, ipcRenderer, all);
}

/** What comes first in the arguments of every listener and handler. */
export function eventOf(ipcRenderer: IpcRenderer, ports: readonly MessagePort[] = []): object {
  return { sender: ipcRenderer, ports };
}

function checkChannel(channel: unknown, method: string): void {
  if (typeof channel === 'string') return;
  const actual = channel === null ? 'null' : typeof channel;
  throw new TypeError(`ipcRenderer.${method}: the channel must be a string, but it is of type ${actual}.`);
}
