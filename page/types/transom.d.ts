// SPDX-License-Identifier: MIT
// For authors of pages and preload scripts: what a preload script finds, and a page when its application exposes IPC to it
// (`exposeIpcToPage`). Add it to a TypeScript project by `"types": ["…/transom"]`, or by `/// <reference path="…/transom.d.ts" />`.
//
// On its own it takes any channel and any values. The file that the application writes when it is started with
// `--transom-types` belongs beside it: then channels that main doesn't have, and arguments that their listeners and handlers
// don't take, don't compile.

declare namespace Transom {
  /**
   * The channels of an application on which `send`, `sendSync` and `postMessage` send, as functions that take what is sent
   * and return what `sendSync` returns. The file of an application adds its own to these, and to the interfaces below.
   * Others can be added by hand, for what the application only registers later:
   *
   *     declare global {
   *       namespace Transom {
   *         interface InvokeChannels {
   *           'plugin:load': (name: string) => number;
   *           [channel: `extra:${string}`]: (...args: any[]) => any;
   *         }
   *       }
   *     }
   *
   * `[channel: string]: (...args: any[]) => any` allows every channel and still checks those that are known.
   */
  interface SendChannels {}
  /** As `SendChannels`, for `invoke`: what the function returns is what the promise resolves with. */
  interface InvokeChannels {}
  /** As `SendChannels`, for `stream`: what the function returns is one chunk. */
  interface StreamChannels {}
  /** As `SendChannels`, for what main sends, and `on` hears. */
  interface MessageChannels {}
  /** As `SendChannels`, for what main asks, and `handle` answers. */
  interface QuestionChannels {}

  /** Not empty where an application has written its channels: others are errors. */
  interface Declared {}

  /** What may be sent on: any channel, until an application has written its own. */
  type ToMain<Channels> = keyof Declared extends never ? string : keyof Channels & string;
  /** What main may send on: any channel, until one message (or question) is declared. */
  type FromMain<Channels> = keyof Channels extends never ? string : keyof Channels & string;
  /** What is sent on a channel; anything, if it is not declared. */
  type ArgumentsOf<Channels, Channel> = Channel extends keyof Channels
    ? Channels[Channel] extends (...args: infer Arguments) => unknown
      ? Arguments
      : never
    : any[];
  /** What comes back on a channel; anything, if it is not declared. */
  type ResultOf<Channels, Channel> = Channel extends keyof Channels
    ? Channels[Channel] extends (...args: any[]) => infer Result
      ? Result
      : never
    : any;
  /** Called with the arguments of a question of main; returns the answer, or a promise of it. */
  type Handler<Channel> = (
    event: IpcRendererEvent,
    ...args: ArgumentsOf<QuestionChannels, Channel>
  ) => ResultOf<QuestionChannels, Channel> | PromiseLike<ResultOf<QuestionChannels, Channel>>;
  /** Called with the arguments of a message of main, each a copy as of `structuredClone`. */
  type Listener<Channel> = (event: IpcRendererEvent, ...args: ArgumentsOf<MessageChannels, Channel>) => void;

  /** What comes with every message of main, before its arguments. */
  interface IpcRendererEvent {
    /** The emitter itself, to send an answer. */
    readonly sender: IpcRenderer;
    /**
     * The ports that came with the message: real ones of the DOM, whose messages wait for `start()` or `onmessage`. Beside what
     * the DOM says of them:
     *
     * - a `close` event says that the other end is closed, or gone with its page, after the last message:
     *   `port.addEventListener('close', …)`. `onclose` is not there.
     * - `port.close()` tells the other end. A port that is merely dropped does not, before its document is gone.
     * - Values are those of `send`, and `port.postMessage()` throws as that does for what has no copy.
     *
     * That holds for this object, for what a preload script hands to its page with `window.postMessage`, and for the other end of
     * a channel whose one port went to `postMessage`; not for what a port becomes that is passed on to a worker or another frame.
     */
    readonly ports: readonly MessagePort[];
  }

