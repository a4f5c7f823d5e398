// SPDX-License-Identifier: MIT
import { Decoder } from './codec/decode';
import { entryPoint } from './entry-point';
import { ContextBridge } from './bridge/context-bridge';
import { Membrane } from './bridge/membrane';
import { sealWorld } from './bridge/seal';
import { expose, exposeApi, newRequire } from './expose';
import { type FrameHeader, Kind, payloadStart, readChannel, readHeader } from './frame';
import { countMessage } from './garbage';
import { Handlers } from './handlers';
import { Invokes } from './invokes';
import { deliver, eventOf, IpcRenderer } from './ipc-renderer';
import type { Native, Settings } from './native';
import { Pipe } from './pipe';
import { Handed, watchHandover } from './ports/handover';
import { Ports } from './ports/ports';
import { runPreload } from './preload';
import { byteRange, decodeText, typedArrayLength } from './primordials';
import { report } from './report';
import { ScriptRunner } from './script-runner';
import { Streams } from './streams/streams';
import { watchUnload } from './unload';

/** The runtime of one document, as its engine sees it. */
export interface Runtime {
  /** Takes one whole frame that main sent to this document. */
  onFrame(frame: Uint8Array): void;
  /** Takes bytes of the other world of the document, and returns the answer. */
  onCrossing(bytes: Uint8Array): Uint8Array;
  /** Runs the preload script; `syntaxError` says why it is none, or is empty. */
  preload(script: unknown, url: string, syntaxError: string): void;
  /** The document is gone: what its scripts still send throws, what main still sends is dropped. */
  release(): void;
}

/** Called by the engine in every document, in the page's own world, before any script of the page. */
export function createRuntime(native: Native, settings: Settings): Runtime {
  const pipe = new Pipe(native, settings);
  const scripts = new ScriptRunner(native, pipe);
  const invokes = new Invokes(pipe);
  const handlers = new Handlers(pipe);
  const ports = new Ports(pipe);
  const streams = new Streams(pipe);
  const ipcRenderer = new IpcRenderer(pipe, { invokes, handlers, ports, streams });
  const handed = new Handed();
  const membrane =
    native.cross &&
    new Membrane(
      native.cross,
      ipcRenderer,
      settings.isPreload ? refuse : exposeApi,
      settings.isPreload ? refuse : (end, leads) => handed.announce(end, leads),
    );
  const modules = { ipcRenderer, contextBridge: new ContextBridge(settings.isPreload ? membrane : undefined) };
  const require = newRequire(modules);
  if (settings.ipcExposed) {
    expose(modules, require);
    ports.watchChannels();
  }
  if (settings.isPreload) sealWorld();
  else watchUnload(pipe);

  if (membrane && settings.isPreload) watchHandover((end, leads) => membrane.announcePorts(end, leads));
  else if (membrane) handed.watch();

  return {
    onFrame: entryPoint((frame) => {
      if (pipe.released) return;
      countMessage(frame);
      const header = readHeader(frame);
      if (header.kind === Kind.message) receive(ipcRenderer, frame, header);
      else if (header.kind === Kind.invoke) answer(handlers, ipcRenderer, frame, header);
      else if (header.kind === Kind.portMessage) ports.receive(frame, header);
      else if (header.kind === Kind.portClose) ports.closedByMain(header.call);
      else if (header.kind === Kind.postMessage) receivePosted(ipcRenderer, ports, frame, header);
      else if (header.kind === Kind.chunk) streams.receive(frame, header);
      else if (header.kind === Kind.reply) settle(invokes, streams, frame, header);
      else if (header.kind === Kind.evaluate) scripts.run(header.call, readScript(frame, header));
    }),
    onCrossing(bytes) {
      countMessage(bytes);
      return membrane!.receive(bytes);
    },
    preload: (script, url, syntaxError) => runPreload(script, url, syntaxError, require),
    release() {
      pipe.release();
      invokes.release();
      streams.release();
    },
  };
}

/** The page exposes nothing in the world of the preload script. */
function refuse(): never {
  throw new Error('Only a preload script exposes an API');
}

/**
 * A message that doesn't decode, or a listener that throws, is reported like an uncaught error of the page: the next
 * one goes on.
 */
function receive(ipcRenderer: IpcRenderer, frame: Uint8Array, header: FrameHeader): void {
  try {
    const args = new Decoder(frame, payloadStart(header)).decodeArguments();
    deliver(ipcRenderer, readChannel(frame, header), args);
  } catch (error) {
    report(error);
  }
}

/** The same for a message with ports. Where nobody listens they are closed. */
function receivePosted(ipcRenderer: IpcRenderer, ports: Ports, frame: Uint8Array, header: FrameHeader): void {
  const channel = readChannel(frame, header);
  if (ipcRenderer.listenerCount(channel) === 0) {
    ports.refuse(frame, header);
    return;
  }
  const message = ports.open(frame, header);
  if (!message) return;
  try {
    deliver(ipcRenderer, channel, [message.value], message.ports);
  } catch (error) {
    report(error);
  }
}

/** Streams and invokes are numbered together. */
function settle(invokes: Invokes, streams: Streams, frame: Uint8Array, header: FrameHeader): void {
  if (!streams.settle(frame, header)) invokes.settle(frame, header);
}

function answer(handlers: Handlers, ipcRenderer: IpcRenderer, frame: Uint8Array, header: FrameHeader): void {
  const args = new Decoder(frame, payloadStart(header)).decodeArguments();
  void handlers.answer(header.call, readChannel(frame, header), eventOf(ipcRenderer), args);
}

function readScript(frame: Uint8Array, header: FrameHeader): string {
  return decodeText(byteRange(frame, payloadStart(header), typedArrayLength(frame)));
}
