// SPDX-License-Identifier: MIT
// Utility processes: modules that Node runs beside main.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { app, MessageChannelMain, utilityProcess } from 'electron';
import { inPage, openPage } from './support/pages.mjs';
import { application, gone, Program, transom } from './support/programs.mjs';

const worker = application('worker.cjs');

/** Those of tests that have failed must not live on. */
const forked = new Set();
after(() => forked.forEach((each) => each.kill()));

async function fork(args, options) {
  await app.whenReady();
  const child = utilityProcess.fork(worker, args, options);
  forked.add(child);
  return child;
}

/** What the process answers to a deed. */
async function ask(child, deed, value) {
  child.postMessage([deed, value]);
  const [answer] = await once(child, 'message');
  return answer;
}

async function end(child) {
  child.kill();
  await once(child, 'exit');
}

test('values cross to a utility process and back as structured clones, though they are sent before it runs', async () => {
  const child = await fork();
  const value = { map: new Map([[1, new Date(5)]]), bytes: new Uint8Array([1, 2, 3]), none: undefined, big: 7n };
  value.self = value;
  const answer = await ask(child, 'echo', value);
  assert.deepEqual(answer.map, value.map);
  assert.deepEqual(new Uint8Array(answer.bytes), value.bytes);
  assert.equal(answer.big, 7n);
  assert.equal(answer.self, answer);
  assert.ok('none' in answer);
  await end(child);
});

test('messages of many megabytes arrive whole and in order', async () => {
  const child = await fork();
  const answers = [];
  child.on('message', (answer) => answers.push(answer));
  child.postMessage(['size', new Uint8Array(20_000_000)]);
  child.postMessage(['size', new Uint8Array(3)]);
  child.postMessage(['echo', new Uint8Array(20_000_000).fill(9)]);
  while (answers.length < 3) await once(child, 'message');
  assert.deepEqual(answers.slice(0, 2), [20_000_000, 3]);
  assert.equal(new Uint8Array(answers[2]).every((each) => each === 9), true);
  await end(child);
});

test('a process has a number from spawn to exit, and says with which code it ends after its last word', async () => {
  const child = await fork();
  assert.equal(child.pid, undefined);
  await once(child, 'spawn');
  const { pid } = child;
  assert.ok(pid > 0 && pid !== process.pid);
  const told = [];
  child.on('message', (message) => told.push(message));
  child.on('exit', (code) => told.push(code));
  child.postMessage(['exit', 7]);
  await once(child, 'exit');
  assert.deepEqual(told, ['the last word', 7]);
  assert.equal(child.pid, undefined);
  await gone([{ id: pid }]);
});

test('kill ends a process that is busy, once', async () => {
  const child = await fork();
  assert.equal(await ask(child, 'block'), 'blocked');
  assert.equal(child.kill(), true);
  const [code] = await once(child, 'exit');
  assert.equal(code, 128 + 15);
  assert.equal(child.kill(), false);
  child.postMessage(['echo', 'to nobody']);
});

test('a process that listens no more ends by itself', async () => {
  const child = await fork();
  child.postMessage(['rest']);
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
});

test('arguments, environment and output are those of the options', async () => {
  const child = await fork(['one', '--two'], { env: { ...process.env, GREETING: 'hello' }, stdio: 'pipe' });
  assert.deepEqual(await ask(child, 'arguments'), ['one', '--two']);
  assert.equal(await ask(child, 'environment', 'GREETING'), 'hello');
  child.stdout.setEncoding('utf8');
  child.postMessage(['print', 'printed']);
  assert.deepEqual(await once(child.stdout, 'data'), ['printed\n']);
  await end(child);
  const silent = await fork([], { stdio: 'ignore' });
  assert.equal(silent.stdout, null);
  await end(silent);
});

test('a page talks with a utility process over a port, without main', async () => {
  const window = await openPage('ipcRenderer.on("port", (event) => { window.port = event.ports[0]; });');
  const child = await fork();
  const { port1, port2 } = new MessageChannelMain();
  window.webContents.postMessage('port', null, [port1]);
  child.postMessage(['serve'], [port2]);
  const answer = await inPage(
    window,
    'new Promise((resolve) => { window.port.onmessage = (event) => resolve(event.data); window.port.postMessage(21); })',
  );
  assert.equal(answer, 42);
  const closed = once(child, 'message');
  window.destroy();
  assert.deepEqual(await closed, ['closed']);
  await end(child);
});

test('a port that was given away is neutered, and its channel is closed with the process', async () => {
  const child = await fork();
  const { port1, port2 } = new MessageChannelMain();
  child.postMessage(['serve'], [port2]);
  assert.throws(() => child.postMessage(['serve'], [port2]), /Port at index 0 is already neutered\./);
  port1.start();
  port1.postMessage(4);
  const [{ data }] = await once(port1, 'message');
  assert.equal(data, 8);
  const closed = once(port1, 'close');
  child.kill();
  await closed;
});

test('a utility process gives ports on that it has not started, each once', async () => {
  const child = await fork();
  const first = new MessageChannelMain();
  const second = new MessageChannelMain();
  second.port1.postMessage('waits in the port');
  const complaint = once(child, 'message');
  child.postMessage(['giveOn'], [first.port2, second.port2]);
  first.port1.start();
  const [{ data, ports }] = await once(first.port1, 'message');
  assert.equal(data, 'take it');
  ports[0].start();
  const [message] = await once(ports[0], 'message');
  assert.equal(message.data, 'waits in the port');
  assert.deepEqual(await complaint, ['Port at index 0 is already neutered.']);
  await end(child);
});

test('a process that sends what is no frame is killed', async () => {
  const child = await fork();
  child.postMessage(['misbehave']);
  const [code] = await once(child, 'exit');
  assert.equal(code, 128 + 9);
});

test('what can not be cloned is thrown where it is posted', async () => {
  const child = await fork();
  assert.throws(() => child.postMessage(() => undefined), /could not be cloned/);
  await end(child);
});

test('a module that is not there ends with a code, and a place that is not there, too', async () => {
  await app.whenReady();
  const missing = utilityProcess.fork(application('missing.cjs'), [], { stdio: 'ignore' });
  assert.deepEqual(await once(missing, 'exit'), [1]);
  const nowhere = utilityProcess.fork(worker, [], { cwd: application('missing') });
  assert.deepEqual(await once(nowhere, 'exit'), [1]);
  assert.throws(() => utilityProcess.fork(), /Missing UtilityProcess entry script/);
});

test('utility processes end with the application, also one that is busy', async () => {
  const program = new Program([transom, application('utility.cjs')]);
  await program.lineCount(2);
  const children = program.lines.map((id) => ({ id: Number(id) }));
  program.process.kill('SIGTERM');
  await program.end();
  await gone(children);
});