  /** What may end an `invoke` before main has answered it. */
  interface InvokeOptions {
    /** Cancels it when it is aborted. */
    readonly signal?: AbortSignal | null | undefined;
    /** Cancels it after so many milliseconds, 0 or more; `Infinity` is as good as none. */
    readonly timeout?: number | undefined;
  }

  /** What may end a stream before main does. */
  interface StreamOptions {
    /** Ends it when it is aborted: its reader gets the signal's reason as an error. */
    readonly signal?: AbortSignal | null | undefined;
  }

  /**
   * What a handler in the main process yields, one after the other: `for await (const chunk of stream)`. The handler
   * goes on as chunks are taken; `break`, `return` and an error in the loop end it, and so does the end of the document.
   * One that nobody reads keeps its handler waiting until then, or until the engine collects it, which may be never: call
   * `return()` on what you don't read to its end.
   */
  interface MainStream<Chunk = any> extends AsyncIterableIterator<Chunk> {
    /** Takes the next chunk, which lets the handler go on. */
    next(): Promise<IteratorResult<Chunk, undefined>>;
    /** Ends the stream, as `break` in the loop does, and resolves with `value`. */
    return<Value = undefined>(value?: Value): Promise<IteratorReturnResult<Value>>;
    /** Ends the stream, and rejects with `error`. */
    throw(error?: unknown): Promise<IteratorResult<Chunk, undefined>>;
    /** The same chunks as a ReadableStream, for `pipeTo`, `pipeThrough` or a Response; cancelling that ends the handler. */
    toReadableStream(): ReadableStream<Chunk>;
  }

  /** Called with the arguments that main sent, each a copy as of `structuredClone`. */
  type IpcRendererListener = (event: IpcRendererEvent, ...args: any[]) => void;

  /**
   * The page's end of messages: an EventEmitter, as in Node, of what main sends. Listeners run in the order of
   * registration. One that throws is reported as an uncaught error of the page.
   */
  interface IpcRenderer {
    /**
     * Sends a message to the listeners of `channel` in the main process, and does not wait.
     *
     * Arguments are copied as by `structuredClone`: no functions, symbols, promises or DOM objects, and prototypes are
     * lost.
     *
     * @throws TypeError if `channel` is no string.
     * @throws Error `An object could not be cloned. (argument 0, at .user.onClick: function)`; then nothing is sent.
     * @throws RangeError if values are nested more than 1,000 levels deep, or the message is over the application's
     *   limit (256 MiB by default); of calls that wait for an answer, also if too many do already (65,536 by default).
     * @throws Error `IPC method called after context was released` once the document is gone.
     */
    send<Channel extends ToMain<SendChannels>>(channel: Channel, ...args: ArgumentsOf<SendChannels, Channel>): void;

    /**
     * Sends a message and blocks the whole page until main has answered; messages of main that come meanwhile are
     * delivered afterwards.
     *
     * @returns the value that main set as `event.returnValue`: of the type that the listener names by its
     *   `IpcMainSyncEvent`, `unknown` if it names none.
     * @throws the error that main answered with, or one that says that nobody listens, that nobody answered or that
     *   main is gone; else as `send`.
     */
    sendSync<Channel extends ToMain<SendChannels>>(
      channel: Channel,
      ...args: ArgumentsOf<SendChannels, Channel>
    ): ResultOf<SendChannels, Channel>;

    /**
     * Sends one value and ports, which can't be used here afterwards, to the listeners of `channel` in the main process. What
     * was posted to them before is not lost.
     *
     * @throws TypeError `Invalid value for transfer` unless `transfer` is an array of MessagePorts that are neither closed nor
     *   given away already; and as `send`. Then nothing is given away.
     */
    postMessage<Channel extends ToMain<SendChannels>>(
      channel: Channel,
      message: ArgumentsOf<SendChannels, Channel>[0],
      transfer?: readonly MessagePort[],
    ): void;

