// SPDX-License-Identifier: MIT
import { readFileSync } from 'node:fs';
import { createContext, runInContext, Script } from 'node:vm';
import { Decoder } from '../../src/codec/decode';
import { Encoder } from '../../src/codec/encode';
import {
  type FrameHeader,
  kFlagFailed,
  kFlagPorts,
  kHeaderBytes,
  Kind,
  payloadStart,
  portListBytes,
  readChannel,
  readHeader,
  readPortList,
  writeHeader,
  writePortList,
} from '../../src/frame';
import type { begin, Runtime } from '../../src/index';
import type { Native, Settings } from '../../src/native';
import { fakePorts } from './fake-ports';

const script = new Script(readFileSync(new URL('../runtime.js', import.meta.url), 'utf8'), { filename: 'runtime.js' });

/** A frame that the page sent, taken apart. */
export interface SentFrame {
  readonly kind: number;
  readonly document: number;
  readonly call: number;
  readonly channel: string;
  readonly failed: boolean;
  /** The arguments of a message, or the value of a reply. */
  readonly content: unknown;
  /** The numbers of the ports that it carries. */
  readonly ports: readonly number[];
  readonly bytes: Uint8Array;
}

const kDefaults = { document: 7, ipcExposed: true, world: 0, maxMessageBytes: 1 << 20, maxChannelBytes: 1 << 10, maxPendingCalls: 1 << 16 };

interface PageOptions extends Partial<Settings> {
  readonly readyState?: string;
  /** What main answers to a synchronous call. */
  readonly answer?: (call: SentFrame) => Uint8Array;
}

class FakeNode {
  connected = true;

  get isConnected(): boolean {
    return this.connected;
  }
}

class FakeDocument extends EventTarget {
  private readonly types = new Map<string, Set<EventListener>>();

  constructor(public state: string) {
    super();
  }

  listen(type: string, listener: EventListener): void {
    this.types.set(type, (this.types.get(type) ?? new Set()).add(listener));
    this.addEventListener(type, listener);
  }

  takeOffListeners(): void {
    for (const [type, listeners] of this.types) {
      for (const listener of listeners) this.removeEventListener(type, listener);
    }
    this.types.clear();
  }

  root = new FakeNode();

  get documentElement(): FakeNode {
    return this.root;
  }

  get readyState(): string {
    return this.state;
  }
}

/** As the engine's, of the document: the test says when it has changed. */
class FakeObserver {
  static readonly of = new WeakMap<object, Set<FakeObserver>>();
  private node: object = this;

  constructor(readonly onChange: () => void) {}

  observe(node: object): void {
    this.node = node;
    FakeObserver.of.set(node, (FakeObserver.of.get(node) ?? new Set()).add(this));
  }
  disconnect(): void {
    FakeObserver.of.get(this.node)?.delete(this);
  }
}

/** As the engine's, of a document that was not built yet. */
class FakePerformance {
  getEntriesByType(): readonly FakeTiming[] {
    return [];
  }
}
class FakeTiming {
  private readonly end = 0;

  get domContentLoadedEventEnd(): number {
    return this.end;
  }
}

/** The built runtime in a realm of its own, whose native half is a list of the frames sent. */
export class FakePage {
  readonly sent: SentFrame[] = [];
  /** What went to the page's handler of uncaught errors. */
  readonly reported: unknown[] = [];
  readonly document: FakeDocument;
  /** What listens to the window. */
  readonly onWindow = new Map<string, (event: object) => void>();
  private calls = 0;
  private readonly context: object;
  private readonly runtime: Runtime;

