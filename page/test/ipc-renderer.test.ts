// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kind } from '../src/frame';
import { FakePage, messageFrame, rawMessageFrame, replyFrame } from './support/fake-page';
import { toHex } from './support/codec';

test('send makes the frame of the worked example', () => {
  const page = new FakePage({ document: 1 });
  page.run('transom.ipcRenderer.send("greet", "hi", 7)');
  assert.equal(
    toHex(page.takeSent().bytes),
    '0a000000' + '05000000' + '01000000' + '00000000' + '05000000' + '6772656574' + '8262686907',
  );
});

test('sendSync makes the frame of the worked example and returns the answer', () => {
  const page = new FakePage({ document: 1, answer: () => replyFrame(1, 'ok') });
  assert.equal(page.run('transom.ipcRenderer.sendSync("ask")'), 'ok');
  assert.equal(
    toHex(page.takeSent().bytes),
    '04000000' + '06000000' + '01000000' + '00000000' + '03000000' + '61736b' + '80',
  );
});

test('any string is a channel, both ways', () => {
  const page = new FakePage({ maxChannelBytes: 4 << 20 });
  page.run('var got = []');
  for (const channel of ['', '__proto__', 'constructor', 'error', 'newListener2', '😀', 'x'.repeat(1 << 20)]) {
    page.run(`channel = ${JSON.stringify(channel)}; transom.ipcRenderer.on(channel, () => got.push(channel))`);
    page.run('transom.ipcRenderer.send(channel, 1)');
    assert.equal(page.takeSent().channel, channel);
    page.receive(channel);
    assert.equal(page.run('got.pop()'), channel);
  }
});

test('a lone surrogate in a channel is sent as U+FFFD', () => {
  const page = new FakePage();
  page.run('transom.ipcRenderer.send("a\\ud800b", 1)');
  const { channel, content } = page.takeSent();
  assert.equal(channel, 'a\ufffdb');
  assert.deepEqual(content, [1]);
});

test('a channel that is no string is a TypeError in the caller, and nothing is sent', () => {
  const page = new FakePage();
  for (const channel of ['undefined', 'null', '7', '{}', 'Symbol()', 'new String("x")']) {
    for (const method of ['send', 'sendSync']) {
      const call = `transom.ipcRenderer.${method}(${channel})`;
      const code = `try { ${call}; } catch (error) { error instanceof TypeError && error.message }`;
      assert.match(String(page.run(code)), new RegExp(`^ipcRenderer.${method}: the channel must be a string`));
    }
  }
  assert.deepEqual(page.sent, []);
});

test('a listener gets the event, which is sender and ports and nothing more, and the arguments', () => {
  const page = new FakePage();
  page.run('transom.ipcRenderer.on("c", (...all) => { got = all; })');
  page.receive('c', 1, { a: [2] }, undefined);
  assert.equal(page.run('JSON.stringify(got.slice(1)) + got.length'), '[1,{"a":[2]},null]4');
  assert.equal(page.run('Object.keys(got[0]).join() + got[0].ports.length'), 'sender,ports0');
  assert.equal(page.run('got[0].sender === transom.ipcRenderer'), true);
});

test('received objects are of the page itself', () => {
  const page = new FakePage();
  page.run('transom.ipcRenderer.on("c", (event, ...args) => { got = args; })');
  page.receive('c', {}, [], new Map(), new Set(), new Date(), new TypeError(), new Uint8Array(1));
  assert.equal(
    page.run('got.every((value, i) => value instanceof [Object, Array, Map, Set, Date, TypeError, Uint8Array][i])'),
    true,
  );
});

