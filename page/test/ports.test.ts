// SPDX-License-Identifier: MIT

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { Kind } from '../src/frame';
import { FakePage, portCloseFrame, portMessageFrame, postMessageFrame } from './support/fake-page';

/** Lets channels deliver, and what that has caused. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; ++turn) {
    await setTimeout(0);
    for (let again = 0; again < 5; ++again) await setImmediate();
  }
}

function newPage(): FakePage {
  const page = new FakePage();
  page.run('({ ipcRenderer } = transom); heard = []; note = (event) => heard.push(event.data ?? event.type);');
  return page;
}

/** A page that has got port 2 of main as `port`. */
function pageWithPort(): FakePage {
  const page = newPage();
  page.run("ipcRenderer.on('port', (event, value) => { port = event.ports[0]; got = value; })");
  page.receiveFrame(postMessageFrame('port', 'value', [2]));
  return page;
}

/** What the page has sent, as `kind number value [ports]`. */
function takeSent(page: FakePage): string[] {
  const names = new Map<number, string>([
    [Kind.message, 'send'],
    [Kind.postMessage, 'post'],
    [Kind.portMessage, 'message'],
    [Kind.portClose, 'close'],
  ]);
  return page.sent.splice(0).map(({ kind, call, content, ports }) => {
    return [names.get(kind), call || '', content, ...ports.map((port) => `[${port}]`)].join(' ').trim();
  });
}

test('a message of the page carries ports, and those that come over them', async () => {
  const page = newPage();
  page.run(`
    ({ port1, port2 } = new MessageChannel());
    port2.postMessage('before');
    ipcRenderer.send('first');
    ipcRenderer.postMessage('c', 'value', [port1]);
    inner = new MessageChannel();
    port2.postMessage('after', [inner.port2]);`);
  await settle();
  assert.deepEqual(takeSent(page), ['send', 'post  value [1]', 'message 1 before', 'message 1 after [3]']);
  page.run("inner.port1.postMessage('through')");
  await settle();
  assert.deepEqual(takeSent(page), ['message 3 through']);
});

test('a message without ports needs no list', () => {
  const page = newPage();
  page.run("ipcRenderer.postMessage('c', 1); ipcRenderer.postMessage('c', 2, []); ipcRenderer.postMessage('c', 3, undefined)");
  assert.deepEqual(takeSent(page), ['post  1', 'post  2', 'post  3']);
});

for (const transfer of ['null', '7', '"text"', '{}', '[null]', '[{}]', '[port1, new ArrayBuffer(1)]', '[port1, port1]']) {
  test(`${transfer} is an invalid value for transfer, and nothing is given away`, async () => {
    const page = newPage();
    page.run('({ port1, port2 } = new MessageChannel()); port1.onmessage = note;');
    const thrown = page.run(`try { ipcRenderer.postMessage('c', 0, ${transfer}); } catch (error) { String(error); }`);
    assert.equal(thrown, 'TypeError: Invalid value for transfer');
    page.run("port2.postMessage('still here')");
    await settle();
    assert.equal(page.run('heard.join()'), 'still here');
    assert.deepEqual(page.sent, []);
  });
}

test('a port that was given away is an invalid value for transfer', () => {
  const page = newPage();
  page.run("({ port1 } = new MessageChannel()); ipcRenderer.postMessage('c', 0, [port1])");
  assert.throws(() => page.run("ipcRenderer.postMessage('c', 0, [port1])"), /Invalid value for transfer/);
});

test('what cannot be cloned is named with its place, and nothing is given away', async () => {
  const page = newPage();
  page.run('({ port1, port2 } = new MessageChannel()); port1.onmessage = note;');
  assert.throws(() => page.run("ipcRenderer.postMessage('c', {on: [() => 1]}, [port1])"), {
    message: 'An object could not be cloned. (message, at .on[0]: function)',
  });
  page.run("port2.postMessage('still here')");
  await settle();
  assert.equal(page.run('heard.join()'), 'still here');
});