  constructor({ readyState = 'complete', answer = () => replyFrame(1, null), ...settings }: PageOptions = {}) {
    this.document = new FakeDocument(readyState);
    const { document, reported } = this;
    const performance = new FakePerformance();
    const reportError = (error: unknown) => reported.push(error);
    const web = { TextEncoder, TextDecoder, Document: FakeDocument, Node: FakeNode, MutationObserver: FakeObserver, Performance: FakePerformance, PerformanceNavigationTiming: FakeTiming, Event, EventTarget: targetsWith(this.onWindow), AbortController, AbortSignal, DOMException, ReadableStream, ReadableStreamDefaultController };
    this.context = createContext({ ...web, ...fakePorts(), setTimeout, clearTimeout, document, performance, reportError, console });
    const beginIn = script.runInContext(this.context) as typeof begin;
    // As if main answered none of them.
    const all = { ...kDefaults, ...settings };
    const native: Native = {
      post: (bytes: Uint8Array, length: number) => void this.sent.push(parse(copyOf(bytes, length))),
      postSync: (bytes: Uint8Array, length: number) => {
        if (this.calls >= all.maxPendingCalls) return undefined;
        const frame = parse(copyOf(bytes, length));
        this.sent.push(frame);
        return answer(frame);
      },
      postCall: (bytes: Uint8Array, length: number) => {
        if (this.calls >= all.maxPendingCalls) return 0;
        this.sent.push(parse(copyOf(bytes, length)));
        return ++this.calls;
      },
      evaluate: (code: string) => this.evaluate(code),
      cross: undefined,
    };
    const { post, postSync, postCall, evaluate, cross } = native;
    const { document: id, ipcExposed, world, maxMessageBytes, maxChannelBytes, maxPendingCalls } = all;
    this.runtime = beginIn(post, postSync, postCall, evaluate, cross, id, false, ipcExposed, world, maxMessageBytes, maxChannelBytes, maxPendingCalls);
  }

  /** As the engine's: what is thrown comes out as an object, if there is one of it. */
  private evaluate(code: string): readonly [unknown] | undefined {
    try {
      return [this.run(code)];
    } catch (error) {
      if (error === null || error === undefined) return undefined;
      throw this.objectOf(error);
    }
  }

  private objectOf(value: unknown): unknown {
    const toObject = runInContext('Object', this.context) as (value: unknown) => unknown;
    return toObject(value);
  }

  /** Runs a script of the page. */
  run(code: string): unknown {
    return runInContext(code, this.context);
  }

  /** The page gives its document another root. */
  changeDocument(): void {
    for (const { onChange } of FakeObserver.of.get(this.document) ?? []) onChange();
  }

  /** The page calls `document.open()`. */
  openDocument(): void {
    this.document.takeOffListeners();
    this.document.root.connected = false;
    this.document.root = new FakeNode();
    this.onWindow.clear();
    this.changeDocument();
  }

  /** Main sends a message. */
  receive(channel: string, ...args: unknown[]): void {
    this.runtime.onFrame(messageFrame(channel, args));
  }

  receiveFrame(frame: Uint8Array): void {
    this.runtime.onFrame(frame);
  }

  release(): void {
    this.runtime.release();
  }

  /** The one frame sent since the last call of this. */
  takeSent(): SentFrame {
    const [frame, ...others] = this.sent.splice(0);
    if (!frame || others.length > 0) throw new Error(`${others.length + (frame ? 1 : 0)} frames were sent`);
    return frame;
  }
}

/** The engine's EventTarget, but the global object is one, too: `listeners` are those that it has. */
function targetsWith(listeners: Map<string, (event: object) => void>): typeof EventTarget {
  return class extends EventTarget {
    override addEventListener(type: string, listener: (event: object) => void): void {
      if (this instanceof FakeDocument) this.listen(type, listener);
      else if (this instanceof EventTarget) super.addEventListener(type, listener);
      else listeners.set(type, listener);
    }
  };
}

/** Element by element: the page may have broken every method of its arrays. */
function copyOf(bytes: Uint8Array, length: number): Uint8Array {
  const copy = new Uint8Array(length);
  for (let index = 0; index < length; ++index) copy[index] = bytes[index]!;
  return copy;
}

function parse(bytes: Uint8Array): SentFrame {
  const header = readHeader(bytes);
  const ports = header.kind === Kind.postMessage || header.kind === Kind.portMessage ? readPortList(bytes, header) : [];
  const decoder = new Decoder(bytes, payloadStart(header) + portListBytes(ports.length));
  const content = contentOf(header, decoder, bytes);
  const failed = (header.flags & kFlagFailed) !== 0;
  const { kind, document, call } = header;
  return { kind, document, call, failed, channel: readChannel(bytes, header), content, ports, bytes };
}

