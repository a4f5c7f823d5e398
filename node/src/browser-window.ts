// SPDX-License-Identifier: MIT
import { EventEmitter } from 'node:events';
import { app } from './app';
import { isPermitted } from './cancelable-event';
import { runtime } from './runtime';
import { type LoadFileOptions, WebContents } from './web-contents';
import { type BrowserWindowOptions, nativeOptions } from './window-options';

/** A window that a page opened, and that is there already. */
interface Existing {
  readonly window: number;
  readonly contents: number;
}

let existing: Existing | undefined;

/** A window with one page. */
export class BrowserWindow extends EventEmitter {
  readonly id: number;
  readonly webContents: WebContents;
  #isDestroyed = false;
  #isReadyToShow = false;

  constructor(options: BrowserWindowOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const made = existing ?? runtime.native.createWindow(nativeOptions(options));
    this.id = made.window;
    this.webContents = new WebContents(made.contents, options);
    runtime.windows.set(this.id, this);
    runtime.native.keepAlive(true);
    runtime.emit(app, 'browser-window-created', {}, this);
    runtime.emit(app, 'web-contents-created', {}, this.webContents);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...runtime.windows.values()];
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((each) => each.webContents === contents) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return runtime.windows.get(id) ?? null;
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  loadFile(path: string, options?: LoadFileOptions): Promise<void> {
    return this.webContents.loadFile(path, options);
  }

  reload(): void {
    this.webContents.reload();
  }

  show(): void {
    runtime.native.showWindow(this.id);
    runtime.emit(this, 'show');
  }

  hide(): void {
    runtime.native.hideWindow(this.id);
    runtime.emit(this, 'hide');
  }

  isVisible(): boolean {
    return runtime.native.isWindowVisible(this.id) ?? false;
  }

  /** Closes it, unless a listener of `close` prevents that. */
  close(): void {
    runtime.native.closeWindow(this.id);
  }

  /** Closes it and asks nobody. */
  destroy(): void {
    runtime.native.destroyWindow(this.id);
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  getTitle(): string {
    return runtime.native.windowTitle(this.id) ?? '';
  }

  setTitle(title: string): void {
    runtime.native.setWindowTitle(this.id, title);
  }

  get title(): string {
    return this.getTitle();
  }

  set title(title: string) {
    this.setTitle(title);
  }

  getSize(): [number, number] {
    return runtime.native.windowSize(this.id) ?? [0, 0];
  }

  setSize(width: number, height: number): void {
    runtime.native.setWindowSize(this.id, width, height);
  }

  /** @internal The object of a window that a page has opened. */
  static opened(opener: WebContents, made: Existing): BrowserWindow {
    existing = made;
    try {
      return new BrowserWindow(WebContents.optionsOf(opener));
    } finally {
      existing = undefined;
    }
  }

  /** @internal Whether no listener prevents that it is closed. */
  static mayClose(window: BrowserWindow): boolean {
    return isPermitted(window, 'close');
  }

  /** @internal Its page can be seen. */
  static mayShow(window: BrowserWindow): void {
    if (window.#isReadyToShow) return;
    window.#isReadyToShow = true;
    runtime.emit(window, 'ready-to-show');
  }

  /** @internal */
  static closed(window: BrowserWindow): void {
    window.#isDestroyed = true;
    runtime.windows.delete(window.id);
    if (runtime.windows.size === 0) runtime.native.keepAlive(false);
    runtime.emit(window, 'closed');
  }
}
