// SPDX-License-Identifier: MIT
import { defineProperty, PrivateWeakMap, weakRef, weakTarget } from '../primordials';
import { firstPort, secondPort } from './dom-ports';

interface Known {
  readonly partner: WeakRef<MessagePort>;
  /** Whether it has posted anything. */
  isUsed: boolean;
}

/**
 * Which ports belong to one channel. The engine doesn't say so, nor does it tell one end that the other one was closed:
 * so the one that the page keeps has to be known when the other one goes to main.
 */
export class Partners {
  private readonly known = new PrivateWeakMap<MessagePort, Known>();

  /** Notes the ports of every channel that scripts of this world look at from now on. */
  watch(): void {
    this.watchGetter('port1', firstPort);
    this.watchGetter('port2', secondPort);
  }

  /** The other port of its channel; nothing, if scripts of this world have not made that, or let the port go. */
  of(port: MessagePort): MessagePort | undefined {
    const known = this.known.get(port);
    return known && weakTarget(known.partner);
  }

  /** Whether a port whose partner is known has posted anything. */
  isUsed(port: MessagePort): boolean {
    return this.known.get(port)?.isUsed !== false;
  }

  /** A port is about to post. */
  noteUse(port: MessagePort): void {
    const known = this.known.get(port);
    if (known) known.isUsed = true;
  }

  private watchGetter(name: 'port1' | 'port2', read: (channel: object) => MessagePort): void {
    const note = (channel: object): void => {
      const one = firstPort(channel);
      const two = secondPort(channel);
      this.note(one, two);
      this.note(two, one);
    };
    defineProperty(MessageChannel.prototype, name, {
      get(this: object) {
        const port = read(this);
        note(this);
        return port;
      },
      enumerable: true,
      configurable: true,
    });
  }

  private note(port: MessagePort, partner: MessagePort): void {
    if (this.known.has(port)) return;
    this.known.set(port, { partner: weakRef(partner), isUsed: false });
  }
}
