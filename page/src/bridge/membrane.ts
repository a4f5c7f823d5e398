// SPDX-License-Identifier: MIT
import { type ByteWriter, LimitError } from '../codec/byte-writer';
import { Decoder } from '../codec/decode';
import { Encoder } from '../codec/encode';
import { kMaxDepth } from '../codec/wire-constants';
import { countMessage } from '../garbage';
import { apply, byteRange, isAborted, PrivateMap, reasonOf, thenPromise } from '../primordials';
import type { Announce } from '../ports/handover';
import { Form, Message } from './forms';
import { OwnFunctions, Proxies } from './functions';
import { type Naming, Packer } from './packer';
import { abortedSignal, Followers, OwnSignals } from './signals';
import { type Meaning, Unpacker } from './unpacker';

/** A value of as many levels as there may be stands in a message, the arguments of a call, and the form of a clone. */
const kDepthOfMessages = kMaxDepth + 3;

type AnyFunction = (...args: unknown[]) => unknown;

/** Where a membrane lies, as the world on this side of it says. */
export interface Border {
  /** Hands bytes to the `receive` of the other side, and returns what that returns. */
  readonly cross: (bytes: Uint8Array, length: number) => Uint8Array;
  /** How large what crosses at once may be. */
  readonly maxBytes: number;
  /** Crosses as an empty object. */
  readonly hidden: object | undefined;
  /** Takes what the other side exposes here. */
  readonly onExpose: (key: string, api: unknown) => void;
  /** Takes what the other side says of ports that it hands over. */
  readonly handed: Announce;
}

interface Settling {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * The border between two script worlds of one document, as one of them sees it. Bytes go across and nothing else: so no
 * object of one world, no prototype and no constructor is ever within reach of the other.
 */
export class Membrane implements Naming, Meaning {
  private readonly own = new OwnFunctions();
  private readonly proxies: Proxies;
  private readonly ownSignals: OwnSignals;
  private readonly followers = new Followers();
  private readonly settlings = new PrivateMap<number, Settling>();
  private lastPromise = 0;

  constructor(private readonly border: Border) {
    this.proxies = new Proxies(
      (id, args) => this.ask([Message.call, id, new Packer(this).packArguments(args)]),
      (id) => void this.ask([Message.release, id]),
    );
    this.ownSignals = new OwnSignals(
      (id, reason) => this.tell([Message.abort, id, new Packer(this).packReason(reason)]),
      (id) => this.tell([Message.forget, id]),
    );
  }

  /** Has the other world define `key` on its global object, as a frozen copy of `api` with proxies of its functions. */
  expose(key: string, api: unknown): void {
    this.ask([Message.expose, key, this.pack(api, `api '${key}'`)]);
  }

  /** What the other world is told of ports that are handed to it. */
  readonly announce: Announce = {
    ports: (end, numbers) => void this.ask([Message.ports, end, numbers]),
    ended: (number, messages) => this.tell([Message.ended, number, messages]),
  };

  /** Takes what the other world says; never throws. */
  receive(bytes: Uint8Array): Uint8Array {
    try {
      return this.answer([true, this.pack(this.act(decode(bytes)), 'result')]);
    } catch (error) {
      return this.answer([false, this.packError(error)]);
    }
  }

  nameFunction(target: AnyFunction): readonly unknown[] {
    const theirs = this.proxies.idOf(target);
    return theirs === undefined ? [Form.own, this.own.idOf(target)] : [Form.theirs, theirs];
  }

  namePromise(promise: Promise<unknown>): readonly unknown[] {
    const id = ++this.lastPromise;
    void thenPromise(
      promise,
      (value) => this.settle(id, true, value),
      (reason) => this.settle(id, false, reason),
    );
    return [Form.promise, id];
  }

  nameSignal(signal: AbortSignal): readonly unknown[] {
    if (isAborted(signal)) return [Form.signal, 0, true, new Packer(this).packReason(reasonOf(signal))];
    return [Form.signal, this.ownSignals.idOf(signal), false];
  }

