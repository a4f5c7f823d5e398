// SPDX-License-Identifier: MIT
import type { EventEmitter } from 'node:events';
import type { BrowserWindow } from './browser-window';
import { decodeArguments, decodeValue, setCommonMemory, withArguments, withValue } from './codec';
import { thrownBy } from './failures';
import type { Pending } from './ipc-events';
import { collection } from './collection';
import { IpcMain } from './ipc-main';
import { loadNative } from './load-native';
import { nativePortsIn } from './message-port-main';
import { type Host, type Lent, type Native, Outcome, type StartOptions, type Target } from './native';
import type { WebContents } from './web-contents';

/** Who waits for what a page answers, or for a load. */
interface Request {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
  /** Whether the answer is that of a handler in the page. */
  readonly isInvoke: boolean;
}

export interface InvokeOptions {
  /** How long the page has for an answer, in milliseconds. */
  readonly timeout?: number;
}

/** A script, by itself. */
export interface WebSource {
  readonly code: string;
}

const kInvokeTimeout = 30_000;

/** What all parts share: the addon, and what there is in the application. */
class Runtime {
  readonly ipcMain = new IpcMain();
  readonly windows = new Map<number, BrowserWindow>();
  readonly contents = new Map<number, WebContents>();
  /** Questions of pages that handlers have not answered yet. */
  readonly pending = new Map<number, Pending>();
  #native: Native | undefined;
  #isStarted = false;
  readonly #waitForStart: ((native: Native) => void)[] = [];
  readonly #requests = new Map<number, Request>();
  #lastRequest = 0;
  /** What is told only if the application does not end after all. */
  #held: (() => void)[] | undefined;
  readonly #waitForRoom = new Map<number, () => void>();
  /** Nobody has any more what could answer. */
  readonly #collected = new FinalizationRegistry<number>((call) => {
    this.pending.delete(call);
    this.native.drop(call);
  });

  /** Loaded when it is needed first: a program may import types and classes where there is no engine. */
  get native(): Native {
    this.#native ??= loadNative();
    return this.#native;
  }

  start(options: StartOptions, host: Host): void {
    setCommonMemory(this.native.start(options, host));
    this.#isStarted = true;
    for (const action of this.#waitForStart.splice(0)) action(this.native);
  }

  /** Does it now, or as soon as there is an application that it can be done to. */
  whenStarted(action: (native: Native) => void): void {
    if (this.#isStarted) action(this.native);
    else this.#waitForStart.push(action);
  }

  warn(text: string): void {
    process.stderr.write(`transom: ${text}\n`);
  }

  /**
   * Calls the listeners of an event, as `emit`. What one throws is an uncaught exception of the process, as in Node, but
   * not before the caller is done; it is returned as well.
   */
  emit(emitter: EventEmitter, event: string, ...args: unknown[]): { readonly error: unknown } | undefined {
    try {
      emitter.emit(event, ...args);
      return undefined;
    } catch (error) {
      process.nextTick(() => {
        throw error;
      });
      return { error };
    }
  }

  /** `call` fails once `event` is collected. */
  dropWhenCollected(event: object, call: number): void {
    this.#collected.register(event, call);
  }

  /** The same for one that a page is blocked in: an idle process would never collect anything by itself. */
  dropSoonWhenCollected<Event extends object>(event: Event, call: number, isOwed: (event: Event) => boolean): void {
    this.dropWhenCollected(event, call);
    const reference = new WeakRef(event);
    collection.add(() => {
      const kept = reference.deref();
      return kept !== undefined && isOwed(kept);
    });
  }

  /** Resolves when a stream may go on, or is aborted. */
  roomFor(call: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        this.#waitForRoom.delete(call);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waitForRoom.set(call, done);
      signal.addEventListener('abort', done);
    });
  }

  /** A stream may go on. */
  room(call: number): void {
    this.#waitForRoom.get(call)?.();
  }

  send(contents: number, target: Target, channel: unknown, args: readonly unknown[]): void {
    requireChannel(channel);
    withArguments(args, (bytes, length) => this.native.send(contents, target, channel, bytes, length));
  }

  postMessage(
    contents: number,
    target: Target,
    channel: unknown,
    message: unknown,
    transfer: unknown,
    count: number,
  ): void {
    if (count < 2) throw new TypeError('Insufficient number of arguments');
    if (typeof channel !== 'string') throw new TypeError('Error processing argument at index 0');
    if (transfer !== undefined && !Array.isArray(transfer)) throw new TypeError('Invalid value for transfer');
    const ports = nativePortsIn(transfer);
    withValue(message, 'message', (bytes, length) =>
      this.native.postMessage(contents, target, channel, bytes, length, ports),
    );
    // Given away with a message that nobody gets.
    if (!this.contents.has(contents)) ports.forEach((port) => port?.close());
  }

  /** Asks the page, with a deadline. */
  invoke(
    contents: number,
    target: Target,
    channel: unknown,
    args: readonly unknown[],
    { timeout = kInvokeTimeout }: InvokeOptions = {},
  ): Promise<unknown> {
    return this.request(contents, true, (request) => {
      requireChannel(channel);
      withArguments(args, (bytes, length) => this.native.invoke(contents, target, channel, bytes, length, request));
      const expire = (): void => {
        this.#take(request)?.reject(new DOMException(`No answer came within ${timeout} ms.`, 'TimeoutError'));
      };
      const timer = setTimeout(expire, timeout);
      return () => clearTimeout(timer);
    });
  }

  evaluate(contents: number, target: Target, code: unknown, world = 0): Promise<unknown> {
    return this.request(contents, false, (request) => {
      if (!Number.isInteger(world)) throw new RangeError(`there is no script world ${world}`);
      this.native.evaluate(contents, target, world, String(code), request);
      return undefined;
    });
  }

  load(contents: number, url: string): Promise<void> {
    return this.request(contents, false, (request) => {
      this.native.loadURL(contents, url, request);
      return undefined;
    }) as Promise<void>;
  }

  /** A promise of what the addon tells of a request. `ask` begins it; what that returns is called at its end, if anything. */
  private request(
    contents: number,
    isInvoke: boolean,
    ask: (request: number) => (() => void) | undefined,
  ): Promise<unknown> {
    if (!this.contents.has(contents)) return Promise.reject(new Error('The page is gone'));
    return new Promise((resolve, reject) => {
      const request = ++this.#lastRequest;
      let ended: (() => void) | undefined;
      const end =
        (then: (value: unknown) => void) =>
        (value: unknown): void => {
          ended?.();
          then(value);
        };
      this.#requests.set(request, { resolve: end(resolve), reject: end(reject), isInvoke });
      try {
        ended = ask(request);
      } catch (error) {
        this.#requests.delete(request);
        reject(error);
      }
    });
  }

  #take(request: number): Request | undefined {
    const found = this.#requests.get(request);
    this.#requests.delete(request);
    return found;
  }

  /**
   * From now on nobody is told that a page is gone: all are, since the application ends, and what waits for them would make
   * unhandled rejections of that.
   */
  hold(): void {
    this.#held ??= [];
  }

  /** The application goes on. */
  release(): void {
    this.#held?.forEach((tell) => tell());
    this.#held = undefined;
  }

  #fail(waiting: Request, reason: Error): void {
    if (this.#held) this.#held.push(() => waiting.reject(reason));
    else waiting.reject(reason);
  }

  answered(request: number, outcome: number, payload: Lent): void {
    const waiting = this.#take(request);
    if (!waiting) return;
    try {
      if (outcome === Outcome.answered) waiting.resolve(decodeValue(payload));
      else if (outcome === Outcome.gone) this.#fail(waiting, new Error('The page is gone'));
      else waiting.reject(waiting.isInvoke ? thrownBy(decodeArguments(payload)) : decodeValue(payload));
    } catch (error) {
      waiting.reject(error);
    }
  }

  settled(request: number, name?: string, message?: string): void {
    const waiting = this.#take(request);
    if (!waiting) return;
    if (name === undefined) waiting.resolve(undefined);
    else this.#fail(waiting, Object.assign(new Error(message), { name }));
  }
}

function requireChannel(channel: unknown): asserts channel is string {
  if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
}

/** The code of each of `executeJavaScriptInIsolatedWorld`'s sources, as one script. */
export function joined(sources: unknown): string {
  if (!Array.isArray(sources)) throw new TypeError('Scripts come in an array');
  return sources.map((each: { readonly code?: unknown }) => String(each.code)).join(';\n');
}

export const runtime = new Runtime();
