// SPDX-License-Identifier: MIT
// How the package is found and loaded.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Program, root, transom } from './support/programs.mjs';

const folder = await mkdtemp(join(tmpdir(), 'transom-modules-'));
after(() => rm(folder, { recursive: true }));

/** What a program prints that consists of these files, the first of which is run. */
async function output(files, ...options) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const program = new Program([...options, join(folder, Object.keys(files)[0])]);
  const { code } = await program.end();
  assert.equal(code, 0, program.errors);
  return program.lines;
}

const names = `['app', 'BrowserWindow', 'ipcMain', 'MessageChannelMain', 'webContents']`;

test('require finds it under every name of Electron', async () => {
  const lines = await output(
    {
      'names.cjs': `
        const all = ['transom', 'electron', 'electron/main', 'electron/common'].map((each) => require(each));
        console.log(all.every((each) => each === all[0]), ${names}.every((each) => each in all[0]));`,
    },
    transom,
  );
  assert.deepEqual(lines, ['true true']);
});

test('import finds it under every name of Electron, with names of its own', async () => {
  const lines = await output(
    {
      'names.mjs': `
        import { app, ipcMain } from 'electron';
        import * as main from 'electron/main';
        import transom from 'transom';
        console.log(app === main.app, ipcMain === transom.ipcMain, ${names}.every((each) => each in main));
        await app.whenReady();
        console.log(app.isReady());`,
    },
    transom,
  );
  assert.deepEqual(lines, ['true true true', 'true']);
});

test('before the application is ready there are no windows', async () => {
  const files = { 'early.cjs': `try { new (require('electron').BrowserWindow)(); } catch ({ message }) { console.log(message); }` };
  assert.deepEqual(await output(files, transom), ['Cannot create BrowserWindow before app is ready']);
});

test('the main script is the main module, and finds its arguments', async () => {
  const files = { 'main.cjs': `console.log(require.main === module, process.argv.slice(2).join());` };
  await output(files, transom);
  const program = new Program([transom, '--enable-logging', join(folder, 'main.cjs'), 'one', '--two']);
  await program.end();
  assert.deepEqual(program.lines, ['true --enable-logging,one,--two']);
});

test('a directory with a package.json is an application, with its name and version', async () => {
  await writeFile(join(folder, 'package.json'), `{"name": "sample", "version": "1.2.3", "main": "start.cjs"}`);
  await writeFile(
    join(folder, 'start.cjs'),
    `const { app } = require('electron');
     console.log(app.getName(), app.getVersion(), app.getAppPath() === __dirname, app.getPath('userData').endsWith('sample'));`,
  );
  const program = new Program([transom, folder]);
  assert.equal((await program.end()).code, 0, program.errors);
  assert.deepEqual(program.lines, ['sample 1.2.3 true true']);
  await rm(join(folder, 'package.json'));
});

test('a Worker may load it and end, but gets no windows', async () => {
  const lines = await output(
    {
      'workers.cjs': `
        const { Worker } = require('node:worker_threads');
        const { app } = require('electron');
        const run = () => new Promise((resolve) =>
          new Worker(${JSON.stringify(join(folder, 'worker.cjs'))}).on('message', console.log).on('exit', resolve));
        (async () => {
          for (let n = 0; n < 3; ++n) await run();
          await app.whenReady();
          console.log('ready');
        })();`,
      'worker.cjs': `
        const { parentPort } = require('node:worker_threads');
        const { app } = require(${JSON.stringify(join(root, 'node'))});
        app.whenReady().catch(({ message }) => parentPort.postMessage(message));`,
    },
    transom,
  );
  const refusal = 'Transom belongs to the main thread of the process, not to a Worker';
  assert.deepEqual(lines, [refusal, refusal, refusal, 'ready']);
});

test('loaded twice, one of both gets the windows and the other an Error', async () => {
  const lines = await output(
    {
      'twice.cjs': `
        const one = require('electron');
        delete require.cache[require.resolve('electron')];
        const two = require('electron');
        Promise.allSettled([one.app.whenReady(), two.app.whenReady()]).then((results) =>
          console.log(results.map(({ status, reason }) => reason?.message ?? status).join()));`,
    },
    transom,
  );
  assert.deepEqual(lines, ['fulfilled,Transom is started already in this process']);
});

test('transom says how it is called', async () => {
  const help = new Program([transom, '--help']);
  assert.equal((await help.end()).code, 0);
  assert.match(help.lines[0], /^usage: transom/);
  const wrong = new Program([transom, '--nonsense']);
  assert.equal((await wrong.end()).code, 2);
  assert.match(wrong.errors, /unknown option --nonsense/);
});