    /**
     * Asks main: resolves with what the handler of `channel` in the main process returns.
     *
     * @returns a promise that rejects with an Error `Error invoking remote method '<channel>': <error>` if the handler
     *   failed or there is none; its `cause` is the original error, with `name`, `message`, `code` and `data`. What `send`
     *   would throw rejects it as well.
     */
    invoke<Channel extends ToMain<InvokeChannels>>(
      channel: Channel,
      ...args: ArgumentsOf<InvokeChannels, Channel>
    ): Promise<ResultOf<InvokeChannels, Channel>>;
    /**
     * `invoke` that can be cancelled: the handler in main is told.
     *
     * @returns as `invoke`; aborted, it rejects with the signal's reason; after its timeout, with a DOMException
     *   `TimeoutError`. Options that are none reject it with a TypeError or RangeError, before anything is sent.
     */
    invokeWithOptions<Channel extends ToMain<InvokeChannels>>(
      channel: Channel,
      options: InvokeOptions | null | undefined,
      ...args: ArgumentsOf<InvokeChannels, Channel>
    ): Promise<ResultOf<InvokeChannels, Channel>>;

    /**
     * Asks main for a stream: the handler of `channel` yields its chunks.
     *
     * @returns what gives them in order, and then ends or throws: an Error as that of `invoke` if the handler failed or
     *   there is none.
     * @throws as `send`.
     */
    stream<Channel extends ToMain<StreamChannels>>(
      channel: Channel,
      ...args: ArgumentsOf<StreamChannels, Channel>
    ): MainStream<ResultOf<StreamChannels, Channel>>;
    /** `stream` that can be cancelled by a signal. */
    streamWithOptions<Channel extends ToMain<StreamChannels>>(
      channel: Channel,
      options: StreamOptions | null | undefined,
      ...args: ArgumentsOf<StreamChannels, Channel>
    ): MainStream<ResultOf<StreamChannels, Channel>>;

    /**
     * Answers what main asks with `contents.invoke`; a promise is awaited, what is thrown fails main's task.
     *
     * @throws Error `Attempted to register a second handler for '<channel>'`.
     * @throws TypeError `Expected handler to be a function, but found type '<type>'`.
     */
    handle<Channel extends FromMain<QuestionChannels>>(channel: Channel, handler: Handler<Channel>): void;
    /** As `handle`, for one call: the handler is removed before it is called. */
    handleOnce<Channel extends FromMain<QuestionChannels>>(channel: Channel, handler: Handler<Channel>): void;
    /** Removes the handler of `channel`, if there is one. */
    removeHandler(channel: FromMain<QuestionChannels>): void;

    /** Runs `listener` for every message on `channel`. The same one added twice runs twice. */
    on<Channel extends FromMain<MessageChannels>>(channel: Channel, listener: Listener<Channel>): this;
    /** The same as `on`. */
    addListener<Channel extends FromMain<MessageChannels>>(channel: Channel, listener: Listener<Channel>): this;
    /** As `on`, in front of the listeners that are there. */
    prependListener<Channel extends FromMain<MessageChannels>>(channel: Channel, listener: Listener<Channel>): this;
    /** As `on`, for the next message only. */
    once<Channel extends FromMain<MessageChannels>>(channel: Channel, listener: Listener<Channel>): this;
    /** As `once`, in front of the listeners that are there. */
    prependOnceListener<Channel extends FromMain<MessageChannels>>(channel: Channel, listener: Listener<Channel>): this;
    /**
     * Takes off a listener, the one added last if it was added more than once. It still gets a message that is being
     * delivered.
     */
    off<Channel extends FromMain<MessageChannels>>(channel: Channel, listener: Listener<Channel>): this;
    /** The same as `off`. */
    removeListener<Channel extends FromMain<MessageChannels>>(channel: Channel, listener: Listener<Channel>): this;
    /** Takes off all listeners, of one channel or of all. */
    removeAllListeners(channel?: FromMain<MessageChannels>): this;

