// SPDX-License-Identifier: MIT
import { defineProperty, PrivateWeakMap, weakRef, weakTarget } from '../primordials';
import { firstPort, secondPort } from './dom-ports';

/**
 * Which ports belong to one channel. The engine doesn't say so, nor does it tell one end that the other one was closed:
 * so the one that the page keeps has to be known when the other one goes to main.
 */
export class Partners {
  private readonly partners = new PrivateWeakMap<MessagePort, WeakRef<MessagePort>>();

  /** Notes the ports of every channel that scripts of this world look at from now on. */
  watch(): void {
    this.watchGetter('port1', firstPort);
    this.watchGetter('port2', secondPort);
  }

  /** The other port of its channel; nothing, if scripts of this world have not made that, or let the port go. */
  of(port: MessagePort): MessagePort | undefined {
    const reference = this.partners.get(port);
    return reference && weakTarget(reference);
  }

  private watchGetter(name: 'port1' | 'port2', read: (channel: object) => MessagePort): void {
    const note = (channel: object): void => {
      const one = firstPort(channel);
      const two = secondPort(channel);
      this.partners.set(one, weakRef(two));
      this.partners.set(two, weakRef(one));
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
}