test('a port of main is one of the DOM: messages wait for start, in order', async () => {
  const page = pageWithPort();
  assert.equal(page.run("port instanceof MessagePort && got === 'value'"), true);
  page.receiveFrame(portMessageFrame(2, 'a'));
  page.receiveFrame(portMessageFrame(2, 'b'));
  page.run("port.addEventListener('message', note)");
  await settle();
  assert.equal(page.run('heard.join()'), '');
  page.run('port.start()');
  await settle();
  assert.equal(page.run('heard.join()'), 'a,b');
  page.run("port.postMessage('answer')");
  await settle();
  assert.deepEqual(takeSent(page), ['message 2 answer']);
});

test('ports come through ports', async () => {
  const page = pageWithPort();
  page.run("port.onmessage = ({ ports }) => { ports[0].onmessage = note; ports[0].postMessage('got it'); }");
  page.receiveFrame(portMessageFrame(2, 'take', [4]));
  page.receiveFrame(portMessageFrame(4, 'through'));
  await settle();
  assert.equal(page.run('heard.join()'), 'through');
  assert.deepEqual(takeSent(page), ['message 4 got it']);
});

test('the page hears that main has closed a port, after what came before', async () => {
  const page = pageWithPort();
  page.run("port.addEventListener('close', note); port.addEventListener('message', note)");
  page.receiveFrame(portMessageFrame(2, 'last words'));
  page.receiveFrame(portCloseFrame(2));
  await settle();
  assert.equal(page.run('heard.join()'), '');
  page.run('port.start()');
  await settle();
  assert.equal(page.run('heard.join()'), 'last words,close');
  page.run("port.postMessage('to nobody'); port.close();");
  await settle();
  assert.deepEqual(takeSent(page), []);
});

test('main hears that the page has closed a port, after what came before', async () => {
  const page = pageWithPort();
  page.run("port.postMessage('last words'); port.close(); port.close(); port.postMessage('too late');");
  await settle();
  assert.deepEqual(takeSent(page), ['message 2 last words', 'close 2']);
  page.receiveFrame(portMessageFrame(2, 'crossed it', [4]));
  page.receiveFrame(portCloseFrame(2));
  assert.deepEqual(takeSent(page), ['close 4']);
});

test('both hear of the end of a channel that the page has made', async () => {
  const page = newPage();
  page.run(`
    ({ port1, port2 } = new MessageChannel());
    port2.onmessage = note; port2.addEventListener('close', note);
    ipcRenderer.postMessage('c', 0, [port1]);
    another = new MessageChannel();
    ipcRenderer.postMessage('c', 0, [another.port2]);
    another.port1.close();`);
  await settle();
  assert.deepEqual(takeSent(page), ['post  0 [1]', 'post  0 [3]', 'close 3']);
  page.receiveFrame(portMessageFrame(1, 'last words'));
  page.receiveFrame(portCloseFrame(1));
  await settle();
  assert.equal(page.run('heard.join()'), 'last words,close');
});

test('both hear of the end of channels that came through others', async () => {
  const page = pageWithPort();
  page.run(`
    port.onmessage = ({ ports }) => ports[0].addEventListener('close', note);
    mine = new MessageChannel();
    port.postMessage('mine', [mine.port1]);
    mine.port2.close();`);
  page.receiveFrame(portMessageFrame(2, 'take', [4]));
  await settle();
  assert.deepEqual(takeSent(page), ['message 2 mine [1]', 'close 1']);
  page.receiveFrame(portCloseFrame(4));
  await settle();
  assert.equal(page.run('heard.join()'), 'close');
});

test('a port of main that the page gives back leads through, and ends at both ends', async () => {
  const page = pageWithPort();
  page.run("ipcRenderer.postMessage('back', 0, [port])");
  page.receiveFrame(portMessageFrame(2, 'through the page'));
  page.receiveFrame(portCloseFrame(2));
  await settle();
  assert.deepEqual(takeSent(page), ['post  0 [1]', 'message 1 through the page', 'close 1']);
});