    /** Runs the listeners of a channel as if main had sent a message. Returns whether there were any. */
    emit(channel: string, ...args: unknown[]): boolean;
    /** The channels that have listeners. */
    eventNames(): (string | symbol)[];
    /** How many listeners a channel has. */
    listenerCount(channel: string): number;
    /** The listeners of a channel, in the order in which they are called. */
    listeners(channel: string): IpcRendererListener[];
    /** As `listeners`, with the wrappers of `once`. */
    rawListeners(channel: string): IpcRendererListener[];
    /**
     * From how many listeners of one channel on a leak is suspected, and a warning printed; 10 by default, 0 for never.
     */
    setMaxListeners(count: number): this;
    /** What `setMaxListeners` has set. */
    getMaxListeners(): number;
  }

  /**
   * How a preload script in a world of its own gives others something, without giving them a way to anything else. Functions
   * are proxies, in both directions, promises too; all else is a copy. The whole API is frozen, but for the
   * contents of Maps, Sets, Dates and buffers, which have no freezing; these, and what its functions are given and give, are
   * the receiver's own copies, to change at will. Class instances lose their prototype, and symbols are dropped, with
   * their keys. Errors lose their stack, and keep `code`, `data`, `cause` and their own enumerable properties, as far as these have
   * a clone. An AbortSignal is followed by one on the other side, with a copy of its reason.
   *
   * Both methods throw an Error `contextBridge API can only be used when contextIsolation is enabled`, `Cannot bind an API on
   * top of an existing property on the window object`, or `An object could not be cloned. (api 'key', at .user.body: …)`, and a
   * RangeError for what is nested more than 1,000 levels deep, has more than 16,777,216 elements and properties, or is larger than
   * a message may be. The functions of an API throw these two as well.
   */
  interface ContextBridge {
    /** Defines `window[key]` in the page. */
    exposeInMainWorld(key: string, api: unknown): void;
    /**
     * Defines `window[key]` in the script world `worldId` of this document, where `executeJavaScriptInIsolatedWorld` of the main
     * process runs scripts. The world begins now if nothing ran there yet.
     *
     * @param worldId an integer from 0 to 536870911: 0 is the page's world, 999 this one, any other one of your own, best from
     *   1000 on.
     * @throws RangeError for anything else; Error if the page's process has 64 worlds of your own already.
     */
    exposeInIsolatedWorld(worldId: number, key: string, api: unknown): void;
    /** Whether this script runs in a world of its own. */
    readonly isIsolated: boolean;
  }

  /**
   * What `transom`, `require('transom')` and `require('electron')` are: variables of the preload script in a world of its own,
   * properties of `window` where an application exposes IPC to its pages.
   */
  interface Module {
    /** Messages to and from the main process. */
    readonly ipcRenderer: IpcRenderer;
    /** For preload scripts. */
    readonly contextBridge: ContextBridge;
  }
}

/** Transom's API for pages. */
declare var transom: Transom.Module;

/** Knows only `electron` and `transom`, which are the same; throws for any other name. */
declare function require(name: 'electron' | 'transom'): Transom.Module;

/**
 * The same as `transom`, for preload scripts whose bundler makes `require('transom')` of the import (esbuild: `--format=cjs
 * --external:transom`). There is no such module at run time: where the scripts of a page are modules, take the variable
 * `transom`, which they have if the application exposes IPC to them, or import nothing but types.
 */
declare module 'transom' {
  export import IpcRendererEvent = Transom.IpcRendererEvent;
  export import InvokeOptions = Transom.InvokeOptions;
  export import StreamOptions = Transom.StreamOptions;
  export import MainStream = Transom.MainStream;
  export import IpcRendererListener = Transom.IpcRendererListener;
  export import IpcRenderer = Transom.IpcRenderer;
  export import ContextBridge = Transom.ContextBridge;
  /** Messages to and from the main process. */
  export const ipcRenderer: Transom.IpcRenderer;
  /** For preload scripts. */
  export const contextBridge: Transom.ContextBridge;
}

/** The same, by the name that pages are used to. */
declare module 'electron' {
  export * from 'transom';
}
