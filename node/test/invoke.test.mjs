// SPDX-License-Identifier: MIT
// What pages ask of main, and main of pages.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, test } from 'node:test';
import { ipcMain } from 'electron';
import { inPage, load, openPage, rejectionOf } from './support/pages.mjs';

const window = await openPage();
// What handlers throw is logged.
const logged = [];
console.error = (...words) => logged.push(words);

afterEach(() => {
  for (const channel of ['ask', 'count']) ipcMain.removeHandler(channel);
});

test('a handler returns a value or a promise', async () => {
  ipcMain.handle('ask', async (event, a, b) => (await null, { sum: a + b }));
  assert.deepEqual(await inPage(window, `ipcRenderer.invoke('ask', 2, 3)`), { sum: 5 });
});

test('a second handler is refused, and so is what is no function', () => {
  ipcMain.handle('ask', () => 1);
  assert.throws(() => ipcMain.handle('ask', () => 2), { message: "Attempted to register a second handler for 'ask'" });
  assert.throws(() => ipcMain.handle('count', 7), new TypeError("Expected handler to be a function, but found type 'number'"));
});

test('handleOnce takes itself off before it is called', async () => {
  ipcMain.handleOnce('ask', () => ipcMain.handle('ask', () => 'second') ?? 'first');
  assert.equal(await inPage(window, `ipcRenderer.invoke('ask')`), 'first');
  assert.equal(await inPage(window, `ipcRenderer.invoke('ask')`), 'second');
});

test('an error crosses with its name, code and own properties, and without a stack', async () => {
  ipcMain.handle('ask', () => {
    throw Object.assign(new TypeError('not that'), { code: 'ENOT', detail: { n: 1 } });
  });
  const caught = await inPage(
    window,
    `ipcRenderer.invoke('ask').catch(({message, cause}) =>
       ({message, name: cause.name, code: cause.code, detail: cause.detail, stack: String(cause.stack)}))`,
  );
  assert.equal(caught.message, "Error invoking remote method 'ask': TypeError: not that");
  assert.deepEqual([caught.name, caught.code, caught.detail], ['TypeError', 'ENOT', { n: 1 }]);
  assert.doesNotMatch(caught.stack, /invoke\.test/);
  const [text, error] = logged.at(-1);
  assert.equal(text, "Error occurred in handler for 'ask':");
  assert.equal(error.code, 'ENOT');
});

test('to remove a handler that is not there is silent', () => {
  ipcMain.removeHandler('ask');
  window.webContents.ipc.removeHandler('ask');
});

test('handlers may finish in any order', async () => {
  const release = [];
  ipcMain.handle('ask', (event, n) => new Promise((resolve) => (release[n] = () => resolve(n))));
  const answers = inPage(
    window,
    `(async () => {
       const order = [];
       await Promise.all([0, 1, 2].map((n) => ipcRenderer.invoke('ask', n).then((answer) => order.push(answer))));
       return order;
     })()`,
  );
  while (release.length < 3) await new Promise((resolve) => setImmediate(resolve));
  for (const n of [2, 0, 1]) release[n]();
  assert.deepEqual(await answers, [2, 0, 1]);
});

test('what is no promise but has a function then is awaited like one', async () => {
  ipcMain.handleOnce('ask', () => ({ then: (resolve) => resolve('thenable') }));
  assert.equal(await inPage(window, `ipcRenderer.invoke('ask')`), 'thenable');
  ipcMain.handleOnce('ask', () => ({
    then() {
      throw new Error('in then');
    },
  }));
  assert.match(await inPage(window, `ipcRenderer.invoke('ask').catch(({ message }) => message)`), /Error: in then$/);
});

test('a handler for one call is used up by a call that it can not answer', async () => {
  ipcMain.handleOnce('count', async function* () {});
  const ask = () => inPage(window, `ipcRenderer.invoke('count').catch(({ message }) => message)`);
  assert.match(await ask(), /use ipcRenderer\.stream/);
  assert.match(await ask(), /No handler registered for 'count'/);
});

test('whatever is thrown rejects', async () => {
  for (const thrown of [null, undefined, '', 'text', 0, { plain: true }]) {
    ipcMain.handleOnce('ask', () => Promise.reject(thrown));
    assert.match(await inPage(window, `ipcRenderer.invoke('ask').then(() => 'no', String)`), /^Error: Error invoking/);
  }
});

test('a result that has no copy rejects with the reason', async () => {
  ipcMain.handle('ask', () => ({ f() {} }));
  const text = await inPage(window, `ipcRenderer.invoke('ask').catch((error) => error.message)`);
  assert.match(text, /An object could not be cloned\. \(result, at \.f: function\)/);
});

test('an unknown channel rejects', async () => {
  const text = await inPage(window, `ipcRenderer.invoke('ask').catch((error) => error.message)`);
  assert.equal(text, "Error invoking remote method 'ask': Error: No handler registered for 'ask'");
});

