// SPDX-License-Identifier: MIT
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { applicationPath } from './app-info';
import { IpcMain } from './ipc-main';
import type { MessagePortMain } from './message-port-main';
import type { NativeWindowOptions } from './native';
import { type InvokeOptions, joined, runtime, type WebSource } from './runtime';
import { WebFrameMain } from './web-frame-main';
import { type BrowserWindowOptions, nativeOptions } from './window-options';

interface Wish {
  readonly url: string;
  /** Of the page, where all frames in it are of that, too; empty: an opaque one, or a frame of another may be who asks. */
  readonly openerOrigin: string;
  /** The user clicked or pressed a key for it. */
  readonly isUserGesture: boolean;
}

export interface WindowOpenDetails extends Wish {
  readonly frameName: string;
  readonly disposition: 'new-window';
}

export type WindowOpenResponse =
  | { readonly action: 'deny' }
  | { readonly action: 'allow'; readonly overrideBrowserWindowOptions?: BrowserWindowOptions };

export type WindowOpenHandler = (details: WindowOpenDetails) => WindowOpenResponse;

export interface LoadFileOptions {
  readonly query?: Readonly<Record<string, string>>;
  readonly search?: string;
  readonly hash?: string;
}

/** One page: what it shows, and the messages to it. */
export class WebContents extends EventEmitter {
  readonly id: number;
  /** Listeners and handlers for the messages of this page alone, before those of `ipcMain`. */
  readonly ipc: IpcMain;
  #isDestroyed = false;
  #isLoading = false;
  /** The load that was asked for last. */
  #loaded: Promise<void> | undefined;
  #openHandler: WindowOpenHandler | undefined;
  readonly #options: BrowserWindowOptions;

  /** @internal */
  constructor(id: number, options: BrowserWindowOptions) {
    super();
    this.id = id;
    this.ipc = new IpcMain(id);
    this.#options = options;
    runtime.contents.set(id, this);
    // As in Electron: the page gets the windows it asks for, unless a handler says otherwise.
    runtime.native.answerWindowOpen(id);
  }

  static getAllWebContents(): WebContents[] {
    return [...runtime.contents.values()];
  }

  static fromId(id: number): WebContents | undefined {
    return runtime.contents.get(id);
  }

  get mainFrame(): WebFrameMain {
    const frame = WebFrameMain.of(runtime.native.mainFrame(this.id), this.id);
    if (!frame) throw new TypeError('Object has been destroyed');
    return frame;
  }

  send(channel: string, ...args: unknown[]): void {
    runtime.send(this.id, undefined, channel, args);
  }

  postMessage(channel: string, message: unknown, transfer?: readonly MessagePortMain[]): void {
    runtime.postMessage(this.id, undefined, channel, message, transfer, arguments.length);
  }

  /** Sends to one frame: that of `[processId, frameId]`, or of `frameId` in the process of the main frame. */
  sendToFrame(frameId: number | readonly [processId: number, frameId: number], channel: string, ...args: unknown[]): void {
    const id = typeof frameId === 'number' ? frameId : frameId[1];
    if (this.#isDestroyed) return;
    this.mainFrame.framesInSubtree.find((each) => each.routingId === id)?.send(channel, ...args);
  }

  /** Asks the page what it answers with `ipcRenderer.handle`. */
  invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    return runtime.invoke(this.id, undefined, channel, args);
  }

  /** The same with a deadline of one's own. */
  invokeWithOptions(channel: string, options: InvokeOptions, ...args: unknown[]): Promise<unknown> {
    return runtime.invoke(this.id, undefined, channel, args, options);
  }

  executeJavaScript(code: string): Promise<unknown> {
    return runtime.evaluate(this.id, undefined, code);
  }

  /** The same in a world beside the page's own, which shares its DOM and no object of JavaScript. */
  executeJavaScriptInIsolatedWorld(worldId: number, scripts: readonly WebSource[]): Promise<unknown> {
    return runtime.evaluate(this.id, undefined, joined(scripts), worldId);
  }

