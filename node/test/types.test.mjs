// SPDX-License-Identifier: MIT
// What TypeScript says to programs of an application that has the package, under either of its names.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from './support/programs.mjs';

/** A project that has the package under these names. */
function projectWith(...names) {
  const folder = mkdtempSync(join(tmpdir(), 'transom-types-'));
  after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'node_modules'));
  for (const name of names) symlinkSync(join(root, 'node'), join(folder, 'node_modules', name));
  symlinkSync(join(root, 'node/node_modules/@types'), join(folder, 'node_modules/@types'));
  return folder;
}

const both = projectWith('transom', 'electron');

const settings = {
  'CommonJS': { module: 'commonjs', moduleResolution: 'node10', esModuleInterop: true, resolveJsonModule: false },
  'the modules of Node': { module: 'node16', moduleResolution: 'node16' },
  'a bundler': { module: 'esnext', moduleResolution: 'bundler' },
};

/** Compiles these files. Returns what the compiler finds, as "line: code". The declarations themselves are checked by `npm run check`. */
function complaints(files, options, folder = both) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const compilerOptions = { strict: true, noEmit: true, skipLibCheck: true, target: 'es2022', types: ['node'], ...options };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: Object.keys(files) }));
  const { stdout } = spawnSync(process.execPath, [join(root, 'node/node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [, at, code] = /\((\d+),\d+\): error (TS\d+)/.exec(line) ?? (line.startsWith('error') ? [line, 0, line] : []);
    return code === undefined ? [] : [`${at}: ${code}`];
  });
}

const quickStart = (electron) => `
import { app, BrowserWindow, ipcMain, MessageChannelMain, webContents, utilityProcess } from '${electron}';
import type { BrowserWindowConstructorOptions, IpcMainEvent, IpcMainInvokeEvent, WebContents } from '${electron}';
import { app as sameApp } from '${electron}/main';
import { contextBridge, ipcRenderer, type IpcRendererEvent } from '${electron}/renderer';
import { once } from 'node:events';
import * as path from 'node:path';

let mainWindow: BrowserWindow | null = null;
const options: BrowserWindowConstructorOptions = { width: 800, webPreferences: { preload: path.join('.', 'preload.js') } };

function createWindow(): void {
  mainWindow = new BrowserWindow(options);
  mainWindow.loadFile('index.html');
  mainWindow.webContents.openDevTools({ mode: 'detach' });
  mainWindow.on('closed', () => { mainWindow = null; });
  mainWindow.once('ready-to-show', () => mainWindow?.show());
  mainWindow.webContents.once('did-fail-load', (event, code, description) => console.log(event.sender.id, code + 1, description.length));
  mainWindow.webContents.on('console-message', ({ level }) => console.log(level));
}

app.whenReady().then(createWindow);
app.on('window-all-closed', () => { if (process.platform !== 'darwin') app.quit(); });
app.on('activate', () => { if (BrowserWindow.getAllWindows().length === 0) createWindow(); });
ipcMain.handle('ping', async (event: IpcMainInvokeEvent, name: string) => [event.senderFrame?.url, name]);
ipcMain.on('set', (event: IpcMainEvent, title: string) => {
  const contents: WebContents = event.sender;
  BrowserWindow.fromWebContents(contents)?.setTitle(title);
  event.returnValue = title;
});
const event: Electron.Event = { preventDefault() {}, defaultPrevented: false };
const whole: Electron.CrossProcessExports.BrowserWindow | Electron.Main.BrowserWindow | null = mainWindow;
const { port1, port2 } = new MessageChannelMain();
port1.on('message', ({ data, ports }) => console.log(data, ports[0]));
webContents.getAllWebContents()[0]?.postMessage('port', null, [port2]);
utilityProcess.fork('worker.js').on('exit', (code: number) => console.log(code));
contextBridge.exposeInMainWorld('api', { on: (f: (n: number) => void) => ipcRenderer.on('n', (_event: IpcRendererEvent, n: number) => f(n)) });
void [event, whole, sameApp === app, once(app, 'ready'), ipcRenderer.invoke('ping')];
`;

for (const [what, options] of Object.entries(settings)) {
  test(`an application that imports electron or transom compiles for ${what}`, () => {
    const files = { 'as-electron.ts': quickStart('electron'), 'as-transom.ts': quickStart('transom') };
    assert.deepEqual(complaints(files, options), []);
  });
}

test('where the package is called transom, its types are those of electron as well', () => {
  const options = { ...settings['a bundler'], types: ['node', 'transom'] };
  assert.deepEqual(complaints({ 'application.ts': quickStart('electron') }, options, projectWith('transom')), []);
});

test('the whole module is a default import and a require, too', () => {
  const text = `
import electron from 'electron';
import required = require('electron/main');
electron.app.quit(); required.app.quit();
electron.ipcRenderer.send('x');`;
  assert.deepEqual(complaints({ 'whole.ts': text }, settings.CommonJS), []);
});

test('what is wrong does not compile, line by line', () => {
  const wrong = [
    [`app.quits();`, 'TS2551'],
    [`app.on('windows-all-closed', () => undefined);`, 'TS2345'],
    [`app.getPath('nowhere');`, 'TS2345'],
    [`new BrowserWindow({ width: '300' });`, 'TS2322'],
    [`new BrowserWindow({ webPreferences: { preloads: 'x' } });`, 'TS2561'],
    [`new BrowserWindow().on('close', (event) => event.prevent());`, 'TS2339'],
    [`new BrowserWindow().webContents.on('did-fail-load', (event, code) => code.length);`, 'TS2339'],
    [`new BrowserWindow().webContents.send(5);`, 'TS2345'],
    [`new BrowserWindow().webContents.postMessage('port', null, new MessageChannelMain().port1);`, 'TS2345'],
    [`new BrowserWindow().id = 3;`, 'TS2540'],
    [`new BrowserWindow().webContents.setWindowOpenHandler(() => ({ action: 'perhaps' }));`, 'TS2322'],
    [`ipcMain.handle('x', 5);`, 'TS2345'],
    [`ipcMain.on('x', (event) => event.answer);`, 'TS2339'],
    [`ipcMain.handle('x', ({ signal }) => signal.abort());`, 'TS2551'],
    [`new WebContents();`, 'TS2673'],
    [`ipcRenderer.send();`, 'TS2339'],
  ];
  const head = `import * as main from 'electron/main'; const { app, BrowserWindow, ipcMain, MessageChannelMain, WebContents } = main; const { ipcRenderer } = main;`;
  const found = complaints({ 'wrong.ts': [head, ...wrong.map(([line]) => line)].join('\n') }, settings['a bundler']);
  const firsts = found.filter((each) => !each.startsWith('1:'));
  assert.deepEqual(firsts.map((each) => each.split(':')[0]), wrong.slice(0, -1).map((_, index) => `${index + 2}`));
  assert.deepEqual(firsts.map((each) => each.split(': ')[1]), wrong.slice(0, -1).map(([, code]) => code));
  // The main process has no ipcRenderer.
  assert.deepEqual(found.filter((each) => each.startsWith('1:')), ['1: TS2339']);
});