test('of frame, page and application the first that has a handler answers', async () => {
  ipcMain.handle('ask', () => 'main');
  window.webContents.ipc.handle('ask', () => 'contents');
  window.webContents.mainFrame.ipc.handleOnce('ask', () => 'frame');
  assert.equal(await inPage(window, `ipcRenderer.invoke('ask')`), 'frame');
  assert.equal(await inPage(window, `ipcRenderer.invoke('ask')`), 'contents');
  window.webContents.ipc.removeHandler('ask');
  assert.equal(await inPage(window, `ipcRenderer.invoke('ask')`), 'main');
});

test('event.signal is aborted when the page cancels or goes', async () => {
  const signals = [];
  ipcMain.handle('ask', ({ signal }) => {
    signals.push(signal);
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
  });
  await inPage(window, `ipcRenderer.invokeWithOptions('ask', {timeout: 5}).catch(() => 0)`);
  if (!signals[0].aborted) await once(signals[0], 'abort');
  await inPage(window, `void ipcRenderer.invoke('ask')`);
  while (signals.length < 2) await new Promise((resolve) => setImmediate(resolve));
  const aborted = once(signals[1], 'abort');
  await load(window, '');
  await aborted;
});

test('event.signal is aborted when the window closes and when its web process ends, and nothing is logged of it', async () => {
  const before = logged.length;
  const signals = [];
  ipcMain.handle('ask', ({ signal }) => {
    signals.push(signal);
    return new Promise((resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  });
  for (const end of [(other) => other.destroy(), ({ webContents }) => process.kill(webContents.getOSProcessId(), 'SIGKILL')]) {
    const other = await openPage();
    const count = signals.length;
    await inPage(other, `void ipcRenderer.invoke('ask')`);
    while (signals.length === count) await new Promise((resolve) => setImmediate(resolve));
    const aborted = once(signals.at(-1), 'abort');
    end(other);
    await aborted;
    other.destroy();
  }
  assert.equal(logged.length, before);
});

test('a handler that has lost its promise answers: reply was never sent', async () => {
  ipcMain.handle('ask', () => {
    setTimeout(globalThis.gc, 5);
    return new Promise(() => undefined);
  });
  const text = await inPage(window, `ipcRenderer.invoke('ask').catch((error) => error.message)`);
  assert.equal(text, "Error invoking remote method 'ask': Error: reply was never sent");
});

test('an async generator answers with a stream, as fast as the page takes it', async () => {
  let yielded = 0;
  ipcMain.handle('count', async function* (event, to) {
    for (; yielded < to; ++yielded) yield yielded;
  });
  const sum = await inPage(
    window,
    `(async () => {
       let sum = 0;
       for await (const n of ipcRenderer.stream('count', 1000)) sum += n;
       return sum;
     })()`,
  );
  assert.equal(sum, 499_500);
  assert.equal(yielded, 1000);
});

test('a stream that the page leaves ends its generator', async () => {
  let ended = false;
  ipcMain.handle('count', async function* () {
    try {
      for (let n = 0; ; ++n) yield n;
    } finally {
      ended = true;
    }
  });
  await inPage(window, `(async () => { for await (const n of ipcRenderer.stream('count')) if (n === 40) break; })()`);
  while (!ended) await new Promise((resolve) => setImmediate(resolve));
});

test('a stream that throws throws in the page', async () => {
  ipcMain.handle('count', async function* () {
    yield 1;
    throw new Error('no more');
  });
  const text = await inPage(
    window,
    `(async () => { for await (const n of ipcRenderer.stream('count')); })().catch((error) => error.message)`,
  );
  assert.equal(text, "Error invoking remote method 'count': Error: no more");
});

test('a stream is no answer, and an answer no stream', async () => {
  ipcMain.handle('ask', () => 1);
  ipcMain.handle('count', async function* () {});
  const of = (code) => inPage(window, `${code}.catch((error) => error.message)`);
  assert.match(await of(`ipcRenderer.stream('ask').next()`), /use ipcRenderer\.invoke/);
  assert.match(await of(`ipcRenderer.invoke('count')`), /use ipcRenderer\.stream/);
});

test('main asks the page', async () => {
  await load(window, `
    ipcRenderer.handle('double', async (event, n) => 2 * n);
    ipcRenderer.handle('fail', () => { throw Object.assign(new Error('page says no'), {code: 'ENO'}); });
  `);
  assert.equal(await window.webContents.invoke('double', 21), 42);
  assert.equal(await window.webContents.mainFrame.invoke('double', 4), 8);
  await assert.rejects(window.webContents.invoke('fail'), { message: 'page says no', code: 'ENO' });
});

test('what main asks fails at once when the document goes', async () => {
  for (const end of [(other) => other.destroy(), (other) => load(other, '')]) {
    const other = await openPage(`ipcRenderer.handle('never', () => new Promise(() => ipcRenderer.send('asked')))`);
    const asked = once(ipcMain, 'asked');
    const failure = rejectionOf(other.webContents.invoke('never'));
    await asked;
    await end(other);
    assert.equal((await failure).message, 'The page is gone');
    other.destroy();
  }
});

test('executeJavaScript gives results, awaits promises and throws errors', async () => {
  assert.deepEqual(await inPage(window, `Promise.resolve(new Map([[1, [2]]]))`), new Map([[1, [2]]]));
  await assert.rejects(inPage(window, `nowhere`), { name: 'ReferenceError' });
  await assert.rejects(inPage(window, `document.body`), /An object could not be cloned/);
});
