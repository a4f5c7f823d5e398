// SPDX-License-Identifier: MIT
import {
  addEventListener,
  defineProperty,
  PrivateMap,
  PrivateWeakMap,
  random,
  setTimeout,
  weakRef,
  weakTarget,
} from '../primordials';
import {
  closePort,
  dispatch,
  dispatchMessage,
  eventPorts,
  isLive,
  iterableOf,
  onMessageOf,
  postNothing,
  postToPort,
  setOnMessage,
  startPort,
} from './dom-ports';
import { onlyPortsIn, transferOf } from './transfer';

/**
 * What a port of the page posts when it is closed. Nobody but the runtime knows it, so no message is taken for it; and it is posted
 * only to ends that the runtime keeps, never to one that scripts may have.
 */
export const kEnd = `closed ${random()} ${random()}`;
/** What one posts that was in use before it was watched: all that it posted by then has come before this. */
const kFence = `watched ${random()} ${random()}`;

/** Of so many messages with ports that the page has not taken it is remembered which ports those are. */
const kMaxCarrying = 1000;

/** The bridge of each port of the page that is watched. */
const bridges = new PrivateWeakMap<MessagePort, Bridge>();

/** The way from a bridge to main. */
export interface Outlet {
  /** A bridge in place of a port that the page has given away. */
  bridgeFor(given: MessagePort): Bridge;
  post(number: number, message: unknown, ports: readonly MessagePort[]): void;
  close(number: number): void;
}

/** Which ports of a channel had posted something before one of them was watched. */
export interface Uses {
  readonly byPage: boolean;
  readonly byOther: boolean;
}

/**
 * A DOM channel between the page and the runtime. Two things it lacks. The engine has no `close` event and says nothing of a
 * port that is closed; and it brings every message through a third process, which takes ten times as long as all the rest. So
 * the page's end has methods of its own, which tell, and which go past the engine where nothing is still on its way through it.
 * That is so as long as the page uses the object that it was given: one that was passed on to another script world, frame or
 * worker goes through the engine.
 */
export class Bridge {
  private number: number | undefined;
  private kept: MessagePort | undefined;
  /** The other end, as long as it is still to be given to the page. */
  private given: MessagePort | undefined;
  /** The page's end. Weakly: it is the page's to let go. */
  private page: WeakRef<MessagePort> | undefined;
  private isOver = false;
  private isPassedOn = false;
  /** Where another world of the document has the page's end: takes the end, and how many messages come before it. */
  private onEnd: ((messages: number) => void) | undefined;
  private isStarted = false;
  /** Nothing that others have posted to the page's end is before what comes from here. */
  private isOnlySource = true;
  private isDispatching = false;
  private isFencePending = false;
  /** Messages of the page that are on their way through the engine. */
  private onTheWay = 0;
  /** Messages to the page that went through the engine, and those that have come. */
  private posted = 0;
  private seen = 0;
  /** Those whose page's ends come with the message of that number. */
  private readonly carrying = new PrivateMap<number, readonly Bridge[]>();
  /** For the ports that the page gave away with messages that have not come yet, message by message. */
  private readonly givenAway: (readonly Bridge[])[] = [];

  constructor(private readonly outlet: Outlet) {}

  /** Begins: `kept` is its end, `given` the other one if it is still to be given to the page. */
  keep(number: number, kept: MessagePort, given: MessagePort | undefined): void {
    this.number = number;
    this.kept = kept;
    this.given = given;
  }

  /** Whether it is the last word of a port that the page has closed. */
  static isEnd(data: unknown): boolean {
    return data === kEnd;
  }

  /** The bridge whose end a port of the page is; nothing, if it is none that is watched. */
  static of(port: MessagePort): Bridge | undefined {
    return bridges.get(port);
  }

  /** The other end, for the page. */
  release(): MessagePort {
    const given = this.given!;
    this.given = undefined;
    this.watch(given, { byPage: false, byOther: false });
    return given;
  }

  /** Posts to the page, and with it the ends of others. */
  post(value: unknown, others: readonly Bridge[]): void {
    const ports: MessagePort[] = [];
    const port = this.directTarget();
    if (port) {
      for (let index = 0; index < others.length; ++index) ports[index] = others[index]!.release();
      this.isDispatching = true;
      dispatchMessage(port, value, ports);
      this.isDispatching = false;
      return;
    }
    for (let index = 0; index < others.length; ++index) ports[index] = others[index]!.handOn();
    postToPort(this.kept!, value, { transfer: iterableOf(ports) });
    const isToldApart = others.length > 0 && !this.isPassedOn && this.carrying.size < kMaxCarrying;
    if (isToldApart) this.carrying.set(this.posted, others);
    ++this.posted;
  }

  /** `port` is the page's end: notices what the page does with it, and what has come to it. */
  watch(port: MessagePort, used: Uses): void {
    this.page = weakRef(port);
    bridges.set(port, this);
    this.isOnlySource = !used.byOther;
    this.isStarted = onMessageOf(port) !== null;
    addEventListener(port, 'message', (event) => this.onSeen(event));
    if (used.byPage) this.fence(port);
    this.giveMethods(port);
    // It may have ended before it came to the page.
    this.tellPageSoon();
  }

