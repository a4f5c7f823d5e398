// SPDX-License-Identifier: MIT
import { applicationPath } from './app-info';
import type { NativeWindowOptions } from './native';

export interface WebPreferences {
  /** A script that runs in every document before the page does. */
  readonly preload?: string;
  /** The preload script runs in a world of its own; on by default. */
  readonly contextIsolation?: boolean;
  /** Together with `contextIsolation: false`, the page itself has `require('electron')`; and nothing of Node. */
  readonly nodeIntegration?: boolean;
  /** Frames in the page have IPC, too. */
  readonly nodeIntegrationInSubFrames?: boolean;
  /** Pages are always sandboxed. */
  readonly sandbox?: boolean;
  readonly devTools?: boolean;
}

export interface BrowserWindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly show?: boolean;
  readonly title?: string;
  readonly webPreferences?: WebPreferences;
}

export function nativeOptions(options: BrowserWindowOptions): NativeWindowOptions {
  const preferences = options.webPreferences ?? {};
  const contextIsolation = preferences.contextIsolation ?? true;
  return {
    width: options.width,
    height: options.height,
    show: options.show,
    title: options.title,
    preload: preferences.preload === undefined ? undefined : applicationPath(preferences.preload),
    contextIsolation,
    exposeIpcToPage: preferences.nodeIntegration === true && !contextIsolation,
    ipcInSubFrames: preferences.nodeIntegrationInSubFrames,
    devTools: preferences.devTools,
  };
}