test('a port that nobody listens for is closed, and so is one that comes with a broken message', () => {
  const page = pageWithPort();
  page.receiveFrame(postMessageFrame('unknown', 0, [6, 8]));
  assert.deepEqual(takeSent(page), ['close 6', 'close 8']);
  const broken = portMessageFrame(2, 'text', [10]);
  broken[broken.length - 5] = 0x1f;
  page.receiveFrame(broken);
  assert.deepEqual(takeSent(page), ['close 10']);
  assert.match(String(page.reported.pop()), /Malformed message/);
});

test('a message over a port that cannot be sent is reported or thrown, and the next one is sent', async () => {
  const page = new FakePage({ maxMessageBytes: 100 });
  page.run("({ port1, port2 } = new MessageChannel()); port2.postMessage('x'.repeat(200)); port2.postMessage('short')");
  page.run("transom.ipcRenderer.postMessage('c', 0, [port1])");
  await settle();
  assert.deepEqual(takeSent(page), ['post  0 [1]', 'message 1 short']);
  assert.match(String(page.reported.pop()), /over the limit of 100 bytes/);
  assert.throws(() => page.run("port2.postMessage('x'.repeat(200))"), /over the limit of 100 bytes/);
  page.run("port2.postMessage('next')");
  assert.deepEqual(takeSent(page), ['message 1 next']);
});

test('ports go on, and nobody gets at them, whatever the page patches', async () => {
  const page = pageWithPort();
  page.run(`
    leaked = [];
    const break_ = (target, name) => Object.defineProperty(target, name, { value(...args) { leaked[leaked.length] = name; } });
    for (const name of ['addEventListener', 'dispatchEvent']) break_(EventTarget.prototype, name);
    for (const name of ['postMessage', 'start', 'close']) break_(MessagePort.prototype, name);
    for (const target of [MessageEvent.prototype, MessageChannel.prototype, Object.getPrototypeOf(MessageChannel.prototype)]) {
      for (const name of ['data', 'ports', 'port1', 'port2']) {
        Object.defineProperty(target, name, { get() { leaked.push(this); } });
      }
    }
    const iterate = Array.prototype[Symbol.iterator];
    Array.prototype[Symbol.iterator] = function () { leaked[leaked.length] = this; return Reflect.apply(iterate, this, []); };
    structuredClone = break_; MessageChannel = break_; MessagePort = break_;
    port.onmessage = () => { heard[heard.length] = 'called'; };`);
  page.receiveFrame(portMessageFrame(2, 'a', [4]));
  page.receiveFrame(portCloseFrame(2));
  page.receiveFrame(postMessageFrame('port', 'again', [6]));
  page.run("port.onmessage = () => {}; ipcRenderer.postMessage('back', 0, [port])");
  await settle();
  assert.deepEqual(takeSent(page), ['post  0 [1]']);
  assert.equal(page.run('heard.join()'), 'called');
  assert.equal(page.run('leaked.map(String).join()'), '');
  assert.deepEqual(page.reported, []);
});

test('what is posted by the method that all ports inherit keeps its place', async () => {
  const page = pageWithPort();
  page.run(`const { postMessage } = MessagePort.prototype;
    for (let i = 0; i < 10; i++) i % 2 ? postMessage.call(port, i) : port.postMessage(i);`);
  await settle();
  assert.equal(
    takeSent(page).join(),
    Array.from({ length: 10 }, (_, i) => `message 2 ${i}`).join(),
  );
});

test('so does what a port posts that is given away afterwards', async () => {
  const page = newPage();
  page.run(`channel = new MessageChannel();
    const { port1, port2 } = channel;
    MessagePort.prototype.postMessage.call(port2, 'before');
    ipcRenderer.postMessage('c', 'value', [port1]);
    port2.postMessage('after');`);
  await settle();
  assert.deepEqual(takeSent(page), ['post  value [1]', 'message 1 before', 'message 1 after']);
});

test('the method that all ports inherit refuses what is no port', () => {
  const page = newPage();
  assert.equal(page.run("try { MessagePort.prototype.postMessage.call({}, 1); 'nothing' } catch { 'thrown' }"), 'thrown');
});
