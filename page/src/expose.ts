// SPDX-License-Identifier: MIT
import { defineProperty } from './primordials';
import type { IpcRenderer } from './ipc-renderer';

/** Gives the page `ipcRenderer`, as `transom.ipcRenderer` and as `require('electron').ipcRenderer`. */
export function expose(ipcRenderer: IpcRenderer): void {
  const transom = { ipcRenderer };
  const require = (name: unknown): typeof transom => {
    if (name === 'electron' || name === 'transom') return transom;
    throw new Error(`Cannot find module '${String(name)}': require in a page knows only 'electron' and 'transom'.`);
  };
  defineGlobal('transom', transom);
  defineGlobal('require', require);
}

function defineGlobal(name: string, value: unknown): void {
  defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true });
}
