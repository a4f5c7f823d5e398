// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { FakePage, evaluateFrame, type SentFrame } from './support/fake-page';

async function evaluate(code: string, page = new FakePage()): Promise<SentFrame> {
  page.receiveFrame(evaluateFrame(3, code));
  await setImmediate(); // all promises of the script have settled by then
  return page.takeSent();
}

test('a script is answered with its result', async () => {
  const { call, failed, content } = await evaluate('const x = 20; ({ sum: x + 1, text: "é" })');
  assert.deepEqual([call, failed, JSON.stringify(content)], [3, false, '{"sum":21,"text":"é"}']);
});

test('a promise is awaited, and any other thenable', async () => {
  assert.equal((await evaluate('Promise.resolve(5)')).content, 5);
  assert.equal((await evaluate('({ then(resolve) { resolve(6); } })')).content, 6);
});

test('what a script throws or rejects with is its failure', async () => {
  for (const code of [
    'throw new RangeError("m")',
    'Promise.reject(new RangeError("m"))',
    'async function f() { throw new RangeError("m"); } f()',
  ]) {
    const { failed, content } = await evaluate(code);
    assert.deepEqual([failed, String(content)], [true, 'RangeError: m']);
  }
  for (const value of ["''", "'x'", '0', 'false', '7n']) {
    const { failed, content } = await evaluate(`throw ${value}`);
    assert.deepEqual([failed, content], [true, new FakePage().run(value)]);
  }
  for (const value of ['null', 'undefined']) {
    const { failed, content } = await evaluate(`throw ${value}`);
    assert.deepEqual([failed, String(content)], [true, 'Error: null or undefined was thrown']);
  }
  assert.match(String((await evaluate('not a script')).content), /SyntaxError/);
});

test('a result or error that cannot be sent is a failure that says why', async () => {
  const cases = [
    ['(() => 1)', 'An object could not be cloned. (result: function)'],
    ['({ a: [Symbol()] })', 'An object could not be cloned. (result, at .a[0]: symbol)'],
    ['throw { a() {} }', 'An object could not be cloned. (error, at .a: function)'],
    ['({ get a() { throw { bad() {} }; } })', '[object Object]'],
    ['({ get a() { throw { toString() { throw 1; } }; } })', 'An object could not be cloned.'],
    ['new Uint8Array(2 << 20)', 'is over the limit of 1048576 bytes.'],
  ] as const;
  for (const [code, message] of cases) {
    const { failed, content } = await evaluate(code);
    assert.equal(failed, true);
    assert.ok(content instanceof Error && content.message.endsWith(message), String(content));
  }
});

test('scripts wait until the DOM is built and run in the order in which they came', async () => {
  const page = new FakePage({ readyState: 'loading' });
  page.run('order = []');
  page.receiveFrame(evaluateFrame(1, 'order.push(1)'));
  page.document.state = 'interactive';
  page.receiveFrame(evaluateFrame(2, 'order.push(2)'));
  await setImmediate();
  assert.equal(page.sent.length, 0);
  page.document.dispatchEvent(new Event('DOMContentLoaded'));
  page.receiveFrame(evaluateFrame(3, 'order.push(3)'));
  await setImmediate();
  assert.equal(page.run('order.join()'), '1,2,3');
  assert.deepEqual(
    page.sent.map(({ call }) => call),
    [1, 2, 3],
  );
});

test('scripts wait no longer where the page opens its document itself', async () => {
  const page = new FakePage({ readyState: 'loading' });
  page.receiveFrame(evaluateFrame(1, '1'));
  page.changeDocument();
  await setImmediate();
  assert.equal(page.sent.length, 0);
  page.openDocument();
  await setImmediate();
  assert.equal(page.takeSent().call, 1);
  page.receiveFrame(evaluateFrame(2, '2'));
  await setImmediate();
  assert.equal(page.takeSent().call, 2);
});

test('a script that comes to a document that the page has opened itself does not wait', async () => {
  const page = new FakePage({ readyState: 'loading' });
  page.openDocument();
  assert.equal((await evaluate('1', page)).content, 1);
});

test('a document whose DOM was built once counts as built when the page opens it again', async () => {
  const page = new FakePage();
  await evaluate('1', page);
  page.document.state = 'loading';
  page.openDocument();
  assert.equal((await evaluate('2', page)).content, 2);
});

test('a script that ends after its document is gone is not answered', async () => {
  const page = new FakePage();
  page.receiveFrame(evaluateFrame(1, 'new Promise((resolve) => { finish = resolve; })'));
  page.release();
  page.run('finish(1)');
  await setImmediate();
  assert.deepEqual(page.sent, []);
});
