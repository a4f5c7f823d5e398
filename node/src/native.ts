// SPDX-License-Identifier: MIT
// What the addon offers, and what it wants: node/native. Values are bytes there; numbers stand for windows, pages, calls of
// pages (`call`) and questions of ours (`request`).

/** A frame of a page: one object for each, as long as that lives. */
export interface NativeFrame {
  url(): string;
  origin(): string;
  frameId(): number;
  detached(): boolean;
  /** The number of the document that it shows; 0: none. */
  document(): number;
  target(): Target;
  parent(): NativeFrame | undefined;
  top(): NativeFrame | undefined;
  frames(): NativeFrame[];
}

/** An end of a channel; closed when it is collected, unless it was started. */
export interface NativePort {
  post(bytes: Uint8Array, length: number, ports: readonly (NativePort | null)[]): void;
  start(): void;
  close(): void;
}

/** To whom something is said: the main frame of a page, or one document. */
export type Target = number | undefined;

/** The number of bytes at the beginning of the common memory, or bytes of their own. Valid during the call alone. */
export type Lent = number | Uint8Array;

export interface NativeWindowOptions {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly title?: string | undefined;
  readonly show?: boolean | undefined;
  readonly preload?: string | undefined;
  readonly contextIsolation?: boolean | undefined;
  readonly exposeIpcToPage?: boolean | undefined;
  readonly ipcInSubFrames?: boolean | undefined;
  readonly devTools?: boolean | undefined;
  readonly navigation?: NativeNavigation | undefined;
}

/** Where pages may go by themselves: src/window-options.ts. */
export interface NativeNavigation {
  readonly allow?: readonly string[] | undefined;
  readonly allowInFrames?: readonly string[] | undefined;
  readonly allowAll?: boolean | undefined;
  readonly allowAllInFrames?: boolean | undefined;
}

/** Who may use a channel: src/access.ts. */
export interface NativeAccess {
  readonly allow?: readonly string[] | undefined;
  readonly mainFrameOnly?: boolean | undefined;
  readonly nobody?: boolean | undefined;
}

export interface StartOptions {
  readonly appPath: string;
  readonly dataDirectory: string;
  readonly enableLogging: boolean;
}

export const Kind = { send: 0, posted: 1, syncCall: 2, invoke: 3, stream: 4 } as const;

/** What became of a question to a page. */
export const Outcome = { answered: 0, failed: 1, gone: 2 } as const;

/** What the addon tells. None of these may throw. */
export interface Host {
  /** Returns whether it was refused to a frame that may not use the channel. */
  message(
    kind: number,
    contents: number,
    frame: NativeFrame | undefined,
    frameId: number,
    document: number,
    channel: string,
    payload: Lent,
    isAllowed: boolean,
    call: number,
    ports: readonly NativePort[] | undefined,
  ): boolean;
  contentsEvent(contents: number, name: string, ...args: unknown[]): void;
  windowEvent(window: number, name: string): void;
  mayClose(window: number): boolean;
  /** Undefined: as it would be. */
  mayNavigate(contents: number, url: string, isAllowed: boolean, isRedirect: boolean): boolean | undefined;
  mayOpen(contents: number, url: string, openerOrigin: string, isUserGesture: boolean): boolean | NativeWindowOptions;
  windowOpened(opener: number, window: number, contents: number, url: string): void;
  answer(request: number, outcome: number, payload: Lent): void;
  settled(request: number, name?: string, message?: string): void;
  /** Nobody waits for the answer to `call` any more. */
  abort(call: number): void;
  /** There may be room for another chunk of a stream. */
  room(call: number): void;
  portMessage(port: NativePort, payload: Lent, ports: readonly NativePort[]): void;
  portClosed(port: NativePort): void;
  ended(status: number): void;
}

/** Functions of windows and pages do nothing, and give undefined, if there is none of that number (any more). */
export interface Native {
  readonly version: string;
  /** Returns the common memory. Throws an Error that says how to mend it, where there is no display or no engine. */
  start(options: StartOptions, host: Host): Uint8Array;
  /** Whether the process goes on as long as windows do. */
  keepAlive(wanted: boolean): void;
  exit(status: number): void;
  /** Throws as App::serve() in C++. */
  serve(scheme: string, directory: string, host?: string, contentSecurityPolicy?: string): void;
  makeChannel(): [NativePort, NativePort];

  /** `place`: the emitter of the application, of a page or of a frame. Without a rule the channel has none any more. */
  setAccess(place: undefined | number | NativeFrame, channel: string, rule?: NativeAccess): void;
  setDefaultAccess(rule: NativeAccess): void;

  createWindow(options: NativeWindowOptions): { window: number; contents: number };
  showWindow(window: number): void;
  hideWindow(window: number): void;
  closeWindow(window: number): void;
  destroyWindow(window: number): void;
  setWindowTitle(window: number, title: string): void;
  setWindowSize(window: number, width: number, height: number): void;
  windowTitle(window: number): string | undefined;
  windowSize(window: number): [number, number] | undefined;
  isWindowVisible(window: number): boolean | undefined;

  send(contents: number, target: Target, channel: string, bytes: Uint8Array, length: number): void;
  postMessage(
    contents: number,
    target: Target,
    channel: string,
    bytes: Uint8Array,
    length: number,
    ports: readonly (NativePort | null)[],
  ): void;
  invoke(contents: number, target: Target, channel: string, bytes: Uint8Array, length: number, request: number): void;
  /** `world` 0: that of the page. */
  evaluate(contents: number, target: Target, world: number, code: string, request: number): void;
  loadURL(contents: number, url: string, request: number): void;
  reload(contents: number): void;
  stop(contents: number): void;
  url(contents: number): string | undefined;
  title(contents: number): string | undefined;
  closeContents(contents: number): void;
  openDevTools(contents: number): void;
  closeDevTools(contents: number): void;
  isDevToolsOpened(contents: number): boolean | undefined;
  osProcessId(contents: number): number | undefined;
  mainFrame(contents: number): NativeFrame | undefined;
  /** From now on `mayOpen` decides whether the page gets windows. */
  answerWindowOpen(contents: number): void;

  reply(call: number, bytes: Uint8Array, length: number): void;
  fail(call: number, bytes: Uint8Array, length: number): void;
  /** Returns whether there is room for another one. */
  chunk(call: number, bytes: Uint8Array, length: number): boolean;
  /** Nobody will answer. */
  drop(call: number): void;
}
