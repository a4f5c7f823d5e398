// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kFlagStream, Kind } from '../src/frame';
import { chunkFrame, failedInvokeFrame, FakePage, replyFrame } from './support/fake-page';

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A page that reads a stream, and notes in `got` what comes of it. */
function reading(body: string): FakePage {
  const page = new FakePage();
  page.run(`var got = [];
    const { ipcRenderer } = transom;
    (async () => { ${body} })().then(() => got.push('end'), (error) => got.push(String(error)));`);
  return page;
}

const loop = `for await (const chunk of ipcRenderer.stream('tail', 'a.log')) got.push(chunk);`;

const got = (page: FakePage): unknown => page.run('got.join()');
const kinds = (page: FakePage): number[] => page.sent.splice(0).map(({ kind }) => kind);

test('the loop gets the chunks in order and ends with the stream', async () => {
  const page = reading(loop);
  const { kind, channel, content, bytes } = page.takeSent();
  assert.deepEqual([kind, bytes[5], channel, content], [Kind.invoke, kFlagStream, 'tail', ['a.log']]);
  for (const chunk of [1, 2, 3]) page.receiveFrame(chunkFrame(1, chunk));
  page.receiveFrame(replyFrame(1, undefined));
  await turn();
  assert.equal(got(page), '1,2,3,end');
});

test('main hears of every chunk that is taken, and of none that waits', async () => {
  const page = reading(`stream = ipcRenderer.stream('tail'); got.push((await stream.next()).value);`);
  page.sent.length = 0;
  for (const chunk of [1, 2, 3]) page.receiveFrame(chunkFrame(1, chunk));
  await turn();
  assert.equal(got(page), '1,end');
  assert.deepEqual(
    page.sent.splice(0).map(({ kind, call, content }) => [kind, call, content]),
    [[Kind.credit, 1, 1]],
  );
  page.run('stream.next(); stream.next()');
  assert.deepEqual(kinds(page), [Kind.credit, Kind.credit]);
});

test('a failed stream gives what came before, and then the error of main once', async () => {
  const page = reading(loop);
  page.receiveFrame(chunkFrame(1, 1));
  page.receiveFrame(failedInvokeFrame(1, new Error('gone'), { name: 'NotFoundError' }));
  await turn();
  assert.equal(got(page), "1,Error: Error invoking remote method 'tail': NotFoundError: gone");
});

test('break cancels in main and drops what comes afterwards', async () => {
  const page = reading(`for await (const chunk of ipcRenderer.stream('tail')) { got.push(chunk); break; }`);
  page.sent.length = 0;
  page.receiveFrame(chunkFrame(1, 1));
  page.receiveFrame(chunkFrame(1, 2));
  await turn();
  assert.deepEqual(kinds(page), [Kind.credit, Kind.cancel]);
  page.receiveFrame(chunkFrame(1, 3));
  page.receiveFrame(replyFrame(1, undefined));
  assert.equal(got(page), '1,end');
  assert.deepEqual(page.sent, []);
});

test('an error in the loop cancels and comes out of it', async () => {
  const page = reading(`for await (const chunk of ipcRenderer.stream('tail')) throw new Error('mine');`);
  page.sent.length = 0;
  page.receiveFrame(chunkFrame(1, 1));
  await turn();
  assert.deepEqual(kinds(page), [Kind.credit, Kind.cancel]);
  assert.equal(got(page), 'Error: mine');
});

test('an aborted stream rejects with the reason, drops what waits, and tells main once', async () => {
  const page = reading(
    `controller = new AbortController(); stream = ipcRenderer.streamWithOptions('tail', {signal: controller.signal});
     got.push((await stream.next()).value); controller.abort('why'); controller.abort('again'); await stream.next();`,
  );
  page.sent.length = 0;
  page.receiveFrame(chunkFrame(1, 1));
  page.receiveFrame(chunkFrame(1, 2));
  await turn();
  assert.equal(got(page), '1,why');
  assert.deepEqual(kinds(page), [Kind.credit, Kind.cancel]);
});

test('what is aborted already is not sent', async () => {
  const page = reading(`await ipcRenderer.streamWithOptions('tail', {signal: AbortSignal.abort('why')}).next()`);
  await turn();
  assert.equal(got(page), 'why');
  assert.deepEqual(page.sent, []);
});

test('what next() is asked before chunks come is answered in order, and at the end with done', async () => {
  const page = reading(
    `const stream = ipcRenderer.stream('tail');
     const all = await Promise.all([stream.next(), stream.next(), stream.next()]);
     for (const { value, done } of all) got.push(value + (done ? ' done' : ''));`,
  );
  page.receiveFrame(chunkFrame(1, 'a'));
  page.receiveFrame(chunkFrame(1, 'b'));
  page.receiveFrame(replyFrame(1, undefined));
  await turn();
  assert.equal(got(page), 'a,b,undefined done,end');
});

