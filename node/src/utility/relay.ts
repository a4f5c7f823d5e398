// SPDX-License-Identifier: MIT
import type { Socket } from 'node:net';
import { bytesOf } from '../codec';
import type { Lent, NativePort } from '../native';
import { type Frame, frameOf, FrameKind, FrameReader } from './frames';

/** How much may wait for a process that does not read. */
const kMaxWaitingBytes = 512 * 1024 * 1024;

/**
 * Main's half of a utility process: the ends of channels that the process has. What is posted to them crosses the socket, and
 * what the process says is posted to them; until the process starts one, messages wait in it as in any port.
 *
 * What comes is checked as what a page says: `broken` is told of the first thing that can't be meant, and nothing after that is
 * read.
 */
export class Relay {
  private static readonly all = new WeakMap<NativePort, { readonly relay: Relay; readonly id: number }>();
  private readonly ports = new Map<number, NativePort>();
  private readonly started = new Set<number>();
  private readonly reader = new FrameReader();
  private last = -1;
  private isOver = false;

  /** `parent`: what the process knows as `process.parentPort`. */
  constructor(
    private readonly socket: Socket,
    parent: NativePort,
    private readonly broken: (why: string) => void,
  ) {
    this.add(parent);
    socket.on('data', (piece: Buffer) => this.read(piece));
    // Of a process that has ended; its end is told by its own event.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.end());
  }

  /** The one that `port` was given to. */
  static received(port: NativePort, payload: Lent, ports: readonly NativePort[]): boolean {
    const known = Relay.all.get(port);
    known?.relay.pass(known.id, payload, ports);
    return known !== undefined;
  }

  static closed(port: NativePort): boolean {
    const known = Relay.all.get(port);
    known?.relay.forget(known.id);
    return known !== undefined;
  }

  private add(port: NativePort): number {
    const id = ++this.last;
    this.ports.set(id, port);
    Relay.all.set(port, { relay: this, id });
    return id;
  }

  private pass(id: number, payload: Lent, ports: readonly NativePort[]): void {
    if (this.isOver) return;
    const numbers = ports.map((each) => this.add(each));
    this.socket.write(frameOf(FrameKind.message, id, bytesOf(payload), numbers));
    if (this.socket.writableLength > kMaxWaitingBytes) this.fail('It does not read what is sent to it.');
  }

  private forget(id: number): void {
    if (!this.ports.delete(id) || this.isOver) return;
    this.socket.write(frameOf(FrameKind.close, id));
  }

  private read(piece: Buffer): void {
    if (this.isOver) return;
    try {
      this.reader.push(piece, (frame) => this.obey(frame));
    } catch (error) {
      this.fail((error as Error).message);
    }
  }

  private obey({ kind, port, ports, payload }: Frame): void {
    const native = this.ports.get(port);
    // A port that was closed here while the process used it is no crime.
    if (!native) {
      if (port > this.last) throw new RangeError(`There is no port ${port}`);
      return;
    }
    switch (kind) {
      case FrameKind.message:
        native.post(payload, payload.length, this.take(ports));
        break;
      case FrameKind.start:
        this.started.add(port);
        native.start();
        break;
      case FrameKind.close:
        this.ports.delete(port);
        native.close();
        break;
      default:
        throw new RangeError(`Malformed frame of kind ${kind}`);
    }
  }

  /** The process gives ports away that it has not started. */
  private take(ports: readonly number[]): NativePort[] {
    return ports.flatMap((each) => {
      if (this.started.has(each) || each > this.last) throw new RangeError(`Port ${each} can't be given away`);
      const native = this.ports.get(each);
      this.ports.delete(each);
      return native ? [native] : [];
    });
  }

  private fail(why: string): void {
    this.isOver = true;
    this.broken(why);
    this.socket.destroy();
  }

  private end(): void {
    this.isOver = true;
    const left = [...this.ports.values()];
    this.ports.clear();
    left.forEach((each) => each.close());
  }
}
