// SPDX-License-Identifier: MIT
// What must compile, and what must not: checked by `npm run check`.
import { app, BrowserWindow, ipcMain, MessageChannelMain, utilityProcess, webContents } from 'electron';
import type { IpcMainEvent, UtilityProcess, WebContents } from 'electron';
import * as main from 'electron/main';
import { contextBridge, ipcRenderer } from 'electron/renderer';
import type * as declared from 'transom';
import type * as ours from '../src/transom';

/** The package has what is declared; preload scripts have the rest. */
type InMain = Pick<typeof declared, 'app' | 'BrowserWindow' | 'ipcMain' | 'MessageChannelMain' | 'utilityProcess' | 'webContents'>;
type Missing = Exclude<keyof InMain, keyof typeof ours>;
export const nothingIsMissing: [Missing] extends [never] ? true : Missing = true;
type Has<Declared, Ours> = keyof Declared extends keyof Ours ? true : Exclude<keyof Declared, keyof Ours>;
export const ofApp: Has<declared.App, typeof ours.app> = true;
export const ofIpcMain: Has<declared.IpcMain, typeof ours.ipcMain> = true;
export const ofWindow: Has<declared.BrowserWindow, ours.BrowserWindow> = true;
export const ofUtilityProcess: Has<declared.UtilityProcess, ReturnType<typeof ours.utilityProcess.fork>> = true;
export const ofContents: Has<declared.WebContents, ours.webContents> = true;

await app.whenReady();
const window = new BrowserWindow({ width: 300, webPreferences: { preload: 'preload.js', contextIsolation: true } });
window.once('ready-to-show', () => window.show());
window.on('close', (event) => event.preventDefault());
await window.loadFile('index.html', { query: { a: '1' } });
ipcMain.on('message', (event: IpcMainEvent, text: string) => {
  event.returnValue = text;
  event.sender.send('reply', text);
});
ipcMain.handle('ask', { allow: ['file://'] }, async ({ signal, senderFrame }, n: number) => {
  signal.throwIfAborted();
  return [await Promise.resolve(n), senderFrame?.url];
});
ipcMain.handle('count', async function* () {
  yield await Promise.resolve(1);
});
const contents: WebContents | undefined = webContents.fromId(1);
contents?.on('console-message', (event, level) => console.log(event.message, level + 1));
const { port1, port2 } = new MessageChannelMain();
window.webContents.postMessage('port', null, [port1]);
port2.on('message', ({ data, ports }) => console.log(data, ports.length));
const child: UtilityProcess = utilityProcess.fork('worker.js', ['--fast'], { stdio: 'pipe' });
child.postMessage({ n: 1 }, [port1]);
child.on('exit', (code) => console.log(code + 1, child.pid, child.stdout?.readable));
process.parentPort.on('message', ({ data }) => process.parentPort.postMessage(data));
main.app.quit();
contextBridge.exposeInMainWorld('api', { ask: (n: number) => ipcRenderer.invoke('ask', n) });

// @ts-expect-error: no such event
window.on('minimized', () => undefined);
// @ts-expect-error: a size is a number
new BrowserWindow({ width: '300' });
// @ts-expect-error: output is one of three words
utilityProcess.fork('worker.js', [], { stdio: 'file' });
// @ts-expect-error: ports come in an array
window.webContents.postMessage('port', null, port1);
