// SPDX-License-Identifier: MIT
// What the emitters emit.

/// <reference types="node" />

declare namespace Electron {
  /** Node's EventEmitter, whose listeners get what the events have. */
  abstract class Emitter<Events extends { [Name in keyof Events]: unknown[] }> extends NodeEventEmitter {
    on<Name extends keyof Events & string>(event: Name, listener: (...args: Events[Name]) => void): this;
    once<Name extends keyof Events & string>(event: Name, listener: (...args: Events[Name]) => void): this;
    addListener<Name extends keyof Events & string>(event: Name, listener: (...args: Events[Name]) => void): this;
    prependListener<Name extends keyof Events & string>(event: Name, listener: (...args: Events[Name]) => void): this;
    prependOnceListener<Name extends keyof Events & string>(event: Name, listener: (...args: Events[Name]) => void): this;
    off<Name extends keyof Events & string>(event: Name, listener: (...args: Events[Name]) => void): this;
    removeListener<Name extends keyof Events & string>(event: Name, listener: (...args: Events[Name]) => void): this;
  }

  interface AppEvents {
    ready: [event: object, launchInfo: object];
    /** Who listens decides about `quit()`; else the application ends with its last window. */
    'window-all-closed': [];
    /** `quit()` was called. */
    'before-quit': [event: Event];
    /** All windows are closed. Not told of `exit()`, as `before-quit` isn't. */
    'will-quit': [event: Event];
    quit: [event: object, exitCode: number];
    'browser-window-created': [event: object, window: BrowserWindow];
    'web-contents-created': [event: object, webContents: WebContents];
    /** Of macOS, and never emitted: applications for several systems listen to it. */
    activate: [event: object, hasVisibleWindows: boolean];
  }

  interface BrowserWindowEvents {
    /** It is about to be closed. */
    close: [event: Event];
    closed: [];
    /** Its page can be shown. */
    'ready-to-show': [];
    show: [];
    hide: [];
  }

  interface WebContentsEvents {
    'did-start-loading': [event: ContentsEvent];
    /** The page shows another document from now on. */
    'did-navigate': [event: ContentsEvent, url: string];
    'dom-ready': [event: ContentsEvent];
    'did-finish-load': [event: ContentsEvent];
    'did-fail-load': [event: ContentsEvent, errorCode: number, errorDescription: string, validatedURL: string, isMainFrame: boolean];
    'did-stop-loading': [event: ContentsEvent];
    'will-navigate': [event: NavigationEvent, url: string];
    'did-create-window': [window: BrowserWindow, details: { readonly url: string }];
    'console-message': [event: ConsoleMessageEvent, level: number, message: string, line: number, sourceId: string];
    'render-process-gone': [event: ContentsEvent, details: RenderProcessGoneDetails];
    destroyed: [];
    'ipc-message': [event: IpcMainEvent, channel: string, ...args: any[]];
    'ipc-message-sync': [event: IpcMainEvent, channel: string, ...args: any[]];
  }

  interface UtilityProcessEvents {
    spawn: [];
    message: [message: any];
    /** The code is 128 and the signal's number where a signal ended it. */
    exit: [code: number];
  }

  const NodeEventEmitter: typeof import('events');
  type NodeEventEmitter = import('events');
}
