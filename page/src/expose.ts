// SPDX-License-Identifier: MIT
import type { ContextBridge } from './bridge/context-bridge';
import type { IpcRenderer } from './ipc-renderer';
import { defineProperty, deleteProperty, PrivateSet } from './primordials';

/** What `require('electron')` gives. */
export interface Modules {
  readonly ipcRenderer: IpcRenderer;
  readonly contextBridge: ContextBridge;
}

export type Require = (name: unknown) => Modules;

export function newRequire(modules: Modules): Require {
  return (name) => {
    switch (name) {
      case 'electron':
      case 'electron/common':
      case 'electron/renderer':
      case 'transom':
        return modules;
      default:
    }
    throw new Error(`Cannot find module '${String(name)}': require in a page knows only 'electron' and 'transom'.`);
  };
}

/** Gives the scripts of this world `ipcRenderer`, as `transom.ipcRenderer` and as `require('electron').ipcRenderer`. */
export function expose(modules: Modules, require: Require): void {
  defineGlobal('transom', modules);
  defineGlobal('require', require);
}

/** What documents of this window have exposed that a later one may have to take back. */
const exposed = new PrivateSet<string>();
let isBlank = false;

/**
 * A document begins in this window, which may go on with another one after it if it is blank. What a former one has exposed is
 * none of its.
 */
export function beginWindow(blank: boolean): void {
  exposed.forEach((key) => deleteProperty(globalThis, key));
  exposed.clear();
  isBlank = blank;
}

/** Defines what a preload script exposes in the page. */
export function exposeApi(key: string, api: unknown): void {
  if (key in globalThis) throw new Error('Cannot bind an API on top of an existing property on the window object');
  defineProperty(globalThis, key, { value: api, writable: false, enumerable: true, configurable: isBlank });
  exposed.add(key);
}

function defineGlobal(name: string, value: unknown): void {
  defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
}