test('a chunk that does not decode ends the stream with an error', async () => {
  const page = reading(loop);
  page.sent.length = 0;
  const frame = chunkFrame(1, 'x');
  frame[frame.length - 2] = 0xff;
  page.receiveFrame(frame);
  await turn();
  assert.match(String(got(page)), /^Error: Malformed message/);
  assert.deepEqual(kinds(page), [Kind.cancel]);
});

test('every stream rejects when its document goes, and asking again throws', async () => {
  const page = reading(loop);
  page.run(`later = ipcRenderer.stream('tail')`);
  page.release();
  await turn();
  assert.equal(got(page), 'Error: IPC method called after context was released');
  assert.throws(() => page.run('later.next()'), /after context was released/);
});

test('a ReadableStream asks only when it is read, ends with the stream, and cancels it', async () => {
  const page = reading(
    `const reader = ipcRenderer.stream('tail').toReadableStream().getReader();
     got.push((await reader.read()).value, (await reader.read()).done);
     const other = ipcRenderer.stream('tail').toReadableStream(); await other.cancel('enough');`,
  );
  await turn();
  page.sent.length = 0;
  page.receiveFrame(chunkFrame(1, 1));
  page.receiveFrame(replyFrame(1, undefined));
  await turn();
  assert.equal(got(page), '1,true,end');
  assert.deepEqual(kinds(page), [Kind.credit, Kind.invoke, Kind.cancel]);
});

test('the error of main comes out of a ReadableStream', async () => {
  const page = reading(`await ipcRenderer.stream('tail').toReadableStream().getReader().read()`);
  page.receiveFrame(failedInvokeFrame(1, new Error('gone'), {}));
  await turn();
  assert.equal(got(page), "Error: Error invoking remote method 'tail': Error: gone");
});

test('an argument that can not be cloned throws in the caller, and nothing is sent', () => {
  const page = new FakePage();
  assert.throws(() => page.run(`transom.ipcRenderer.stream('tail', () => {})`), /could not be cloned. \(argument 0/);
  assert.throws(() => page.run('transom.ipcRenderer.stream(7)'), /the channel must be a string/);
  assert.deepEqual(page.sent, []);
});

test('a page that breaks arrays, promises and maps still reads its streams', async () => {
  const page = new FakePage();
  page.run(`var got = [];
    const { ipcRenderer } = transom;
    const then = Promise.prototype.then;
    for (const type of [Map, Promise, Array]) {
      for (const name of Reflect.ownKeys(type.prototype)) {
        if (name !== 'constructor' && name !== 'length') Object.defineProperty(type.prototype, name, { get() { throw 1; }, configurable: true });
      }
    }
    Reflect.apply(then, ipcRenderer.stream('tail').next(), [({ value }) => (got = value)]);`);
  page.receiveFrame(chunkFrame(1, 'chunk'));
  await turn();
  assert.equal(page.run('got'), 'chunk');
});

test('return resolves with the value that it is given', async () => {
  const page = reading(`const it = ipcRenderer.stream('tail'); got.push(JSON.stringify(await it.return(5)));`);
  await turn();
  assert.equal(got(page), '{"value":5,"done":true},end');
});

test('a ReadableStream that is cancelled while somebody reads it ends for him', async () => {
  const page = reading(`const reader = ipcRenderer.stream('tail').toReadableStream().getReader();
    const read = reader.read();
    await null;
    await reader.cancel('why');
    got.push(JSON.stringify(await read));`);
  await turn();
  assert.equal(got(page), '{"done":true},end');
  assert.deepEqual(kinds(page), [Kind.invoke, Kind.cancel]);
});

test('a stream takes null for no options and no signal, and nothing else for a signal', async () => {
  for (const options of ['null', 'undefined', '{signal: null}', '{signal: undefined}']) {
    const page = reading(`ipcRenderer.streamWithOptions('tail', ${options})`);
    assert.deepEqual(kinds(page), [Kind.invoke]);
  }
  const page = reading(`ipcRenderer.streamWithOptions('tail', {signal: {}})`);
  await turn();
  assert.equal(got(page), 'TypeError: ipcRenderer.streamWithOptions: options.signal must be an AbortSignal.');
  assert.deepEqual(page.sent, []);
});

test('a stream that a getter in its arguments aborts is cancelled', async () => {
  const page = reading(`const controller = new AbortController();
    await ipcRenderer.streamWithOptions('tail', {signal: controller.signal}, { get now() { controller.abort('why'); } }).next();`);
  await turn();
  assert.equal(got(page), 'why');
  assert.deepEqual(kinds(page), [Kind.invoke, Kind.cancel]);
});
