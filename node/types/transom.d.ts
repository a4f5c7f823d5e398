// SPDX-License-Identifier: MIT
// For main processes and preload scripts in TypeScript. Names and shapes are Electron's, as far as Transom has them.

/// <reference types="node" />
/// <reference path="./events.d.ts" />
/// <reference path="./modules.d.ts" />

declare namespace Electron {
  /** What a listener may prevent. */
  interface Event {
    preventDefault(): void;
    readonly defaultPrevented: boolean;
  }

  /** The application: its beginning and its end. */
  interface App extends Emitter<AppEvents> {
    /** Resolves when windows can be made; rejects with an Error that says how to mend it where they can't. */
    whenReady(): Promise<void>;
    isReady(): boolean;
    /** Closes all windows and ends the process, unless a listener of `before-quit`, of a window's `close` or of `will-quit` prevents it. */
    quit(): void;
    /** Closes all windows, asks nobody, and ends the process. */
    exit(exitCode?: number): void;
    /** Where the application lies, and relative paths begin. */
    getAppPath(): string;
    /** @throws Error `Failed to get '<name>' path`. */
    getPath(name: AppPath): string;
    setPath(name: AppPath, path: string): void;
    /** From the package.json of the application. */
    getName(): string;
    setName(name: string): void;
    name: string;
    getVersion(): string;
    /**
     * Makes the files under `directory` pages: `app.serve('app', 'ui')` shows `ui/index.html` at `app://main/index.html`, a
     * secure context with an origin of its own. After `whenReady()`. Transom's own.
     */
    serve(scheme: string, directory: string, options?: ServeOptions): void;
    /** Who may use channels that have no rule of their own. Transom's own. */
    setDefaultAccess(access: Access): void;
  }

  interface ServeOptions {
    /** `main`, unless it is given. */
    host?: string;
    /** The header of every answer; empty: none. Without it pages may load from their own origin alone. */
    contentSecurityPolicy?: string;
  }

  interface InvokeOptions {
    /** How long the page has for an answer, in milliseconds. */
    timeout?: number;
  }

  interface WebSource {
    code: string;
  }

  type AppPath =
    | 'home' | 'appData' | 'userData' | 'sessionData' | 'logs' | 'temp' | 'exe'
    | 'desktop' | 'documents' | 'downloads' | 'music' | 'pictures' | 'videos';

  interface WebPreferences {
    /** A script that runs in every document before the page does, with `require('electron')`. */
    preload?: string;
    /** The preload script runs in a world of its own; on by default. */
    contextIsolation?: boolean;
    /** Together with `contextIsolation: false`, the page itself has `require('electron')`; and nothing of Node. */
    nodeIntegration?: boolean;
    /** Frames in the page have IPC, too, and preload scripts. */
    nodeIntegrationInSubFrames?: boolean;
    /** Pages are always sandboxed. */
    sandbox?: boolean;
    devTools?: boolean;
    /** Where the page may go by itself. Transom's own. */
    navigation?: NavigationRules;
  }

  /** Without rules a page stays at the origin that it shows and at that of the URL that was loaded last. Transom's own. */
  interface NavigationRules {
    /** Origins that the page may go to besides, such as `https://example.org`. */
    allow?: string[];
    /** Origins that frames in it may show besides. */
    allowInFrames?: string[];
    /** The page may go everywhere, as in a browser: never with IPC in the page. */
    allowAll?: boolean;
    /** Frames in it may show everything that its Content-Security-Policy lets in. */
    allowAllInFrames?: boolean;
  }

  /** What a listener of `will-navigate` gets: the page, or a frame in it, is about to go somewhere by itself. */
  interface NavigationEvent extends Event {
    readonly url: string;
    /** A server sent it there, on the way from a URL that was allowed. */
    readonly isRedirect: boolean;
    /** Whether it will go there as things stand. Transom's own. */
    readonly isAllowed: boolean;
    /** It goes there, whatever the rules of the window say. Transom's own. */
    allow(): void;
  }

  interface BrowserWindowConstructorOptions {
    /** Logical pixels; 800 by default. */
    width?: number;
    /** Logical pixels; 600 by default. */
    height?: number;
    show?: boolean;
    /** The title of the page by default. */
    title?: string;
    webPreferences?: WebPreferences;
  }

