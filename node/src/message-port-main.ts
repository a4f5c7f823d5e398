// SPDX-License-Identifier: MIT
import { EventEmitter } from 'node:events';
import { decodeValue, withValue } from './codec';
import type { Lent, NativePort } from './native';
import { runtime } from './runtime';

/** What a listener of `message` gets. */
export interface MessageEvent {
  readonly data: unknown;
  readonly ports: MessagePortMain[];
}

/** One end of a channel, in main. Messages wait until `start()`. */
export class MessagePortMain extends EventEmitter {
  static readonly #all = new WeakMap<NativePort, MessagePortMain>();
  readonly #native: NativePort;

  private constructor(native: NativePort) {
    super();
    this.#native = native;
  }

  /** Posts a copy of `message`, and gives ports away with it. Silent if the channel is closed. */
  postMessage(message: unknown, transfer?: readonly MessagePortMain[]): void {
    const ports = nativePortsIn(transfer);
    withValue(message, 'message', (bytes, length) => this.#native.post(bytes, length, ports));
  }

  start(): void {
    this.#native.start();
  }

  close(): void {
    this.#native.close();
  }

  /** @internal */
  static of(native: NativePort): MessagePortMain {
    let port = MessagePortMain.#all.get(native);
    if (!port) MessagePortMain.#all.set(native, (port = new MessagePortMain(native)));
    return port;
  }

  /** @internal The addon's, of what is a port; null for null. */
  static nativeOf(port: unknown): NativePort | null | undefined {
    if (port === null || port === undefined) return null;
    return typeof port === 'object' && #native in port ? port.#native : undefined;
  }

  /** @internal Something came to `native`. Malformed bytes are dropped, with a word. */
  static received(native: NativePort, payload: Lent, ports: readonly NativePort[]): void {
    const port = MessagePortMain.of(native);
    if (port.listenerCount('message') === 0) return;
    let data: unknown;
    try {
      data = decodeValue(payload);
    } catch (error) {
      runtime.warn(`A message port was sent: ${(error as Error).message}`);
      return;
    }
    const event: MessageEvent = { data, ports: ports.map((each) => MessagePortMain.of(each)) };
    runtime.emit(port, 'message', event);
  }

  /** @internal The other end of `native` is closed. */
  static closed(native: NativePort): void {
    runtime.emit(MessagePortMain.of(native), 'close');
  }
}

/** The ports of a `transfer`, as the addon knows them. Throws for what is none. */
export function nativePortsIn(transfer: unknown): (NativePort | null)[] {
  if (transfer === undefined) return [];
  if (!Array.isArray(transfer)) throw new TypeError('transferables must be an array of MessagePorts');
  return transfer.map((each: unknown, index) => {
    const native = MessagePortMain.nativeOf(each);
    if (native === undefined) throw new TypeError(`Port at index ${index} is not a valid port`);
    return native;
  });
}

/** A channel: what is posted to one of its ports arrives at the other. */
export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const [one, two] = runtime.native.makeChannel();
    this.port1 = MessagePortMain.of(one);
    this.port2 = MessagePortMain.of(two);
  }
}