  isHidden(object: object): boolean {
    return object === this.border.hidden;
  }

  ownFunction(id: number): unknown {
    return this.own.get(id);
  }

  proxyFor(id: number): unknown {
    return this.proxies.for(id);
  }

  promiseFor(id: number): unknown {
    return new Promise((resolve, reject) => this.settlings.set(id, { resolve, reject }));
  }

  signalFor([, id, aborted, reason]: readonly unknown[]): unknown {
    return aborted === true ? abortedSignal(this.unpack(reason)) : this.followers.for(id as number);
  }

  private ask(message: readonly unknown[]): unknown {
    const { bytes, length } = this.encode(message);
    const answer = decode(this.border.cross(bytes, length));
    const result = this.unpack(answer[1]);
    if (answer[0] === true) return result;
    throw result;
  }

  private act(message: readonly unknown[]): unknown {
    switch (message[0]) {
      case Message.expose:
        this.border.onExpose(message[1] as string, new Unpacker(this).unpackFrozen(message[2]));
        return undefined;
      case Message.call:
        return apply(this.own.get(message[1] as number), undefined, this.unpack(message[2]) as unknown[]);
      case Message.settle:
        this.settled(message);
        return undefined;
      case Message.release:
        this.own.release(message[1] as number);
        return undefined;
      case Message.ports:
        this.border.handed.ports(message[1] as string, message[2] as readonly number[]);
        return undefined;
      case Message.ended:
        this.border.handed.ended(message[1] as number, message[2] as number);
        return undefined;
      case Message.abort:
        this.followers.abort(message[1] as number, this.unpack(message[2]));
        return undefined;
      case Message.forget:
        this.followers.forget(message[1] as number);
        return undefined;
      default:
        throw new TypeError('Malformed message from the other world');
    }
  }

  private settled(message: readonly unknown[]): void {
    const id = message[1] as number;
    const settling = this.settlings.get(id);
    if (!settling) return;
    this.settlings.delete(id);
    const value = this.unpack(message[3]);
    if (message[2] === true) settling.resolve(value);
    else settling.reject(value);
  }

  private settle(id: number, fulfilled: boolean, value: unknown): void {
    try {
      this.ask([Message.settle, id, fulfilled, this.pack(value, 'result')]);
    } catch (error) {
      this.tell([Message.settle, id, false, this.packError(error)]);
    }
  }

  /** As `ask`, where nobody would hear of a failure. */
  private tell(message: readonly unknown[]): void {
    try {
      this.ask(message);
    } catch {
      // The other world is gone, and with it whoever waits.
    }
  }

  private pack(value: unknown, subject: string): unknown {
    return new Packer(this).pack(value, subject);
  }

  /** What was thrown may be something that can't cross. */
  private packError(error: unknown): unknown {
    try {
      return this.pack(error, 'error');
    } catch {
      return this.pack(new Error('An object could not be cloned.'), 'error');
    }
  }

  private unpack(packed: unknown): unknown {
    return new Unpacker(this).unpack(packed);
  }

  private answer(message: readonly unknown[]): Uint8Array {
    const { bytes, length } = this.encode(message);
    return byteRange(bytes, 0, length);
  }

  /** Throws a RangeError for what is too large. */
  private encode(message: readonly unknown[]): ByteWriter {
    const { maxBytes } = this.border;
    const encoder = new Encoder(kDepthOfMessages);
    encoder.writer.limit = maxBytes;
    try {
      encoder.writeArguments(message);
    } catch (error) {
      if (!(error instanceof LimitError)) throw error;
      throw new RangeError(`A value of at least ${error.needed} bytes is over the limit of ${maxBytes} bytes.`);
    }
    countMessage(encoder.writer.bytes);
    return encoder.writer;
  }
}

function decode(bytes: Uint8Array): unknown[] {
  return new Decoder(bytes, 0, kDepthOfMessages).decodeArguments();
}
