// SPDX-License-Identifier: MIT
import { Decoder } from './codec/decode';
import { entryPoint } from './entry-point';
import { ContextBridge } from './bridge/context-bridge';
import { Membrane } from './bridge/membrane';
import { kPageWorld, kPreloadWorld, Worlds } from './bridge/worlds';
import { beginWindow, expose, exposeApi, newRequire } from './expose';
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
import { UnloadWatch } from './unload';

/** The runtime of one document, as its engine sees it. */
export interface Runtime {
  /** Takes one whole frame that main sent to this document. */
  onFrame(frame: Uint8Array): void;
  /** Takes bytes of another world of the document, which has that number, and returns the answer. */
  onCrossing(bytes: Uint8Array, world: number): Uint8Array;
  /** Runs the preload script; `syntaxError` says why it is none, or is empty. */
  preload(script: unknown, url: string, syntaxError: string): void;
  /** Answers a script of main, the question `call`, that can't be run. */
  refuse(call: number, why: string): void;
  /** The document is gone: what its scripts still send throws, what main still sends is dropped. */
  release(): void;
}

/**
 * Called by the engine in every document, before any script of that; and in every other world when it begins. Once more where a
 * window goes on with another document: scripts of the page may have changed every built-in by then, so what this needs was taken
 * before, and comes as arguments.
 */
export function begin(
  post: Native['post'],
  postSync: Native['postSync'],
  postCall: Native['postCall'],
  evaluate: Native['evaluate'],
  cross: Native['cross'],
  document: number,
  isBlank: boolean,
  ipcExposed: boolean,
  world: number,
  maxMessageBytes: number,
  maxChannelBytes: number,
  maxPendingCalls: number,
): Runtime {
  beginWindow(isBlank);
  return createRuntime(
    { post, postSync, postCall, evaluate, cross },
    { document, ipcExposed, world, maxMessageBytes, maxChannelBytes, maxPendingCalls },
  );
}

/** The runtime over these functions; nothing of it is the engine's. */
export function createRuntime(native: Native, settings: Settings): Runtime {
  const pipe = new Pipe(native, settings);
  const scripts = new ScriptRunner(native, pipe, settings.world);
  const invokes = new Invokes(pipe);
  const handlers = new Handlers(pipe);
  const ports = new Ports(pipe);
  const streams = new Streams(pipe);
  const ipcRenderer = new IpcRenderer(pipe, { invokes, handlers, ports, streams });
  const handed = new Handed();
  const { cross } = native;
  const worlds = cross && settings.world === kPreloadWorld ? new Worlds(cross, settings.maxMessageBytes, ipcRenderer) : undefined;
  const membrane =
    cross && !worlds
      ? new Membrane({
          cross: (bytes, length) => cross(bytes, length, kPreloadWorld),
          maxBytes: settings.maxMessageBytes,
          hidden: ipcRenderer,
          onExpose: exposeApi,
          handed,
        })
      : undefined;
  const modules = { ipcRenderer, contextBridge: new ContextBridge(worlds) };
  const require = newRequire(modules);
  if (settings.ipcExposed) {
    // An isolated preload script gets them as variables of its own: who manages to run code in its world finds none there.
    if (!worlds) expose(modules, require);
    ports.watchChannels();
  }
  // In the world that main's messages come to.
  const unload = settings.world === (cross ? kPreloadWorld : kPageWorld) ? new UnloadWatch(pipe) : undefined;

  if (worlds) watchHandover(() => worlds.membraneTo(kPageWorld).announce);
  else if (membrane) handed.watch();

  return {
    onFrame: entryPoint((frame) => {
      if (pipe.released) return;
      countMessage(frame);
      unload?.renew();
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
    onCrossing(bytes, world) {
      countMessage(bytes);
      return (worlds?.membraneTo(world) ?? membrane!).receive(bytes);
    },
    preload: (script, url, syntaxError) => runPreload(script, url, syntaxError, modules, require),
    refuse: (call, why) => pipe.reply(call, true, new Error(why)),
    release() {
      pipe.release();
      invokes.release();
      streams.release();
      if (membrane) handed.release();
    },
  };
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