test('ipcRenderer begins without listeners and follows the rules of an EventEmitter', () => {
  const page = new FakePage();
  page.run('log = []; ({ ipcRenderer: ipc } = transom)');
  const takeLog = () => page.run('log.splice(0).join()');
  assert.equal(page.run('ipc.eventNames().length'), 0);
  page.run(`
    a = () => log.push('a');
    b = () => { log.push('b'); ipc.off('c', a); ipc.on('c', late); };
    late = () => log.push('late');
    ipc.on('c', b).addListener('c', a);
    ipc.prependListener('c', () => log.push('first')).once('c', () => log.push('once'));`);
  page.receive('c');
  assert.equal(takeLog(), 'first,b,a,once');
  page.receive('c');
  assert.equal(takeLog(), 'first,b,late');
  page.run('ipc.removeAllListeners("c")');
  page.receive('c');
  assert.equal(takeLog(), '');
});

test('a message on the channel error is like any other, silent without a listener', () => {
  const page = new FakePage();
  page.receive('error', new Error('from main'));
  assert.deepEqual(page.reported, []);
  page.run('transom.ipcRenderer.on("error", (event, error) => { got = error.message; })');
  page.receive('error', new Error('from main'));
  assert.equal(page.run('got'), 'from main');
});

test('a listener that throws is reported as an uncaught error, and the next message arrives', () => {
  const page = new FakePage();
  page.run('got = 0; transom.ipcRenderer.on("c", () => { got++; throw new Error("in listener"); })');
  page.receive('c');
  page.receive('c');
  assert.equal(page.run('got'), 2);
  assert.deepEqual(
    page.reported.map((error) => (error as Error).message),
    ['in listener', 'in listener'],
  );
});

test('a message that does not decode is reported and dropped, and the next one arrives', () => {
  const page = new FakePage();
  page.run('got = []; transom.ipcRenderer.on("c", (event, value) => got.push(value))');
  page.receiveFrame(rawMessageFrame('c', Uint8Array.of(0x81, 0x18)));
  page.receiveFrame(messageFrame('c', [5]));
  assert.equal(page.run('got.join()'), '5');
  assert.match(String(page.reported), /Malformed message: unexpected end at byte 2/);
});