  interface LoadFileOptions {
    query?: Record<string, string>;
    search?: string;
    hash?: string;
  }

  /** A window with one page. */
  class BrowserWindow extends Emitter<BrowserWindowEvents> {
    /** @throws Error `Cannot create BrowserWindow before app is ready`, or where there is no such preload script. */
    constructor(options?: BrowserWindowConstructorOptions);
    static getAllWindows(): BrowserWindow[];
    static fromWebContents(webContents: WebContents): BrowserWindow | null;
    static fromId(id: number): BrowserWindow | null;

    readonly id: number;
    readonly webContents: WebContents;
    title: string;
    /** Resolves when the page has finished loading. */
    loadURL(url: string): Promise<void>;
    /** A relative path starts at `app.getAppPath()`. */
    loadFile(filePath: string, options?: LoadFileOptions): Promise<void>;
    reload(): void;
    show(): void;
    hide(): void;
    isVisible(): boolean;
    /** Closes it, unless a listener of `close` prevents that. */
    close(): void;
    /** Closes it and asks nobody. */
    destroy(): void;
    isDestroyed(): boolean;
    getTitle(): string;
    setTitle(title: string): void;
    getSize(): [width: number, height: number];
    setSize(width: number, height: number): void;
  }

  interface HandlerDetails {
    readonly url: string;
    readonly frameName: string;
    readonly disposition: 'new-window';
    /**
     * The origin of the page, where all frames in it are of that, too. Empty: it is an opaque one, or a frame of another origin may be
     * who asks. Transom's own.
     */
    readonly openerOrigin: string;
    /** The user clicked or pressed a key for it. Transom's own. */
    readonly isUserGesture: boolean;
  }

  type WindowOpenHandlerResponse =
    | { action: 'deny' }
    | { action: 'allow'; overrideBrowserWindowOptions?: BrowserWindowConstructorOptions };

  interface OpenDevToolsOptions {
    mode?: 'left' | 'right' | 'bottom' | 'undocked' | 'detach';
    activate?: boolean;
    title?: string;
  }

  interface ContentsEvent {
    readonly sender: WebContents;
  }

  interface ConsoleMessageEvent extends ContentsEvent {
    readonly level: 'debug' | 'info' | 'warning' | 'error';
    readonly message: string;
    readonly lineNumber: number;
    readonly sourceId: string;
  }

  interface RenderProcessGoneDetails {
    readonly reason: string;
    readonly description: string;
    readonly exitCode: number;
  }

  /** One page: what it shows, and the messages to it. Once it is destroyed every call is silent. */
  class WebContents extends Emitter<WebContentsEvents> {
    private constructor();
    static getAllWebContents(): WebContents[];
    static fromId(id: number): WebContents | undefined;

    readonly id: number;
    /** Listeners and handlers for the messages of this page alone, before those of `ipcMain`. */
    readonly ipc: IpcMain;
    /** @throws TypeError `Object has been destroyed`. */
    readonly mainFrame: WebFrameMain;
    /**
     * Sends to the main frame. Before its first document exists the message waits for it.
     *
     * @throws Error `An object could not be cloned. (…)`, RangeError for what is too large, TypeError for a channel that is none.
     */
    send(channel: string, ...args: any[]): void;
    /** Sends one value and gives ports away with it. */
    postMessage(channel: string, message: any, transfer?: MessagePortMain[]): void;
    sendToFrame(frameId: number | [processId: number, frameId: number], channel: string, ...args: any[]): void;
    /** Asks what the page answers with `ipcRenderer.handle`, for at most 30 s. Transom's own. */
    invoke(channel: string, ...args: any[]): Promise<any>;
    /** `invoke` with a deadline of one's own. */
    invokeWithOptions(channel: string, options: InvokeOptions, ...args: any[]): Promise<any>;
    /** Runs code at the top level of the page; a promise is awaited. `userGesture` changes nothing here. */
    executeJavaScript(code: string, userGesture?: boolean): Promise<any>;
    /** The same in a world beside the page's own, which shares its DOM and no object of JavaScript. */
    executeJavaScriptInIsolatedWorld(worldId: number, scripts: WebSource[]): Promise<any>;
    loadURL(url: string): Promise<void>;
    loadFile(filePath: string, options?: LoadFileOptions): Promise<void>;
    reload(): void;
    stop(): void;
    getURL(): string;
    getTitle(): string;
    getOSProcessId(): number;
    getProcessId(): number;
    isLoading(): boolean;
    isDestroyed(): boolean;
    close(): void;
    /** In a window of their own, whatever the options say. */
    openDevTools(options?: OpenDevToolsOptions): void;
    closeDevTools(): void;
    isDevToolsOpened(): boolean;
    /** Decides whether the page gets the windows it asks for; without a handler it does, with its opener's preferences. */
    setWindowOpenHandler(handler: (details: HandlerDetails) => WindowOpenHandlerResponse): void;
  }

