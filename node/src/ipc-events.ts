// SPDX-License-Identifier: MIT
import { withValue } from './codec';
import type { MessagePortMain } from './message-port-main';
import { runtime } from './runtime';
import type { WebContents } from './web-contents';
import { WebFrameMain } from './web-frame-main';

/** Where a message came from. */
export interface Origin {
  readonly sender: WebContents;
  readonly frame: WebFrameMain | undefined;
  readonly frameId: number;
  readonly document: number;
}

/** What every listener and handler gets first, whatever it is called for. */
export class IpcMainEventBase {
  readonly type = 'frame';
  readonly sender: WebContents;
  /** The engine's number of the frame that sent it, unique in its process. */
  readonly frameId: number;
  readonly processId: number;
  readonly #origin: Origin;

  constructor(origin: Origin) {
    this.sender = origin.sender;
    this.frameId = origin.frameId;
    this.processId = origin.sender.getOSProcessId();
    this.#origin = origin;
  }

  /** The frame that sent it; null if it is gone by now, or shows another document. */
  get senderFrame(): WebFrameMain | null {
    const { frame, document } = this.#origin;
    return frame && WebFrameMain.documentOf(frame) === document ? frame : null;
  }

  protected get document(): number {
    return this.#origin.document;
  }
}

/** What a listener gets. */
export class IpcMainEvent extends IpcMainEventBase {
  readonly ports: readonly MessagePortMain[];
  #call: number;

  /** `call`: the `sendSync` that waits; 0: none. */
  constructor(origin: Origin, ports: readonly MessagePortMain[], call: number) {
    super(origin);
    this.ports = ports;
    this.#call = call;
  }

  /** Sends to the very document that sent the message; silently dropped if that is gone. */
  reply(channel: string, ...args: unknown[]): void {
    runtime.send(this.sender.id, this.document, channel, args);
  }

  get returnValue(): unknown {
    return undefined;
  }

  /** Answers a `sendSync`. The first one set wins. */
  set returnValue(value: unknown) {
    if (this.#call === 0) return;
    withValue(value, 'returnValue', (bytes, length) => runtime.native.reply(this.#call, bytes, length));
    this.#call = 0;
  }

  /** @internal Whether a `sendSync` still waits. */
  static isOwed(event: IpcMainEvent): boolean {
    return event.#call !== 0;
  }
}

/** A question of a page that is under way. The event refers to it, and not the other way round: the event can be collected. */
export class Pending {
  private controller: AbortController | undefined;
  private isAborted = false;

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.isAborted) this.controller.abort();
    return this.controller.signal;
  }

  get aborted(): boolean {
    return this.isAborted;
  }

  abort(): void {
    this.isAborted = true;
    this.controller?.abort();
  }
}

/** What a handler gets. */
export class IpcMainInvokeEvent extends IpcMainEventBase {
  readonly #pending: Pending;

  constructor(origin: Origin, pending: Pending) {
    super(origin);
    this.#pending = pending;
  }

  /** Aborted when nobody waits for the answer any more: the page has cancelled it, or is gone. */
  get signal(): AbortSignal {
    return this.#pending.signal;
  }
}
