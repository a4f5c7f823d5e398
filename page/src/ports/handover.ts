// SPDX-License-Identifier: MIT
// A preload script hands a port to its page with `window.postMessage`. There it is another object in another world, whose
// runtime has to watch it in place of this one's. Nothing of what they say to each other goes through the port to the page:
// that may pass it on, to a worker say, where nobody watches.

import {
  addEventListener,
  apply,
  defineProperty,
  PrivateMap,
  setTimeout,
  weakRef,
  weakTarget,
} from '../primordials';
import { Bridge, kEnd } from './bridge';
import { closePort, dispatch, eventPorts, eventSource, iterableOf, postToPort } from './dom-ports';
import { transferOf } from './transfer';

/** What the runtime of the preload script's world tells the page's of ports that it hands over. */
export interface Announce {
  /**
   * A message to the window comes with ports. `numbers` are how they are called from now on; 0 is one that doesn't lead through
   * main. `end` is the last word of one that the page closes.
   */
  ports(end: string, numbers: readonly number[]): void;
  /** The other side of a port is closed. The page gets so many messages from it, counted from the first. */
  ended(number: number, messages: number): void;
}

const { postMessage } = globalThis;

/** In the world of the preload script: has what it hands to its page announced there. */
export function watchHandover(announce: () => Announce): void {
  let last = 0;
  const value = function (...args: unknown[]): void {
    apply(postMessage, globalThis, args as Parameters<typeof postMessage>);
    const ports = portsOf(args);
    const numbers: number[] = [];
    let any = false;
    for (let index = 0; index < ports.length; ++index) {
      const number = ++last;
      const bridge = Bridge.of(ports[index]!);
      bridge?.handOver((messages) => announce().ended(number, messages));
      numbers[index] = bridge ? number : 0;
      any ||= bridge !== undefined;
    }
    if (any) announce().ports(kEnd, numbers);
  };
  defineProperty(globalThis, 'postMessage', { value, writable: true, enumerable: true, configurable: true });
}

/** `(message, origin, ports)` or `(message, { transfer })`. */
function portsOf(args: readonly unknown[]): MessagePort[] {
  return transferOf(typeof args[1] === 'object' ? args[1] : args[2]);
}

/** In the page's world: what is announced there. */
export class Handed implements Announce {
  /** Message by message what comes with it, until that has come. */
  private readonly announced: (readonly (HandedPort | undefined)[])[] = [];
  /** Those that are not over. */
  private readonly open = new PrivateMap<number, HandedPort>();

  private readonly onMessage = (event: Event): void => this.receive(event);

  /** Sees every message to the window before any script of the page does. */
  watch(): void {
    addEventListener(globalThis, 'message', this.onMessage, true);
  }

  /** The document is over, and what still comes to its window not for it. The listener stays: the window may be of another origin now. */
  release(): void {
    this.announced.length = 0;
  }

  ports(end: string, numbers: readonly number[]): void {
    // document.open() may have taken it off since; what is announced comes in a later turn.
    this.watch();
    const ports: (HandedPort | undefined)[] = [];
    for (let index = 0; index < numbers.length; ++index) ports[index] = this.newPort(end, numbers[index]!);
    this.announced[this.announced.length] = ports;
  }

  ended(number: number, messages: number): void {
    const port = this.open.get(number);
    this.open.delete(number);
    port?.end(messages);
  }

  private newPort(end: string, number: number): HandedPort | undefined {
    if (number === 0) return undefined;
    const port = new HandedPort(end, () => this.open.delete(number));
    this.open.set(number, port);
    return port;
  }

  private receive(event: Event): void {
    const next = this.announced[0];
    if (!next || eventSource(event) !== globalThis) return;
    const ports = eventPorts(event);
    if (ports.length !== next.length) return;
    for (let index = 1; index < this.announced.length; ++index) this.announced[index - 1] = this.announced[index]!;
    --this.announced.length;
    for (let index = 0; index < ports.length; ++index) next[index]?.watch(ports[index]!);
  }
}

/** In place of a Bridge, for a port of the page whose other end is kept in the other world. */
class HandedPort {
  /** Weakly: it is the page's to let go. */
  private port: WeakRef<MessagePort> | undefined;
  private seen = 0;
  /** How many messages the page gets; nothing, as long as there may be more. */
  private total: number | undefined;

  /** `end` is the last word to the other end; `onClosed` is called when the page has closed its own. */
  constructor(
    private readonly lastWord: string,
    private readonly onClosed: () => void,
  ) {}

  /** It has come. Notices what the page does with it, and what comes to it. */
  watch(port: MessagePort): void {
    this.port = weakRef(port);
    addEventListener(port, 'message', () => {
      ++this.seen;
      this.tellPageSoon();
    });
    defineProperty(port, 'close', { value: () => this.close(port), writable: true, enumerable: false, configurable: true });
    this.tellPageSoon();
  }

  end(messages: number): void {
    this.total = messages;
    this.tellPageSoon();
  }

  private close(port: MessagePort): void {
    this.port = undefined;
    postToPort(port, this.lastWord, { transfer: iterableOf([]) });
    closePort(port);
    this.onClosed();
  }

  /** Once the page has seen everything, after the listeners that run now. If it has passed the port on it never does. */
  private tellPageSoon(): void {
    const port = this.port && weakTarget(this.port);
    if (port && this.total !== undefined && this.seen >= this.total) setTimeout(() => this.tellPage(port), 0);
  }

  private tellPage(port: MessagePort): void {
    if (!this.port) return;
    this.port = undefined;
    dispatch(port, 'close');
    closePort(port);
  }
}