  /** The bridges for the ports that come with the next message of the page that has any; empty, if none was noted. */
  takeGivenAway(): readonly Bridge[] {
    const { givenAway } = this;
    if (givenAway.length === 0) return [];
    const first = givenAway[0]!;
    for (let index = 1; index < givenAway.length; ++index) givenAway[index - 1] = givenAway[index]!;
    --givenAway.length;
    return first;
  }

  /** A message of the page has come through the engine. Returns whether it is one of the runtime's own. */
  arrived(data: unknown): boolean {
    const isFence = data === kFence;
    if (isFence) this.isFencePending = false;
    if (!this.isFencePending && this.onTheWay > 0) --this.onTheWay;
    return isFence;
  }

  /** The page has given its end back to this runtime: at the other end of the DOM channel is another bridge now. */
  passOn(): void {
    this.isPassedOn = true;
    this.page = undefined;
  }

  /** The page's end is handed to another world of the document, which sees what was posted and not seen yet. */
  handOver(onEnd: (messages: number) => void): void {
    this.passOn();
    this.onEnd = onEnd;
  }

  /** The other end, in main or beyond, is closed: once the page has seen what came before, it hears so. */
  end(): void {
    this.isOver = true;
    if (this.onEnd) this.onEnd(this.posted - this.seen);
    else if (this.isPassedOn) postToPort(this.kept!, kEnd, { transfer: iterableOf([]) });
    this.shut();
    if (this.seen >= this.posted) this.tellPage();
  }

  /** Lets the kept end go. */
  shut(): void {
    this.isOver = true;
    if (this.kept) closePort(this.kept);
  }

  private giveMethods(port: MessagePort): void {
    const own = (name: string, descriptor: PropertyDescriptor): void => {
      defineProperty(port, name, { enumerable: false, configurable: true, ...descriptor });
    };
    own('close', { value: () => this.closeByPage(port), writable: true });
    own('postMessage', {
      value: (...args: unknown[]) => this.postByPage(port, args),
      writable: true,
    });
    const start = (): void => {
      startPort(port);
      this.isStarted = true;
    };
    own('start', { value: start, writable: true });
    own('onmessage', {
      get: () => onMessageOf(port),
      set: (listener: unknown) => {
        setOnMessage(port, listener);
        this.isStarted = true;
      },
    });
  }

  private fence(port: MessagePort): void {
    this.isFencePending = true;
    this.onTheWay = 1;
    postToPort(port, kFence, { transfer: iterableOf([]) });
  }

  /** The number under which what the page posts can go to main at once; nothing, if it must go through the engine. */
  private directNumber(port: MessagePort): number | undefined {
    return this.onTheWay === 0 && !this.isOver && !this.isPassedOn && isLive(port) ? this.number : undefined;
  }

  /** The page posts to its end, by whichever method. */
  postByPage(port: MessagePort, args: readonly unknown[]): void {
    if (args.length === 0) postNothing(port);
    const message = args[0];
    const transfer = args[1];
    const ports = onlyPortsIn(transfer, port);
    const number = ports && this.directNumber(port);
    if (ports && number !== undefined) {
      this.outlet.post(number, message, ports);
      return;
    }
    postToPort(port, message, transfer as { transfer: object });
    ++this.onTheWay;
    this.noteGivenAway(transfer);
  }

  private closeByPage(port: MessagePort): void {
    const number = this.directNumber(port);
    if (number === undefined) postToPort(port, kEnd, { transfer: iterableOf([]) });
    else this.outlet.close(number);
    closePort(port);
  }

  private noteGivenAway(transfer: unknown): void {
    const ports = transferOf(transfer);
    const noted: Bridge[] = [];
    for (let index = 0; index < ports.length; ++index) noted[index] = this.outlet.bridgeFor(ports[index]!);
    if (noted.length > 0) this.givenAway[this.givenAway.length] = noted;
  }

  /** The page's port, if messages can be dispatched on it at once; nothing, if they must go through the engine. */
  private directTarget(): MessagePort | undefined {
    if (!this.isStarted || !this.isOnlySource || this.seen < this.posted || !this.page) return undefined;
    const port = weakTarget(this.page);
    return port && isLive(port) ? port : undefined;
  }

  private handOn(): MessagePort {
    const given = this.given!;
    this.given = undefined;
    return given;
  }

  private onSeen(event: Event): void {
    if (this.isDispatching) return;
    const number = this.seen++;
    const carried = this.carrying.get(number);
    if (carried) {
      this.carrying.delete(number);
      const ports = eventPorts(event);
      for (let index = 0; index < carried.length && index < ports.length; ++index) {
        carried[index]!.watch(ports[index]!, { byPage: false, byOther: false });
      }
    }
    this.tellPageSoon();
  }

  /** Once it has seen everything, after the listeners that run now. */
  private tellPageSoon(): void {
    if (this.isOver && this.seen >= this.posted) setTimeout(() => this.tellPage(), 0);
  }

  private tellPage(): void {
    const port = this.page && weakTarget(this.page);
    if (!port) return;
    this.page = undefined;
    dispatch(port, 'close');
    // Or the engine would keep it, and its listeners, as long as the document lives.
    closePort(port);
  }
}