  /** Resolves when the page has finished loading. A rejection that nobody takes is no uncaught exception. */
  loadURL(url: string): Promise<void> {
    if (this.#isDestroyed) return Promise.reject(new TypeError('Object has been destroyed'));
    this.#isLoading = true;
    const loaded = runtime.load(this.id, url);
    this.#loaded = loaded;
    // To another place in the same document it only jumps, and no event tells of it.
    const settled = (): void => {
      if (this.#loaded === loaded) this.#isLoading = false;
    };
    loaded.then(settled, settled);
    loaded.catch((error: unknown) => {
      if (error instanceof Error && error.name === 'LoadError') runtime.warn(`Failed to load URL: ${url} with error: ${error.message}`);
    });
    return loaded;
  }

  loadFile(path: string, options: LoadFileOptions = {}): Promise<void> {
    const url = pathToFileURL(applicationPath(path));
    for (const [name, value] of Object.entries(options.query ?? {})) url.searchParams.set(name, value);
    if (options.search !== undefined) url.search = options.search;
    if (options.hash !== undefined) url.hash = options.hash;
    return this.loadURL(url.href);
  }

  reload(): void {
    runtime.native.reload(this.id);
  }

  stop(): void {
    runtime.native.stop(this.id);
  }

  getURL(): string {
    return runtime.native.url(this.id) ?? '';
  }

  getTitle(): string {
    return runtime.native.title(this.id) ?? '';
  }

  getOSProcessId(): number {
    return runtime.native.osProcessId(this.id) ?? 0;
  }

  getProcessId(): number {
    return this.getOSProcessId();
  }

  isLoading(): boolean {
    return this.#isLoading;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  close(): void {
    runtime.native.closeContents(this.id);
  }

  openDevTools(): void {
    runtime.native.openDevTools(this.id);
  }

  closeDevTools(): void {
    runtime.native.closeDevTools(this.id);
  }

  isDevToolsOpened(): boolean {
    return runtime.native.isDevToolsOpened(this.id) ?? false;
  }

  /** Decides whether the page gets the windows it asks for. */
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler;
  }

  /** @internal What the page's wish for a window comes to: it has its opener's preferences, unless the handler says otherwise. */
  static mayOpen(contents: WebContents, wish: Wish): boolean | NativeWindowOptions {
    const handler = contents.#openHandler;
    if (!handler) return true;
    const response = handler({ ...wish, frameName: '', disposition: 'new-window' });
    if (response.action !== 'allow') return false;
    const override = response.overrideBrowserWindowOptions;
    if (!override) return true;
    const { webPreferences, ...rest } = override;
    return nativeOptions({
      ...contents.#options,
      show: true,
      ...rest,
      webPreferences: { ...contents.#options.webPreferences, ...webPreferences },
    });
  }

  /** @internal */
  static optionsOf(contents: WebContents): BrowserWindowOptions {
    return contents.#options;
  }

  /** @internal The engine tells of it. */
  static told(contents: WebContents, name: string, args: readonly unknown[]): void {
    switch (name) {
      case 'did-start-loading':
        contents.#isLoading = true;
        runtime.emit(contents, name, eventOf(contents));
        break;
      case 'did-finish-load':
        contents.#isLoading = false;
        runtime.emit(contents, 'did-finish-load', eventOf(contents));
        runtime.emit(contents, 'did-stop-loading', eventOf(contents));
        break;
      case 'did-fail-load': {
        contents.#isLoading = false;
        const [code, description, url] = args;
        runtime.emit(contents, 'did-fail-load', eventOf(contents), code, description, url, true);
        runtime.emit(contents, 'did-stop-loading', eventOf(contents));
        break;
      }
      case 'console-message':
        contents.#said(args);
        break;
      case 'render-process-gone': {
        const [reason, description] = args;
        runtime.emit(contents, name, eventOf(contents), { reason, description, exitCode: 1 });
        break;
      }
      case 'destroyed':
        contents.#isDestroyed = true;
        runtime.contents.delete(contents.id);
        runtime.emit(contents, name);
        break;
      default:
        runtime.emit(contents, name, eventOf(contents), ...args);
    }
  }

  #said([level, message, line, sourceId]: readonly unknown[]): void {
    const number = [1, 1, 2, 3, 0][level as number] ?? 1;
    const name = ['debug', 'info', 'warning', 'error'][number]!;
    const event = { ...eventOf(this), level: name, message, lineNumber: line, sourceId };
    runtime.emit(this, 'console-message', event, number, message, line, sourceId);
  }
}

/** What a listener of a page's event gets first. */
function eventOf(sender: WebContents): { readonly sender: WebContents } {
  return { sender };
}
