// SPDX-License-Identifier: MIT
// A preload script hands a port to its page with `window.postMessage`. There it is another object in another world, whose
// runtime has to watch it in place of this one's.

import { addEventListener, apply, defineProperty, removeEventListener } from '../primordials';
import { Bridge, kEnd } from './bridge';
import { closePort, dispatch, eventData, eventPorts, eventSource, iterableOf, postToPort, stopEvent } from './dom-ports';
import { transferOf } from './transfer';

/** Tells the other world that a message to its window comes with ports: which of them lead through main. */
export type Announce = (end: string, leads: readonly boolean[]) => void;

const { postMessage } = globalThis;

/** In the world of the preload script: has what it hands to its page announced there. */
export function watchHandover(announce: Announce): void {
  const value = function (...args: unknown[]): void {
    apply(postMessage, globalThis, args as Parameters<typeof postMessage>);
    const ports = portsOf(args);
    const leads: boolean[] = [];
    let any = false;
    for (let index = 0; index < ports.length; ++index) {
      const bridge = Bridge.of(ports[index]!);
      bridge?.passOn();
      leads[index] = bridge !== undefined;
      any ||= leads[index]!;
    }
    if (any) announce(kEnd, leads);
  };
  defineProperty(globalThis, 'postMessage', { value, writable: true, enumerable: true, configurable: true });
}

/** `(message, origin, ports)` or `(message, { transfer })`. */
function portsOf(args: readonly unknown[]): MessagePort[] {
  return transferOf(typeof args[1] === 'object' ? args[1] : args[2]);
}

interface Announced {
  readonly end: string;
  readonly leads: readonly boolean[];
}

/** In the page's world: what is announced there, until it comes. */
export class Handed {
  private readonly announced: Announced[] = [];

  private readonly onMessage = (event: Event): void => this.receive(event);

  /** Sees every message to the window before any script of the page does. */
  watch(): void {
    addEventListener(globalThis, 'message', this.onMessage, true);
  }

  /** The document is over. */
  release(): void {
    removeEventListener(globalThis, 'message', this.onMessage, true);
  }

  announce(end: string, leads: readonly boolean[]): void {
    // document.open() may have taken it off since; what is announced comes in a later turn.
    this.watch();
    this.announced[this.announced.length] = { end, leads };
  }

  private receive(event: Event): void {
    const next = this.announced[0];
    if (!next || eventSource(event) !== globalThis) return;
    const ports = eventPorts(event);
    if (ports.length !== next.leads.length) return;
    for (let index = 1; index < this.announced.length; ++index) this.announced[index - 1] = this.announced[index]!;
    --this.announced.length;
    for (let index = 0; index < ports.length; ++index) {
      if (next.leads[index]) watchHanded(ports[index]!, next.end);
    }
  }
}

/** As Bridge.watch, for a port whose other end is kept in the other world; `end` is the last word there. */
function watchHanded(port: MessagePort, end: string): void {
  addEventListener(port, 'message', (event) => {
    if (eventData(event) !== end) return;
    stopEvent(event);
    dispatch(port, 'close');
    closePort(port);
  });
  const value = (): void => {
    postToPort(port, end, { transfer: iterableOf([]) });
    closePort(port);
  };
  defineProperty(port, 'close', { value, writable: true, enumerable: false, configurable: true });
}
