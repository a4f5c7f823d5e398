// SPDX-License-Identifier: MIT
import { applicationPath } from './app-info';
import type { NativeWindowOptions } from './native';

/** Where a page may go by itself. Without rules it stays at the origin that it shows and at that of the URL loaded last. */
export interface NavigationRules {
  /** Origins that the page may go to besides. */
  readonly allow?: readonly string[];
  /** Origins that frames in it may show besides. */
  readonly allowInFrames?: readonly string[];
  /** The page may go everywhere, as in a browser: never with IPC in the page. */
  readonly allowAll?: boolean;
  /** Frames in it may show everything that its Content-Security-Policy lets in. */
  readonly allowAllInFrames?: boolean;
}

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
  readonly navigation?: NavigationRules;
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
    navigation: preferences.navigation,
  };
}
