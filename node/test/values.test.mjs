// SPDX-License-Identifier: MIT
// Structured clones, the same on every path there is between main and a page.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { runInNewContext } from 'node:vm';
import { ipcMain, MessageChannelMain } from 'electron';
import { inPage, load, nextMessage, openPage, rejectionOf } from './support/pages.mjs';

const window = await openPage(`
  ipcRenderer.on('echo', (event, value) => ipcRenderer.send('echoed', value));
  ipcRenderer.on('port', ({ ports: [port] }) => { port.onmessage = ({ data }) => port.postMessage(data); });
  ipcRenderer.handle('echo', (event, value) => value);
`);
const { webContents } = window;

/** Each takes a value to the page and back. */
const paths = {
  async 'send and send'(value) {
    const arrived = nextMessage('echoed');
    webContents.send('echo', value);
    return (await arrived)[1];
  },
  async 'invoke of main'(value) {
    return webContents.invoke('echo', value);
  },
  async 'invoke of the page'(value) {
    ipcMain.handleOnce('give', () => value);
    ipcMain.handleOnce('take', (event, taken) => void (value = taken));
    await inPage(window, `ipcRenderer.invoke('give').then((value) => ipcRenderer.invoke('take', value))`);
    return value;
  },
  async sendSync(value) {
    ipcMain.once('give', (event) => (event.returnValue = value));
    const taken = nextMessage('take');
    await inPage(window, `ipcRenderer.send('take', ipcRenderer.sendSync('give'))`);
    return (await taken)[1];
  },
  async 'a port'(value) {
    const { port1, port2 } = new MessageChannelMain();
    webContents.postMessage('port', null, [port1]);
    port2.start();
    port2.postMessage(value);
    const [{ data }] = await once(port2, 'message');
    port2.close();
    return data;
  },
};

/** Two of everything are the same, and references are kept. */
function assertSame(back, value) {
  // By their names: an assertion would have to print the values, and not all of them can be.
  const { self, invalid, ...rest } = value;
  const differ = Object.keys(rest).filter((key) => !isDeepStrictEqual(back[key], rest[key]));
  assert.deepEqual(differ, []);
  assert.equal(self, value);
  assert.equal(back.self, back);
  assert.deepEqual([back.invalid.getTime(), Object.prototype.toString.call(back.invalid)], [invalid.getTime(), '[object Date]']);
  assert.equal(back.shared[0], back.shared[1]);
  assert.deepEqual(Object.keys(back), Object.keys(value));
  assert.equal(1 in back.holes, false);
  assert.equal(Object.is(back.numbers[0], -0), true);
  assert.equal(Object.getPrototypeOf(back.instance), Object.prototype);
  assert.ok(Object.hasOwn(back.prototype, '__proto__'));
  assert.equal(back.error.cause.code, undefined);
}

class Instance {
  field = 1;

  method() {
    return this.field;
  }
}

function everything() {
  const shared = { name: 'shared' };
  const holes = Object.assign(new Array(3), { 0: 'a', 2: 'c' });
  const value = {
    nothing: [undefined, null, true, false],
    numbers: [-0, 0, NaN, Infinity, -Infinity, 2 ** 53, 5e-324, 1.5],
    big: [0n, -1n, 2n ** 64n, -(2n ** 200n)],
    text: ['', 'ä', '😀', '\ud800', 'x'.repeat(70_000)],
    dates: [new Date(0), new Date(-1)],
    invalid: new Date(NaN),
    patterns: [/a+/giu, /\//m],
    holes,
    maps: new Map([[shared, new Map()], [NaN, 1]]), // prettier-ignore
    sets: new Set([shared, 'b', 'a']),
    boxes: [Object(true), Object(7), Object('text'), Object(7n)],
    bytes: [new ArrayBuffer(3), new Uint8Array([1, 2]), new Float64Array([0.5]), new BigInt64Array([-1n]), new DataView(new ArrayBuffer(2))],
    error: new RangeError('far', { cause: new TypeError('why') }),
    instance: new Instance(),
    prototype: JSON.parse('{"__proto__": 1}'),
    b: 1,
    a: 2,
    shared: [shared, shared],
  };
  value.self = value;
  return value;
}

for (const [name, there] of Object.entries(paths)) {
  test(`by ${name} every kind of value comes back as it went`, async () => {
    const value = everything();
    const back = await there(value);
    // What has no prototype of its own left is compared as what it became.
    value.instance = { ...value.instance };
    assertSame(back, value);
    assert.equal(back.error.name, 'RangeError');
    assert.equal(back.error.cause.message, 'why');
  });
}

test('what an application of another context made is a value, too', async () => {
  const value = runInNewContext('({ list: [1, new Date(5)], map: new Map([[1, /x/]]) })');
  const back = await paths['send and send'](value);
  assert.deepEqual([back.list[0], back.list[1].getTime(), back.map.get(1).source], [1, 5, 'x']);
});

test('what has no copy is named by its kind and its place, on both sides and on every path', async () => {
  const kinds = {
    function: '() => 1',
    symbol: 'Symbol("s")',
    Promise: 'Promise.resolve()',
    WeakMap: 'new WeakMap()',
    WeakSet: 'new WeakSet()',
    WeakRef: 'new WeakRef({})',
  };
  for (const [kind, code] of Object.entries(kinds)) {
    const expected = new RegExp(`^An object could not be cloned\\. \\(argument 1, at \\.a\\[0\\]: .*${kind}`, 'i');
    const value = { a: [runInNewContext(`(${code})`)] };
    assert.throws(() => webContents.send('x', 1, value), { message: expected });
    assert.throws(() => webContents.mainFrame.send('x', 1, value), { message: expected });
    assert.match((await rejectionOf(webContents.invoke('x', 1, value))).message, expected);
    for (const call of ['send', 'sendSync']) {
      const text = await inPage(window, `try { ipcRenderer.${call}('x', 1, {a: [${code}]}); } catch ({ message }) { message }`);
      assert.match(text, expected);
    }
    assert.match(await inPage(window, `ipcRenderer.invoke('x', 1, {a: [${code}]}).catch(({ message }) => message)`), expected);
  }
  const element = await inPage(window, `try { ipcRenderer.send('x', document.body) } catch ({ message }) { message }`);
  assert.match(element, /^An object could not be cloned\. \(argument 0: HTMLBodyElement\)/);
  ipcMain.once('bad answer', (event) => {
    assert.throws(() => (event.returnValue = () => 1), { message: /^An object could not be cloned\. \(returnValue: function\)/ });
    event.returnValue = 'good';
  });
  assert.equal(await inPage(window, `ipcRenderer.sendSync('bad answer')`), 'good');
});

test('getters are read once, in order, and may send something themselves', async () => {
  await load(window, `ipcRenderer.on('echo', (event, value) => ipcRenderer.send('echoed', value));`);
  const read = [];
  const value = {
    get a() {
      webContents.send('echo', 'inner');
      return read.push('a');
    },
    get b() {
      return read.push('b');
    },
  };
  const got = [];
  ipcMain.on('echoed', (event, each) => got.push(each));
  webContents.send('echo', value);
  while (got.length < 2) await once(ipcMain, 'echoed');
  ipcMain.removeAllListeners('echoed');
  assert.deepEqual(got, ['inner', { a: 1, b: 2 }]);
  assert.deepEqual(read, ['a', 'b']);
});