  /** A frame of a page. Once it is gone it is `detached`, and what is sent to it is silently dropped. */
  class WebFrameMain {
    private constructor();
    readonly ipc: IpcMain;
    readonly url: string;
    readonly origin: string;
    readonly routingId: number;
    readonly frameTreeNodeId: number;
    readonly processId: number;
    readonly detached: boolean;
    readonly parent: WebFrameMain | null;
    readonly top: WebFrameMain | null;
    readonly frames: WebFrameMain[];
    readonly framesInSubtree: WebFrameMain[];
    isDestroyed(): boolean;
    send(channel: string, ...args: any[]): void;
    postMessage(channel: string, message: any, transfer?: MessagePortMain[]): void;
    invoke(channel: string, ...args: any[]): Promise<any>;
    invokeWithOptions(channel: string, options: InvokeOptions, ...args: any[]): Promise<any>;
    executeJavaScript(code: string): Promise<any>;
    executeJavaScriptInIsolatedWorld(worldId: number, scripts: WebSource[]): Promise<any>;
  }

  interface IpcMainEvent {
    readonly type: 'frame';
    readonly sender: WebContents;
    /** Null once the frame is gone, or shows another document. */
    readonly senderFrame: WebFrameMain | null;
    readonly processId: number;
    readonly frameId: number;
    readonly ports: readonly MessagePortMain[];
    /** Set it to answer a `sendSync`. The first one set wins. */
    returnValue: any;
    /** To the very document that sent the message; silently dropped if that is gone. */
    reply(channel: string, ...args: any[]): void;
  }

  interface IpcMainInvokeEvent {
    readonly type: 'frame';
    readonly sender: WebContents;
    readonly senderFrame: WebFrameMain | null;
    readonly processId: number;
    readonly frameId: number;
    /** Aborted when nobody waits for the answer any more. Transom's own. */
    readonly signal: AbortSignal;
  }

  /** Who may use a channel. Transom's own. */
  interface Access {
    /** Such as `https://example.org` or `file://`; empty: all. */
    readonly allow?: readonly string[];
    /** Only the page itself, no frame in it. */
    readonly mainFrameOnly?: boolean;
    /** Nobody at all. */
    readonly nobody?: boolean;
  }

  type IpcMainListener = (event: IpcMainEvent, ...args: any[]) => void;
  /** What it returns or resolves to is the answer; an async iterable answers `ipcRenderer.stream`. */
  type IpcMainHandler = (event: IpcMainInvokeEvent, ...args: any[]) => unknown;

  /** Receives what pages send, where the channel is the event's name, and answers what they ask. */
  interface IpcMain extends NodeJS.EventEmitter {
    /**
     * @throws Error `Attempted to register a second handler for '<channel>'`.
     * @throws TypeError `Expected handler to be a function, but found type '<type>'`.
     */
    handle(channel: string, handler: IpcMainHandler): void;
    handle(channel: string, access: Access, handler: IpcMainHandler): void;
    /** `handle` for one call: the handler is removed before it is called. */
    handleOnce(channel: string, handler: IpcMainHandler): void;
    handleOnce(channel: string, access: Access, handler: IpcMainHandler): void;
    removeHandler(channel: string): void;
    setAccess(channel: string, access: Access): void;
    removeAccess(channel: string): void;

