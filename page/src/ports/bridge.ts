// SPDX-License-Identifier: MIT
import { addEventListener, defineProperty, isArray, PrivateMap, PrivateWeakMap, random, setTimeout, weakRef, weakTarget } from '../primordials';
import { closePort, dispatch, eventPorts, isPort, iterableOf, postToPort } from './dom-ports';

/** What a port of the page posts when it is closed. Nobody but the runtime knows it, so no message is taken for it. */
export const kEnd = `closed ${random()} ${random()}`;

/** Of so many messages with ports that the page has not taken it is remembered which ports those are. */
const kMaxCarrying = 1000;

/** The bridge of each port of the page that is watched. */
const bridges = new PrivateWeakMap<MessagePort, Bridge>();

/**
 * A DOM channel between the page and the runtime. The engine has no `close` event and says nothing of a port that is
 * closed. So the page's end, as long as it is the object that it was given, has a `close()` that tells, and gets a
 * `close` event; one that was passed on to another script world, frame or worker has neither.
 */
export class Bridge {
  /** The page's end. Weakly: it is the page's to let go. */
  private page: WeakRef<MessagePort> | undefined;
  private posted = 0;
  private seen = 0;
  private isOver = false;
  private isPassedOn = false;
  /** Those whose page's ends come with the message of that number. */
  private readonly carrying = new PrivateMap<number, readonly Bridge[]>();
  /** For the ports that the page gave away with messages that have not come yet, message by message. */
  private readonly givenAway: (readonly Bridge[])[] = [];
  private kept: MessagePort | undefined;
  /** The other end, as long as it is still to be given to the page. */
  private given: MessagePort | undefined;

  /** `bridgeFor` makes one in place of a port that the page gives away. */
  constructor(private readonly bridgeFor: (given: MessagePort) => Bridge) {}

  /** Begins: `kept` is its end, `given` the other one if it is still to be given to the page. */
  keep(kept: MessagePort, given: MessagePort | undefined): void {
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
    this.watch(given);
    return given;
  }

  /** Posts to the page, and with it the ends of others. */
  post(value: unknown, others: readonly Bridge[]): void {
    const ports: MessagePort[] = [];
    for (let index = 0; index < others.length; ++index) ports[index] = others[index]!.handOn();
    postToPort(this.kept!, value, { transfer: iterableOf(ports) });
    const isToldApart = others.length > 0 && !this.isPassedOn && this.carrying.size < kMaxCarrying;
    if (isToldApart) this.carrying.set(this.posted, others);
    ++this.posted;
  }

  /** `port` is the page's end: notices that it is closed, and what has come to it. */
  watch(port: MessagePort): void {
    this.page = weakRef(port);
    bridges.set(port, this);
    addEventListener(port, 'message', (event) => this.onSeen(event));
    const own = (name: string, value: unknown): void => {
      defineProperty(port, name, { value, writable: true, enumerable: false, configurable: true });
    };
    own('close', (): void => {
      postToPort(port, kEnd, { transfer: iterableOf([]) });
      closePort(port);
    });
    own('postMessage', (message: unknown, transfer: unknown): void => {
      postToPort(port, message, transfer as { transfer: object });
      this.noteGivenAway(transfer);
    });
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

  /** The page has given its end back: at the other end of the DOM channel is another bridge now. */
  passOn(): void {
    this.isPassedOn = true;
    this.page = undefined;
  }

  /** The other end, in main or beyond, is closed: once the page has seen what came before, it hears so. */
  end(): void {
    this.isOver = true;
    if (this.isPassedOn) postToPort(this.kept!, kEnd, { transfer: iterableOf([]) });
    this.shut();
    if (this.seen >= this.posted) this.tellPage();
  }

  /** Lets the kept end go. */
  shut(): void {
    if (this.kept) closePort(this.kept);
  }

  private noteGivenAway(transfer: unknown): void {
    const list: unknown = isArray(transfer) ? transfer : (transfer as { transfer?: unknown } | undefined)?.transfer;
    if (!isArray(list)) return;
    const noted: Bridge[] = [];
    for (let index = 0; index < list.length; ++index) {
      const port: unknown = list[index];
      if (isPort(port)) noted[noted.length] = this.bridgeFor(port);
    }
    if (noted.length > 0) this.givenAway[this.givenAway.length] = noted;
  }

  private handOn(): MessagePort {
    const given = this.given!;
    this.given = undefined;
    return given;
  }

  private onSeen(event: Event): void {
    const number = this.seen++;
    const carried = this.carrying.get(number);
    if (carried) {
      this.carrying.delete(number);
      const ports = eventPorts(event);
      for (let index = 0; index < carried.length && index < ports.length; ++index) carried[index]!.watch(ports[index]!);
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
