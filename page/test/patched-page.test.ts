// SPDX-License-Identifier: MIT
// Libraries of a page replace built-ins, and some break them: messages go on.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { dump } from './support/dump';
import { evaluateFrame, FakePage, messageFrame, replyFrame } from './support/fake-page';

const value = `({
  text: 'short', long: 'x'.repeat(500), wide: 'é€😀\\ud800', map: new Map([['k', [1.5, -0, 2n ** 70n]]]),
  set: new Set([new Date(1), /a/g]), error: Object.assign(new TypeError('m'), { stack: undefined }),
  bytes: new Uint8Array([1, 2, 3]).subarray(1), whole: new Float64Array(2), 'name \\u00e9': '',
  many: Array.from({ length: 20 }, (_, index) => ({ index })), boxed: Object(1), ['__proto__']: 1, self: undefined,
})`;

/**
 * Replaces constructors, and all methods of them and their prototypes, by functions that throw.
 */
const breakEverything = `
  const SavedError = Error;
  const { defineProperty } = Object;
  const broken = () => { throw new SavedError('a broken built-in was used'); };
  const names = ['Array', 'ArrayBuffer', 'BigInt', 'Boolean', 'DataView', 'Date', 'Float64Array', 'JSON', 'Map', 'Math',
    'Number', 'Object', 'Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'TextDecoder', 'TextEncoder', 'Uint8Array'];
  const TypedArray = Object.getPrototypeOf(Uint8Array);
  const types = [Array, ArrayBuffer, BigInt, Boolean, DataView, Date, Map, Number, RegExp, Set, String, Function];
  const targets = [...types, TypedArray].flatMap((type) => [type, type.prototype]).concat(Object, Reflect, JSON, Math);
  const changes = names.map((name) => [globalThis, name, { value: broken }]);
  for (const target of targets) {
    for (const [name, { value, get, configurable }] of Object.entries(Object.getOwnPropertyDescriptors(target))) {
      if (!configurable || name === 'constructor') continue;
      if (typeof value === 'function') changes.push([target, name, { value: broken }]);
      else if (get) changes.push([target, name, { get: broken }]);
    }
    if (target[Symbol.iterator]) changes.push([target, Symbol.iterator, { value: broken }]);
  }
  defineProperty(TypedArray, Symbol.species, { get: broken });
  for (let index = 0; index < changes.length; ++index) {
    defineProperty(changes[index][0], changes[index][1], changes[index][2]);
  }`;

test('whatever the page breaks, send, sendSync, messages and scripts still work', async () => {
  const page = new FakePage({ answer: ({ content }) => replyFrame(1, (content as unknown[])[0]) });
  page.run(
    `value = ${value}; value.self = value;
    ({ ipcRenderer } = transom); ipcRenderer.on('c', (event, one) => { got = one; })`,
  );
  page.run('ipcRenderer.send("c", value)');
  const expected = dump(page.takeSent().content);

  page.run(breakEverything);
  page.run('ipcRenderer.send("c", value)');
  const first = page.takeSent();
  assert.equal(dump(first.content), expected);
  page.run('ipcRenderer.send("c", ipcRenderer.sendSync("c", value))');
  assert.equal(dump(page.sent.pop()?.content), expected);
  page.receiveFrame(messageFrame('c', first.content as unknown[]));
  assert.deepEqual(page.reported, []);
  page.sent.length = 0;
  page.run('ipcRenderer.send("c", got)');
  assert.equal(dump(page.takeSent().content), expected);
  page.receiveFrame(evaluateFrame(1, 'value'));
  await setImmediate();
  assert.equal(dump([page.takeSent().content]), expected);
});