    on(channel: string, listener: IpcMainListener): this;
    addListener(channel: string, listener: IpcMainListener): this;
    once(channel: string, listener: IpcMainListener): this;
    prependListener(channel: string, listener: IpcMainListener): this;
    prependOnceListener(channel: string, listener: IpcMainListener): this;
    off(channel: string, listener: (...args: any[]) => void): this;
    removeListener(channel: string, listener: (...args: any[]) => void): this;
    removeAllListeners(channel?: string): this;
  }

  interface MessageEvent {
    readonly data: any;
    readonly ports: MessagePortMain[];
  }

  /** One end of a channel, in main. Messages wait until `start()`. */
  class MessagePortMain extends Emitter<{ message: [messageEvent: MessageEvent]; close: [] }> {
    private constructor();
    postMessage(message: any, transfer?: MessagePortMain[]): void;
    start(): void;
    close(): void;
  }

  class MessageChannelMain {
    readonly port1: MessagePortMain;
    readonly port2: MessagePortMain;
  }

  interface ForkOptions {
    /** Instead of the environment of main. */
    env?: NodeJS.ProcessEnv;
    /** For Node, before the module. */
    execArgv?: string[];
    cwd?: string;
    /** What becomes of standard output and error: `inherit` by default. Standard input is empty. */
    stdio?: UtilityOutput | ['ignore', stdout: UtilityOutput, stderr: UtilityOutput];
    /** What it is called in messages about it. */
    serviceName?: string;
  }

  type UtilityOutput = 'inherit' | 'pipe' | 'ignore';

  /** A module that Node runs in a process of its own. It ends with the application. */
  class UtilityProcess extends Emitter<UtilityProcessEvents> {
    private constructor();
    /** Undefined before `spawn` and after `exit`. */
    readonly pid: number | undefined;
    /** With `stdio: 'pipe'`; else null. */
    readonly stdout: import('stream').Readable | null;
    readonly stderr: import('stream').Readable | null;
    /** Posts a copy of `message`, which waits until the process listens, and gives ports away with it. */
    postMessage(message: any, transfer?: MessagePortMain[]): void;
    /** Sends SIGTERM. Returns whether there was a process. */
    kill(): boolean;
  }

  const utilityProcess: {
    /**
     * Runs `node modulePath …args`; a relative path starts at `app.getAppPath()`.
     *
     * @throws Error before `app.whenReady()`.
     */
    fork(modulePath: string, args?: string[], options?: ForkOptions): UtilityProcess;
  };

  /** `process.parentPort` in a utility process, which lives as long as somebody listens to `message`. */
  interface ParentPort extends Emitter<{ message: [messageEvent: MessageEvent] }> {
    postMessage(message: any): void;
  }

  interface IpcRendererEvent {
    readonly sender: IpcRenderer;
    readonly ports: readonly MessagePort[];
  }

  /** In preload scripts. */
  interface IpcRenderer extends NodeJS.EventEmitter {
    send(channel: string, ...args: any[]): void;
    sendSync(channel: string, ...args: any[]): any;
    invoke(channel: string, ...args: any[]): Promise<any>;
    postMessage(channel: string, message: any, transfer?: MessagePort[]): void;
    /** What an async generator in main yields. Transom's own. */
    stream(channel: string, ...args: any[]): AsyncIterableIterator<any>;
    /** Answers `webContents.invoke`. Transom's own. */
    handle(channel: string, handler: (event: IpcRendererEvent, ...args: any[]) => unknown): void;
    on(channel: string, listener: (event: IpcRendererEvent, ...args: any[]) => void): this;
    once(channel: string, listener: (event: IpcRendererEvent, ...args: any[]) => void): this;
  }

  /** In preload scripts. */
  interface ContextBridge {
    exposeInMainWorld(apiKey: string, api: any): void;
    exposeInIsolatedWorld(worldId: number, apiKey: string, api: any): void;
  }
}

declare namespace NodeJS {
  interface Process {
    /** In utility processes; undefined elsewhere. */
    readonly parentPort: Electron.ParentPort;
  }
}