/** A failed reply to an `invoke` holds two values, every other one holds one. */
function contentOf({ kind }: FrameHeader, decoder: Decoder, bytes: Uint8Array): unknown {
  if (kind === Kind.credit) return bytes[kHeaderBytes];
  if (kind === Kind.cancel || kind === Kind.portClose || kind === Kind.documentUnloading) return undefined;
  if (kind === Kind.postMessage || kind === Kind.portMessage) return decoder.decodeValue();
  if (kind !== Kind.reply) return decoder.decodeArguments();
  try {
    return decoder.decodeValue();
  } catch {
    return new Decoder(bytes, kHeaderBytes).decodeArguments();
  }
}

function buildFrame(kind: number, call: number, flags: number, channel: string, payload: Uint8Array): Uint8Array {
  const channelBytes = new TextEncoder().encode(channel);
  const frame = new Uint8Array(kHeaderBytes + channelBytes.length + payload.length);
  writeHeader(frame, frame.length, { kind, flags, document: 7, call, channelLength: channelBytes.length });
  frame.set(channelBytes, kHeaderBytes);
  frame.set(payload, kHeaderBytes + channelBytes.length);
  return frame;
}

function written(write: (encoder: Encoder) => void): Uint8Array {
  const encoder = new Encoder();
  write(encoder);
  return encoder.writer.bytes.slice(0, encoder.writer.length);
}

export function messageFrame(channel: string, args: unknown[]): Uint8Array {
  return buildFrame(
    Kind.message,
    0,
    0,
    channel,
    written((encoder) => encoder.writeArguments(args)),
  );
}

/** A message whose payload is these bytes. */
export function rawMessageFrame(channel: string, payload: Uint8Array): Uint8Array {
  return buildFrame(Kind.message, 0, 0, channel, payload);
}

export function replyFrame(call: number, value: unknown, failed = false): Uint8Array {
  const payload = written((encoder) => encoder.writeResult(value, 'value'));
  return buildFrame(Kind.reply, call, failed ? kFlagFailed : 0, '', payload);
}

/** One value of the stream `call`. */
export function chunkFrame(call: number, value: unknown): Uint8Array {
  return buildFrame(
    Kind.chunk,
    call,
    0,
    '',
    written((encoder) => encoder.writeResult(value, 'value')),
  );
}

export function failedInvokeFrame(call: number, thrown: unknown, properties: object): Uint8Array {
  const payload = written((encoder) => encoder.writeArguments([thrown, properties]));
  return buildFrame(Kind.reply, call, kFlagFailed, '', payload);
}

export function invokeFrame(call: number, channel: string, args: unknown[]): Uint8Array {
  return buildFrame(
    Kind.invoke,
    call,
    0,
    channel,
    written((encoder) => encoder.writeArguments(args)),
  );
}

function withPorts(ports: readonly number[], value: unknown): Uint8Array {
  const encoded = written((encoder) => encoder.writeResult(value, 'value'));
  const start = portListBytes(ports.length);
  const payload = new Uint8Array(start + encoded.length);
  writePortList(payload, 0, ports);
  payload.set(encoded, start);
  return payload;
}

export function postMessageFrame(channel: string, value: unknown, ports: readonly number[] = []): Uint8Array {
  return buildFrame(Kind.postMessage, 0, ports.length > 0 ? kFlagPorts : 0, channel, withPorts(ports, value));
}

export function portMessageFrame(port: number, value: unknown, ports: readonly number[] = []): Uint8Array {
  return buildFrame(Kind.portMessage, port, ports.length > 0 ? kFlagPorts : 0, '', withPorts(ports, value));
}

export function portCloseFrame(port: number): Uint8Array {
  return buildFrame(Kind.portClose, port, 0, '', new Uint8Array(0));
}

export function evaluateFrame(call: number, code: string): Uint8Array {
  return buildFrame(Kind.evaluate, call, 0, '', new TextEncoder().encode(code));
}
