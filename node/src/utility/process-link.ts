// SPDX-License-Identifier: MIT
// Runs in a utility process: the other half of relay.ts.
import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import { decodeValue, withValue } from '../codec';
import { type Frame, frameOf, FrameKind, FrameReader } from './frames';

/** An end of a channel, in a utility process. */
export class UtilityPort extends EventEmitter {
  readonly #link: ProcessLink;
  readonly #id: number;
  #state: 'waiting' | 'started' | 'gone' = 'waiting';

  constructor(link: ProcessLink, id: number) {
    super();
    this.#link = link;
    this.#id = id;
  }

  /** Posts a copy of `message`, and gives ports away with it that were not started. Silent if the channel is closed. */
  postMessage(message: unknown, transfer: readonly UtilityPort[] = []): void {
    if (!Array.isArray(transfer)) throw new TypeError('transferables must be an array of MessagePorts');
    const ports = transfer.map((each: unknown, index) => this.#checked(each, index, transfer));
    withValue(message, 'message', (bytes, length) => {
      if (this.#state === 'gone') return;
      const numbers = ports.map((each) => each.#id);
      for (const port of ports) port.#leave();
      this.#link.write(frameOf(FrameKind.message, this.#id, bytes.subarray(0, length), numbers));
    });
  }

  /** Messages come from now on; the process lives as long as they can. */
  start(): void {
    if (this.#state === 'gone') return;
    this.#link.hold(this);
    if (this.#state === 'waiting') this.#link.write(frameOf(FrameKind.start, this.#id));
    this.#state = 'started';
  }

  close(): void {
    if (this.#state === 'gone') return;
    this.#leave();
    this.#link.write(frameOf(FrameKind.close, this.#id));
    process.nextTick(() => this.emit('close'));
  }

  /** @internal The process need not live for it. */
  rest(): void {
    this.#link.release(this);
  }

  /** @internal Main says something to it. */
  static told(port: UtilityPort, { kind, payload, ports }: Frame): void {
    if (kind === FrameKind.close) {
      port.#leave();
      port.emit('close');
      return;
    }
    const event = { data: decodeValue(payload), ports: ports.map((each) => port.#link.made(each)) };
    port.emit('message', event);
  }

  #checked(port: unknown, index: number, all: readonly unknown[]): UtilityPort {
    if (!(port instanceof UtilityPort)) throw new TypeError(`Port at index ${index} is not a valid port`);
    if (all.indexOf(port) < index) throw new Error(`Port at index ${index} is a duplicate.`);
    if (port === this) throw new Error(`Port at index ${index} is the port that it is posted to.`);
    if (port.#state === 'gone') throw new Error(`Port at index ${index} is already neutered.`);
    if (port.#state === 'started') throw new Error(`Port at index ${index} was started: it stays in this process.`);
    return port;
  }

  #leave(): void {
    this.#state = 'gone';
    this.#link.forget(this.#id);
    this.#link.release(this);
  }
}

/** `process.parentPort`: messages come once somebody listens to `message`. */
export class ParentPort extends EventEmitter {
  readonly #port: UtilityPort;

  constructor(port: UtilityPort) {
    super();
    this.#port = port;
    port.on('message', (event: unknown) => this.emit('message', event));
    // Not before it is among the listeners.
    this.on('newListener', (name) => {
      if (name === 'message') process.nextTick(() => this.#listenOrRest());
    });
    this.on('removeListener', (name) => {
      if (name === 'message') this.#listenOrRest();
    });
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }

  /** The process lives as long as somebody listens. */
  #listenOrRest(): void {
    if (this.listenerCount('message') === 0) {
      this.#port.rest();
      return;
    }
    this.#port.start();
  }
}

/** The socket to main, and the ports that go over it. Main's end is this process's end. */
export class ProcessLink {
  private readonly socket: Socket;
  private readonly ports = new Map<number, UtilityPort>();
  /** Those that the process lives for. */
  private readonly held = new Set<UtilityPort>();
  private readonly reader = new FrameReader();

  constructor(descriptor: number) {
    this.socket = new Socket({ fd: descriptor, readable: true, writable: true });
    this.socket.on('data', (piece: Buffer) => this.reader.push(piece, (frame) => this.obey(frame)));
    this.socket.on('error', () => process.exit());
    this.socket.on('close', () => process.exit());
    this.socket.unref();
  }

  made(id: number): UtilityPort {
    const port = new UtilityPort(this, id);
    this.ports.set(id, port);
    return port;
  }

  write(frame: Uint8Array): void {
    this.socket.write(frame);
  }

  forget(id: number): void {
    this.ports.delete(id);
  }

  hold(port: UtilityPort): void {
    this.held.add(port);
    this.socket.ref();
  }

  release(port: UtilityPort): void {
    this.held.delete(port);
    if (this.held.size === 0) this.socket.unref();
  }

  private obey(frame: Frame): void {
    const port = this.ports.get(frame.port);
    if (port) UtilityPort.told(port, frame);
  }
}