test('what cannot be cloned throws from send and sendSync, with its place, and nothing is sent', () => {
  const page = new FakePage();
  for (const method of ['send', 'sendSync']) {
    const call = `transom.ipcRenderer.${method}('c', { user: { onClick() {} } })`;
    const code = `try { ${call}; } catch (error) { error.constructor.name + ': ' + error.message }`;
    assert.equal(page.run(code), 'Error: An object could not be cloned. (argument 0, at .user.onClick: function)');
  }
  assert.match(
    String(
      page.run(
        'try { transom.ipcRenderer.send("c", 1, window = globalThis, Symbol()) } catch (error) { error.message }',
      ),
    ),
    /\(argument \d/,
  );
  assert.deepEqual(page.sent, []);
});

test('a message over a limit is a RangeError that names both sizes, and nothing is sent', () => {
  const page = new FakePage({ maxMessageBytes: 10_000, maxChannelBytes: 10 });
  const failure = (code: string) =>
    page.run(`try { transom.ipcRenderer.${code} } catch (error) { error instanceof RangeError && error.message }`);
  assert.equal(failure('send("c", "x".repeat(9996))'), undefined);
  assert.equal((page.takeSent().content as string[])[0]!.length, 9996);
  assert.equal(failure('send("c", "x".repeat(9997))'), 'A message of 10001 bytes is over the limit of 10000 bytes.');
  assert.match(
    String(failure('send("c", new Uint8Array(1e6))')),
    /^A message of at least 100\d+ bytes is over the limit of 10000 bytes\.$/,
  );
  assert.match(String(failure('sendSync("c", new Array(4e9))')), /is over the limit/);
  assert.equal(failure('send("x".repeat(10), 1)'), undefined);
  assert.equal(page.takeSent().channel.length, 10);
  assert.equal(failure('send("x".repeat(11), 1)'), 'A channel of 11 bytes is over the limit of 10 bytes.');
  assert.equal(failure('send("é".repeat(6), 1)'), 'A channel of 12 bytes is over the limit of 10 bytes.');
  assert.match(
    String(failure('send("c", (() => { let a = []; for (let i = 0; i < 1000; ++i) a = [a]; return a; })())')),
    /nested more than 1000/,
  );
  assert.deepEqual(page.sent, []);
});

test('a getter may send a message while one is being written', () => {
  const page = new FakePage();
  page.run(
    `({ ipcRenderer } = transom);
    ipcRenderer.send('outer', 'before', { get inner() { ipcRenderer.send('inner', 1); return 2; } }, 'after')`,
  );
  assert.deepEqual(
    page.sent.map(({ channel, content }) => [channel, JSON.stringify(content)]),
    [
      ['inner', '[1]'],
      ['outer', '["before",{"inner":2},"after"]'],
    ],
  );
});

test('a small message after a large one is whole', () => {
  const page = new FakePage({ maxMessageBytes: 1 << 24 });
  page.run('transom.ipcRenderer.send("c", new Uint8Array(5 << 20).fill(1)); transom.ipcRenderer.send("c", "small")');
  assert.deepEqual(page.sent[1]?.content, ['small']);
});

test('sendSync throws the very value that main failed with', () => {
  for (const [value, expected] of [
    [new TypeError('wrong'), 'TypeError: wrong'],
    ['text', 'text'],
    [null, 'null'],
  ] as const) {
    const page = new FakePage({ answer: () => replyFrame(1, value, true) });
    assert.equal(page.run('try { transom.ipcRenderer.sendSync("c"); } catch (error) { String(error) }'), expected);
  }
});

test('an error that came without a stack has that of the call of sendSync', () => {
  const error = new Error('from main');
  delete error.stack;
  const page = new FakePage({ answer: () => replyFrame(1, error, true) });
  const code =
    'function caller() { transom.ipcRenderer.sendSync("c"); } try { caller(); } catch (error) { error.stack }';
  assert.match(String(page.run(code)), /caller/);
});

test('sendSync throws when the connection is gone, and send afterwards is not disturbed', () => {
  const page = new FakePage({
    answer: () => {
      throw new Error('The main process is gone');
    },
  });
  assert.equal(
    page.run('try { transom.ipcRenderer.sendSync("c"); } catch (error) { error.message }'),
    'The main process is gone',
  );
  page.sent.length = 0;
  page.run('transom.ipcRenderer.send("c", 1)');
  assert.equal(page.takeSent().kind, Kind.message);
});

test('after its document is gone send and sendSync throw, and messages are dropped', () => {
  const page = new FakePage();
  page.run('got = 0; transom.ipcRenderer.on("c", () => got++)');
  page.release();
  page.release();
  page.receive('c');
  for (const method of ['send', 'sendSync']) {
    const code = `try { transom.ipcRenderer.${method}('c'); } catch (error) { String(error) }`;
    assert.equal(page.run(code), 'Error: IPC method called after context was released');
  }
  assert.equal(page.run('got'), 0);
  assert.deepEqual(page.sent, []);
});

test('require knows electron and transom, and says so', () => {
  const page = new FakePage();
  for (const name of ['electron', 'electron/common', 'electron/renderer', 'transom']) {
    assert.equal(page.run(`require('${name}') === transom`), true);
  }
  assert.equal(
    page.run('try { require("fs") } catch (error) { error.message }'),
    "Cannot find module 'fs': require in a page knows only 'electron' and 'transom'.",
  );
  assert.equal(page.run('require = transom = 1; delete globalThis.require && delete globalThis.transom'), true);
});

test('a page to which IPC is not exposed finds nothing of it', () => {
  const page = new FakePage({ ipcExposed: false });
  const known = new Set(Object.getOwnPropertyNames(new FakePage({ ipcExposed: true }).run('globalThis')));
  const found = page.run('Object.getOwnPropertyNames(globalThis)') as string[];
  assert.deepEqual(
    [...known].filter((name) => !found.includes(name)),
    ['transom', 'require'],
  );
  assert.equal(page.run('typeof transom + typeof require'), 'undefinedundefined');
});
