// SPDX-License-Identifier: MIT
import { EventEmitter } from 'events';
import type { Pipe } from './pipe';
import { apply } from './primordials';

/** The page's end of messages: an EventEmitter of what main sends, with the means to send to main. */
export class IpcRenderer extends EventEmitter {
  readonly #pipe: Pipe;

  constructor(pipe: Pipe) {
    super();
    this.#pipe = pipe;
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
}

/** Hands a message of main to the listeners of its channel. Throws what a listener throws. */
export function deliver(ipcRenderer: IpcRenderer, channel: string, args: readonly unknown[]): void {
  // To Node's EventEmitter an error that nobody listens for is a reason to throw; here it is a channel like any other.
  if (channel === 'error' && ipcRenderer.listenerCount('error') === 0) return;
  const all: unknown[] = [channel, { sender: ipcRenderer, ports: [] }];
  // Not by a spread, which would ask the iterator that the page may have patched.
  for (let index = 0; index < args.length; ++index) all[index + 2] = args[index];
  apply(ipcRenderer.emit, ipcRenderer, all);
}

function checkChannel(channel: unknown, method: string): void {
  if (typeof channel === 'string') return;
  const actual = channel === null ? 'null' : typeof channel;
  throw new TypeError(`ipcRenderer.${method}: the channel must be a string, but it is of type ${actual}.`);
}
