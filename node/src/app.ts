// SPDX-License-Identifier: MIT
import { EventEmitter } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { applicationInfo } from './app-info';
import { isPermitted } from './cancelable-event';
import type { Access } from './ipc-main';
import { runtime } from './runtime';

const kUserFolders: Readonly<Record<string, string>> = {
  desktop: 'Desktop',
  documents: 'Documents',
  downloads: 'Downloads',
  music: 'Music',
  pictures: 'Pictures',
  videos: 'Videos',
};

export interface ServeOptions {
  /** `main`, unless it is given. */
  readonly host?: string;
  /** The header of every answer; empty: none. Without it pages may load from their own origin alone. */
  readonly contentSecurityPolicy?: string;
}

/** The application: its beginning and its end. */
export class App extends EventEmitter {
  #isReady = false;
  #isQuitting = false;
  #isExiting = false;
  #hasEnded = false;
  #name: string | undefined;
  readonly #paths = new Map<string, string>();
  readonly #whenReady: Promise<void>;
  #settleReady!: { readonly resolve: () => void; readonly reject: (reason: unknown) => void };
  #isAwaited = false;

  constructor() {
    super();
    this.#whenReady = new Promise((resolve, reject) => (this.#settleReady = { resolve, reject }));
    this.#whenReady.catch(() => undefined);
  }

  /** Resolves when windows can be made; rejects with an Error that says how to mend it where they can't. */
  whenReady(): Promise<void> {
    this.#isAwaited = true;
    return this.#whenReady.then();
  }

  isReady(): boolean {
    return this.#isReady;
  }

  /**
   * Closes all windows and ends the process; unless a listener of `before-quit`, of a window's `close` or of `will-quit` prevents
   * it. No window is closed if one of them has to stay.
   */
  quit(): void {
    if (this.#isQuitting) return;
    this.#isQuitting = true;
    this.#isQuitting = this.#mayQuit();
    if (this.#isQuitting) this.#finish(0);
    else runtime.release();
  }

  /** Closes all windows, asks nobody, and ends the process. */
  exit(status = 0): void {
    this.#isQuitting = true;
    this.#isExiting = true;
    this.#finish(status);
  }

  #mayQuit(): boolean {
    const windows = [...runtime.windows.values()];
    if (!isPermitted(this, 'before-quit') || !windows.every((each) => each.isDestroyed() || isPermitted(each, 'close'))) {
      return false;
    }
    runtime.hold();
    for (const each of windows) each.destroy();
    return this.#isExiting || isPermitted(this, 'will-quit');
  }

  #finish(status: number): void {
    if (!this.#isReady) {
      this.#end(status);
      return;
    }
    runtime.hold();
    runtime.native.exit(status);
    runtime.native.keepAlive(true); // until the addon says that it has ended
  }

  /** Who may use channels that have no rule of their own. Everybody, unless it is set. */
  setDefaultAccess(access: Access): void {
    runtime.whenStarted((native) => native.setDefaultAccess(access));
  }

  /**
   * Makes the files under `directory` pages: `app.serve('app', 'ui')` shows `ui/index.html` at `app://main/index.html`, a secure
   * context with an origin of its own. Throws where there is no such directory, and for a scheme or host that can't be one.
   */
  serve(scheme: string, directory: string, { host, contentSecurityPolicy }: ServeOptions = {}): void {
    if (!this.#isReady) throw new Error('Files can only be served once app is ready');
    runtime.native.serve(scheme, directory, host, contentSecurityPolicy);
  }

  getName(): string {
    const { name, productName } = applicationInfo().package;
    return this.#name ?? productName ?? name ?? 'transom';
  }

  setName(name: string): void {
    this.#name = name;
  }

  get name(): string {
    return this.getName();
  }

  set name(name: string) {
    this.setName(name);
  }

  getVersion(): string {
    return applicationInfo().package.version ?? runtime.native.version;
  }

  /** Where the application lies, and relative paths begin. */
  getAppPath(): string {
    return applicationInfo().path;
  }

  getPath(name: string): string {
    const path = this.#paths.get(name) ?? this.#usualPath(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  setPath(name: string, path: string): void {
    if (this.#usualPath(name) === undefined) throw new Error(`Failed to set path '${name}'`);
    this.#paths.set(name, path);
  }

  #usualPath(name: string): string | undefined {
    const folder = kUserFolders[name];
    if (folder !== undefined) return join(homedir(), folder);
    switch (name) {
      case 'home':
        return homedir();
      case 'appData':
        return process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
      case 'userData':
      case 'sessionData':
        return join(this.getPath('appData'), this.getName());
      case 'logs':
        return join(this.getPath('userData'), 'logs');
      case 'temp':
        return tmpdir();
      case 'exe':
        return process.execPath;
      default:
        return undefined;
    }
  }

  /** @internal Starts the engine. */
  static start(app: App, begin: (options: { appPath: string; dataDirectory: string; enableLogging: boolean }) => void): void {
    if (!isMainThread) {
      app.#failStart(new Error('Transom belongs to the main thread of the process, not to a Worker'));
      return;
    }
    try {
      begin({
        appPath: app.getAppPath(),
        dataDirectory: app.getPath('sessionData'),
        enableLogging: process.argv.includes('--enable-logging'),
      });
    } catch (error) {
      app.#failStart(error);
      return;
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        // An application that listens itself decides itself.
        if (process.listenerCount(signal) === 1) app.exit(0);
      });
    }
    app.#isReady = true;
    app.#settleReady.resolve();
    runtime.emit(app, 'ready', {}, {});
  }

  /** A program that only has the types of Transom, or its ports, need not care that there is no display. */
  #failStart(error: unknown): void {
    this.#settleReady.reject(error);
    if (!this.#isAwaited && this.listenerCount('ready') > 0) throw error;
  }

  /** @internal The last window is closed. */
  static allClosed(app: App): void {
    if (app.#isQuitting) return;
    if (app.listenerCount('window-all-closed') > 0) runtime.emit(app, 'window-all-closed');
    else app.quit();
  }

  /** @internal All windows are closed, for good. */
  static ended(app: App, status: number): void {
    app.#end(status);
  }

  #end(status: number): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    runtime.emit(this, 'quit', {}, status);
    // After what a listener has thrown, which is an uncaught exception first.
    process.nextTick(() => process.exit(status));
  }
}

export const app = new App();
