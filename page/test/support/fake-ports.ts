// SPDX-License-Identifier: MIT
// The channels of the DOM, as far as the runtime uses them: Node's own are of another make. As in WebKit, no end is told
// that the other one is closed.

import { uncurryThis } from '../../src/primordials';

/** One end of a channel, whatever object stands for it. */
interface End<Port> {
  other: End<Port> | undefined;
  port: Port | undefined;
  readonly queue: { readonly data: unknown; readonly ports: readonly Port[] }[];
  started: boolean;
}

interface Transfer<Port> {
  readonly transfer: Iterable<Port>;
}

/** As the engine does it, which asks nothing that a page may have patched. */
const addEventListener = uncurryThis(EventTarget.prototype.addEventListener);
const removeEventListener = uncurryThis(EventTarget.prototype.removeEventListener);
const dispatchEvent = uncurryThis(EventTarget.prototype.dispatchEvent);

/** What a page finds in its global object; each has classes of its own, since pages patch them. */
export function fakePorts(): object {
  class MessageEvent extends Event {
    readonly #data: unknown;
    readonly #ports: readonly MessagePort[];
    readonly #source: unknown = null;

    constructor(type: string, { data, ports }: { data: unknown; ports: Iterable<MessagePort> }) {
      super(type);
      this.#data = data;
      this.#ports = Object.freeze([...ports]);
    }
    get data(): unknown {
      return this.#data;
    }
    get source(): unknown {
      return this.#source;
    }
    get ports(): readonly MessagePort[] {
      return this.#ports;
    }
  }

  class MessagePort extends EventTarget {
    #end: End<MessagePort> | undefined;
    #isClosed = false;
    #onmessage: ((event: Event) => void) | null = null;

    static on(end: End<MessagePort>): MessagePort {
      const port = new MessagePort();
      port.#end = end;
      end.port = port;
      return port;
    }
    /** As a transfer does: the objects of `ports` are dead, those returned stand for their ends. */
    static transfer(ports: Iterable<MessagePort>): MessagePort[] {
      const list = MessagePort.#checked(ports);
      if (new Set(list).size < list.length || list.some((port) => port.#end === undefined)) {
        throw new DOMException('The object can not be cloned.', 'DataCloneError');
      }
      return list.map((port) => {
        const end = port.#end!;
        port.#end = undefined;
        end.started = false;
        return MessagePort.on(end);
      });
    }

    get onmessage(): ((event: Event) => void) | null {
      return this.#onmessage;
    }
    set onmessage(listener: ((event: Event) => void) | null) {
      if (this.#onmessage) removeEventListener(this, 'message', this.#onmessage);
      this.#onmessage = listener;
      if (listener) addEventListener(this, 'message', listener);
      MessagePort.#start(this.#end);
    }
    postMessage(data: unknown, options?: Transfer<MessagePort> | Iterable<MessagePort>): void {
      const transfer = options && 'transfer' in options ? options.transfer : (options ?? []);
      const clone = structuredClone(data);
      const list = MessagePort.#checked(transfer);
      if (!this.#end) return;
      if (list.includes(this)) throw new DOMException('The object can not be cloned.', 'DataCloneError');
      const ports = MessagePort.transfer(list);
      const { other } = this.#end;
      if (!other) return;
      other.queue.push({ data: clone, ports });
      MessagePort.#deliver(other);
    }
    start(): void {
      MessagePort.#start(this.#end);
    }
    close(): void {
      const end = this.#end;
      this.#end = undefined;
      this.#isClosed = true;
      if (end?.other) end.other.other = undefined;
    }

    static #checked(ports: Iterable<MessagePort>): MessagePort[] {
      const list = [...ports];
      if (!list.some((port) => port.#isClosed)) return list;
      throw new DOMException('MessagePort is detached', 'DataCloneError');
    }
    static #start(end: End<MessagePort> | undefined): void {
      if (!end) return;
      end.started = true;
      MessagePort.#deliver(end);
    }
    static #deliver(end: End<MessagePort>): void {
      setImmediate(() => {
        const { port } = end;
        if (!end.started || port === undefined || port.#end !== end) return;
        const next = end.queue.shift();
        if (next) dispatchEvent(port, new MessageEvent('message', next));
        if (end.queue.length > 0) MessagePort.#deliver(end);
      });
    }
  }

  class MessageChannel {
    readonly #port1: MessagePort;
    readonly #port2: MessagePort;

    constructor() {
      const one: End<MessagePort> = { other: undefined, port: undefined, queue: [], started: false };
      const two: End<MessagePort> = { other: one, port: undefined, queue: [], started: false };
      one.other = two;
      this.#port1 = MessagePort.on(one);
      this.#port2 = MessagePort.on(two);
    }
    get port1(): MessagePort {
      return this.#port1;
    }
    get port2(): MessagePort {
      return this.#port2;
    }
  }

  // The runtime clones lists of ports, and nothing else.
  const clone = (_: unknown, { transfer }: Transfer<MessagePort>): unknown => MessagePort.transfer(transfer);
  return { MessageChannel, MessagePort, MessageEvent, structuredClone: clone };
}
