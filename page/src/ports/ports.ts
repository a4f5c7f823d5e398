// SPDX-License-Identifier: MIT
import { Decoder } from '../codec/decode';
import { type FrameHeader, payloadStart, portListBytes, readPortList } from '../frame';
import type { Pipe } from '../pipe';
import { addEventListener, PrivateMap } from '../primordials';
import { closePort, eventData, eventPorts, firstPort, newChannel, secondPort, startPort, watchPosting } from './dom-ports';
import { report } from '../report';
import { Bridge, type Outlet } from './bridge';
import { Partners } from './partners';
import { portsIn, takeFromPage, transferPorts } from './transfer';

/** What main sent with ports, for listeners of the page. */
export interface Posted {
  readonly value: unknown;
  readonly ports: readonly MessagePort[];
}

/**
 * The channels of one document that lead through main. For each there is a DOM channel whose one end the page has, and
 * whose other end is kept here, where nobody else gets at it: what comes to that goes to main, and the other way round.
 */
export class Ports implements Outlet {
  private readonly bridges = new PrivateMap<number, Bridge>();
  private readonly partners = new Partners();
  /** The number given last; the page gives odd ones. */
  private last = -1;

  constructor(private readonly pipe: Pipe) {}

  /** From now on knows which ports of the page belong together, and what scripts of this world post to them. */
  watchChannels(): void {
    this.partners.watch();
    watchPosting((port, args) => {
      const bridge = Bridge.of(port);
      if (!bridge) this.partners.noteUse(port);
      else bridge.postByPage(port, args);
      return bridge !== undefined;
    });
  }

  /**
   * Sends a message of the page, and the ports with it. Throws a TypeError `Invalid value for transfer` for anything but
   * an array of ports that can be given away, and as `Pipe.send`; then the page still has them.
   */
  send(channel: string, message: unknown, transfer: unknown): void {
    const given = portsIn(transfer);
    const numbers = this.newNumbers(given.length);
    let taken: readonly MessagePort[] = [];
    this.pipe.postMessage(channel, message, numbers, () => {
      taken = takeFromPage(given);
    });
    this.beginAll(numbers, given, taken);
  }

  /** Sends what the page has posted to a port, past the engine. Throws as `send`, but of ports as the DOM does. */
  post(number: number, message: unknown, given: readonly MessagePort[]): void {
    const numbers = this.newNumbers(given.length);
    let taken: readonly MessagePort[] = [];
    this.pipe.postToPort(number, message, numbers, () => {
      taken = transferPorts(given);
    });
    this.beginAll(numbers, given, taken);
  }

  /** The page has closed a port. */
  close(number: number): void {
    const bridge = this.bridges.get(number);
    if (!bridge) return;
    this.bridges.delete(number);
    bridge.shut();
    try {
      this.pipe.closePort(number);
    } catch {
      // The connection is gone, and with it the other end.
    }
  }

  bridgeFor(given: MessagePort): Bridge {
    const bridge = new Bridge(this);
    const former = Bridge.of(given);
    const partner = former ? undefined : this.partners.of(given);
    if (former) {
      former.passOn();
      bridge.passOn();
    } else if (partner) {
      bridge.watch(partner, { byPage: this.partners.isUsed(partner), byOther: this.partners.isUsed(given) });
    }
    return bridge;
  }

  /** Takes a message of main with ports apart; nothing, if its value doesn't decode, which is reported. */
  open(frame: Uint8Array, header: FrameHeader): Posted | undefined {
    const opened = this.read(frame, header);
    if (!opened) return undefined;
    const { value, bridges } = opened;
    const ports: MessagePort[] = [];
    for (let index = 0; index < bridges.length; ++index) ports[index] = bridges[index]!.release();
    return { value, ports };
  }

  /** Nobody takes the ports that come with a message of main. */
  refuse(frame: Uint8Array, header: FrameHeader): void {
    const numbers = readPortList(frame, header);
    for (let index = 0; index < numbers.length; ++index) this.pipe.closePort(numbers[index]!);
  }

  /** The other end of a channel has posted. */
  receive(frame: Uint8Array, header: FrameHeader): void {
    const bridge = this.bridges.get(header.call);
    // The page has closed it meanwhile.
    if (!bridge) {
      this.refuse(frame, header);
      return;
    }
    const opened = this.read(frame, header);
    if (opened) bridge.post(opened.value, opened.bridges);
  }

  /** The other end is closed. */
  closedByMain(number: number): void {
    const bridge = this.bridges.get(number);
    if (!bridge) return;
    this.bridges.delete(number);
    bridge.end();
  }

  private read(frame: Uint8Array, header: FrameHeader): { value: unknown; bridges: Bridge[] } | undefined {
    const numbers = readPortList(frame, header);
    let value: unknown;
    try {
      value = new Decoder(frame, payloadStart(header) + portListBytes(numbers.length)).decodeValue();
    } catch (error) {
      this.refuse(frame, header);
      report(error);
      return undefined;
    }
    const bridges: Bridge[] = [];
    for (let index = 0; index < numbers.length; ++index) {
      const channel = newChannel();
      bridges[index] = new Bridge(this);
      this.begin(numbers[index]!, bridges[index]!, firstPort(channel), secondPort(channel));
    }
    return { value, bridges };
  }

  private newNumbers(count: number): number[] {
    const numbers: number[] = [];
    for (let index = 0; index < count; ++index) numbers[index] = this.last += 2;
    return numbers;
  }

  private beginAll(numbers: readonly number[], given: readonly MessagePort[], taken: readonly MessagePort[]): void {
    for (let index = 0; index < given.length; ++index) {
      this.begin(numbers[index]!, this.bridgeFor(given[index]!), taken[index]!);
    }
  }

  private begin(number: number, bridge: Bridge, kept: MessagePort, given?: MessagePort): void {
    bridge.keep(number, kept, given);
    this.bridges.set(number, bridge);
    addEventListener(kept, 'message', (event) => this.forward(number, event));
    startPort(kept);
  }

  /** The page has posted. */
  private forward(number: number, event: Event): void {
    const ports = eventPorts(event);
    const from = this.bridges.get(number);
    if (!from || this.pipe.released) {
      closeAll(ports);
      return;
    }
    const data = eventData(event);
    if (from.arrived(data)) return;
    if (Bridge.isEnd(data)) {
      this.close(number);
      return;
    }
    const numbers = this.newNumbers(ports.length);
    const bridges = ports.length > 0 ? from.takeGivenAway() : [];
    try {
      this.pipe.postToPort(number, data, numbers);
    } catch (error) {
      closeAll(ports);
      report(error);
      return;
    }
    for (let index = 0; index < ports.length; ++index) {
      this.begin(numbers[index]!, bridges[index] ?? new Bridge(this), ports[index]!);
    }
  }
}

function closeAll(ports: readonly MessagePort[]): void {
  for (let index = 0; index < ports.length; ++index) closePort(ports[index]!);
}
