// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kind } from '../src/frame';
import { failedInvokeFrame, FakePage, invokeFrame, replyFrame } from './support/fake-page';

/** A page that has sent one invoke; `run('state')` tells how that has ended. */
function asking(call: string): FakePage {
  const page = new FakePage();
  page.run(`var state = 'pending';
    const { ipcRenderer } = transom;
    ${call}.then((value) => (state = ['resolved', value]), (error) => (state = ['rejected', error]));`);
  return page;
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

test('invoke sends its arguments, and resolves with the answer to its number only', async () => {
  const page = asking('ipcRenderer.invoke("load", "a", 7)');
  const { kind, channel, content } = page.takeSent();
  assert.deepEqual([kind, channel, content], [Kind.invoke, 'load', ['a', 7]]);
  page.receiveFrame(replyFrame(2, 'of another'));
  await turn();
  assert.equal(page.run('state'), 'pending');
  page.receiveFrame(replyFrame(1, 'answer'));
  page.receiveFrame(replyFrame(1, 'again'));
  await turn();
  assert.deepEqual(page.run('state.join()'), 'resolved,answer');
});

test('a failed invoke rejects with an error that has the original one, rebuilt, as its cause', async () => {
  const page = asking('ipcRenderer.invoke("load")');
  page.receiveFrame(failedInvokeFrame(1, new Error('gone'), { name: 'NotFoundError', code: 'ENOENT', data: [1] }));
  await turn();
  assert.equal(page.run('state[1].message'), "Error invoking remote method 'load': NotFoundError: gone");
  assert.equal(page.run('JSON.stringify(state[1].cause)'), '{"code":"ENOENT","data":[1]}');
  assert.equal(page.run('String(state[1].cause)'), 'NotFoundError: gone');
});

test('what was thrown and is no error is the cause as it is', async () => {
  for (const thrown of [null, '', 'text', 7]) {
    const page = asking('ipcRenderer.invoke("load")');
    page.receiveFrame(failedInvokeFrame(1, thrown, {}));
    await turn();
    assert.equal(page.run('state[0]'), 'rejected');
    assert.equal(page.run('state[1].message'), `Error invoking remote method 'load': ${thrown}`);
    assert.equal(page.run('state[1].cause'), thrown);
  }
});

test('an answer that does not decode rejects', async () => {
  const page = asking('ipcRenderer.invoke("load")');
  const frame = replyFrame(1, 'x');
  frame[frame.length - 2] = 0xff;
  page.receiveFrame(frame);
  await turn();
  assert.equal(page.run('state[0]'), 'rejected');
});

test('an aborted invoke rejects with the reason, tells main once, and drops the answer', async () => {
  const page = asking(
    'ipcRenderer.invokeWithOptions("load", {signal: (controller = new AbortController()).signal}, 1)',
  );
  assert.deepEqual(page.takeSent().content, [1]);
  page.run('controller.abort("why"); controller.abort("again")');
  const { kind, call } = page.takeSent();
  assert.deepEqual([kind, call], [Kind.cancel, 1]);
  page.receiveFrame(replyFrame(1, 'too late'));
  await turn();
  assert.equal(page.run('state.join()'), 'rejected,why');
});

test('what is aborted already is not sent', async () => {
  const page = asking('ipcRenderer.invokeWithOptions("load", {signal: AbortSignal.abort("why")})');
  await turn();
  assert.equal(page.run('state.join()'), 'rejected,why');
  assert.deepEqual(page.sent, []);
});

test('an invoke that is answered in time is not cancelled afterwards', async () => {
  const page = asking(
    'ipcRenderer.invokeWithOptions("load", {signal: (controller = new AbortController()).signal, timeout: 1e6})',
  );
  page.takeSent();
  page.receiveFrame(replyFrame(1, 'answer'));
  page.run('controller.abort()');
  await turn();
  assert.equal(page.run('state.join()'), 'resolved,answer');
  assert.deepEqual(page.sent, []);
});

test('every invoke rejects when its document goes', async () => {
  const page = asking('ipcRenderer.invoke("load")');
  page.release();
  await turn();
  assert.equal(page.run('String(state[1])'), 'Error: IPC method called after context was released');
});

test('a page that asks again whenever it is refused comes to an end with its document', async () => {
  const page = new FakePage();
  page.run(`const { ipcRenderer } = transom;
    var count = 0;
    const ask = () => (count++, ipcRenderer.invoke('load').then(ask, ask));
    ask().catch((error) => (last = String(error)))`);
  page.release();
  await turn();
  assert.equal(page.run('count + last'), '2Error: IPC method called after context was released');
});

test('a page that breaks every method of Map, Promise and Error can still be answered', async () => {
  const page = new FakePage();
  page.run(`var state;
    const { ipcRenderer } = transom;
    const then = Promise.prototype.then;
    for (const type of [Map, Promise, Error]) {
      for (const name of Reflect.ownKeys(type.prototype)) {
        if (name !== 'constructor') Object.defineProperty(type.prototype, name, { get() { throw 1; }, configurable: true });
      }
    }
    Reflect.apply(then, ipcRenderer.invoke('load'), [(value) => (state = value)]);`);
  page.receiveFrame(replyFrame(1, 'answer'));
  await turn();
  assert.equal(page.run('state'), 'answer');
});

test('main is answered by the handler of its channel, at once or later', async () => {
  const page = new FakePage();
  page.run('transom.ipcRenderer.handle("add", async (event, a, b) => event.sender === transom.ipcRenderer && a + b)');
  page.receiveFrame(invokeFrame(5, 'add', [1, 2]));
  await turn();
  const { kind, call, failed, content } = page.takeSent();
  assert.deepEqual([kind, call, failed, content], [Kind.reply, 5, false, 3]);
});

test('main gets what a handler throws, with its properties', async () => {
  const page = new FakePage();
  page.run(`transom.ipcRenderer.handle('ask', () => {
    throw Object.assign(new RangeError('far'), { code: 'E', data: [1] });
  })`);
  page.receiveFrame(invokeFrame(5, 'ask', []));
  page.receiveFrame(invokeFrame(6, 'nobody', []));
  await turn();
  const [ask, nobody] = page.sent.splice(0);
  const [thrown, properties] = ask!.content as [Error, object];
  assert.ok(ask!.failed && thrown instanceof RangeError);
  assert.deepEqual({ ...properties }, { name: 'RangeError', code: 'E', data: [1] });
  assert.equal((nobody!.content as Error[])[0]!.message, "No handler registered for 'nobody'");
});

for (const [options, error] of [
  ['{timeout: NaN}', 'RangeError: ipcRenderer.invokeWithOptions: options.timeout must be 0 or more milliseconds'],
  ['{timeout: -1}', 'RangeError: ipcRenderer.invokeWithOptions: options.timeout must be 0 or more milliseconds'],
  ['{timeout: null}', 'TypeError: ipcRenderer.invokeWithOptions: options.timeout must be a number of milliseconds'],
  ['{timeout: "200"}', 'TypeError: ipcRenderer.invokeWithOptions: options.timeout must be a number of milliseconds'],
  ['{timeout: 1n}', 'TypeError: ipcRenderer.invokeWithOptions: options.timeout must be a number of milliseconds'],
  ['{timeout: Symbol()}', 'TypeError: ipcRenderer.invokeWithOptions: options.timeout must be a number of milliseconds'],
  ['{timeout: {valueOf() { throw 1; }}}', 'TypeError: ipcRenderer.invokeWithOptions: options.timeout must be a number'],
  ['{signal: {aborted: false}}', 'TypeError: ipcRenderer.invokeWithOptions: options.signal must be an AbortSignal.'],
  ['7', 'TypeError: ipcRenderer.invokeWithOptions: the options must be an object, but they are of type number.'],
] as const) {
  test(`options ${options} reject before anything is sent`, async () => {
    const page = asking(`ipcRenderer.invokeWithOptions('load', ${options})`);
    await turn();
    assert.equal(page.run('state[0]'), 'rejected');
    assert.ok(String(page.run('String(state[1])')).startsWith(error), String(page.run('String(state[1])')));
    assert.deepEqual(page.sent, []);
  });
}

for (const options of [
  'undefined',
  'null',
  '{}',
  '{signal: null}',
  '{timeout: Infinity}',
  '{timeout: 2 ** 31}',
  '{timeout: 2 ** 32 + 1}',
  '{timeout: 1e10}',
  '{timeout: Number.MAX_VALUE}',
]) {
  test(`with options ${options} an invoke waits for its answer`, async () => {
    const page = asking(`ipcRenderer.invokeWithOptions('load', ${options})`);
    page.takeSent();
    // The engine's own timers would be over in a millisecond.
    await new Promise((resolve) => void setTimeout(resolve, 5));
    assert.equal(page.run('state'), 'pending');
    page.receiveFrame(replyFrame(1, 'answer'));
    await turn();
    assert.equal(page.run('state.join()'), 'resolved,answer');
  });
}

test('what a getter in the arguments aborts is cancelled', async () => {
  const page = asking(`ipcRenderer.invokeWithOptions('load', {signal: (controller = new AbortController()).signal}, {
    get now() { controller.abort('why'); },
  })`);
  await turn();
  assert.equal(page.run('state.join()'), 'rejected,why');
  assert.deepEqual(
    page.sent.map(({ kind }) => kind),
    [Kind.invoke, Kind.cancel],
  );
});

test('where too many calls wait, an invoke rejects and a synchronous call throws', async () => {
  const page = new FakePage({ maxPendingCalls: 2 });
  page.run(`var state = [];
    const { ipcRenderer } = transom;
    for (let call = 0; call < 3; ++call) ipcRenderer.invoke('load').catch((error) => state.push(String(error)));
    for (const method of ['sendSync', 'stream']) {
      try { ipcRenderer[method]('load'); } catch (error) { state.push(String(error)); }
    }`);
  await turn();
  const error = "RangeError: 2 calls of this page wait for main's answer already, which is the limit.";
  assert.equal(page.run('state.join()'), [error, error, error].join());
  assert.equal(page.sent.length, 2);
});

/** What main is told of an error that a handler throws, after `make` has made it. */
async function failureOf(make: string): Promise<{ thrown: Error; properties: Record<string, unknown> }> {
  const page = new FakePage();
  page.run(`transom.ipcRenderer.handle('ask', () => { const error = new RangeError('far'); ${make}; throw error; })`);
  page.receiveFrame(invokeFrame(5, 'ask', []));
  await turn();
  const { failed, content } = page.takeSent();
  assert.equal(failed, true);
  const [thrown, properties] = content as [Error, Record<string, unknown>];
  return { thrown, properties: { ...properties } };
}

test('main gets all of an error that has a clone', async () => {
  const { thrown, properties } = await failureOf(
    `Object.assign(error, { code: 42, data: [1], config: { transform() {} }, request: Symbol() })`,
  );
  assert.equal(thrown.message, 'far');
  assert.deepEqual(properties, { name: 'RangeError', code: 42, data: [1] });
});

for (const [name, make] of [
  ['a property', `Object.defineProperty(error, 'bad', { enumerable: true, get() { throw 1; } })`],
  ['its name', `Object.defineProperty(error, 'name', { get() { throw 1; } })`],
  ['its cause', `error.cause = () => 1`],
  ['all of it', `throw new Proxy(error, { ownKeys() { throw 1; } })`],
]) {
  test(`main is answered where ${name} of an error cannot be read or sent`, async () => {
    assert.equal((await failureOf(make!)).thrown.message, 'far');
  });
}

test('main is answered whatever the traps of a thrown Proxy throw', async () => {
  const trap = '{ getPrototypeOf() { throw 1; }, get() { throw 1; }, ownKeys() { throw 1; }, has() { throw 1; } }';
  assert.ok(await failureOf(`throw new Proxy(error, ${trap})`));
});
