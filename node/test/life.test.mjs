// SPDX-License-Identifier: MIT
// How applications begin and end, and what they cost meanwhile.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { application, descendants, gone, processorTime, Program, root, transom } from './support/programs.mjs';

const start = (what, options) => new Program([transom, application('windows.cjs'), what], options);

/** The snippets of a document, in their order. */
function snippetsIn(path) {
  return [...readFileSync(path, 'utf8').matchAll(/^```javascript\n(.*?)^```$/gms)].map(([, text]) => text);
}

test('the example has the two snippets that the project comes from, letter by letter', () => {
  const [main, page] = snippetsIn(join(root, 'node/test/seed/ipc-main.md'));
  const example = join(root, 'examples/ping-pong-js');
  assert.ok(readFileSync(join(example, 'main.js'), 'utf8').includes(`\n${main}\n`));
  assert.ok(readFileSync(join(example, 'index.html'), 'utf8').includes(`<script id="snippet">\n${page}</script>\n`));
});

test('these snippets run as they are', async () => {
  const program = new Program([transom, '--enable-logging', `${root}/examples/ping-pong-js/main.js`]);
  await program.lineCount(4);
  assert.deepEqual(program.lines, ['ping', '[page] pong', 'ping', '[page] pong']);
  program.process.kill('SIGTERM');
  assert.deepEqual(await program.end(), { code: 0, signal: null });
});

test('closing the last window ends the application', async () => {
  const program = start('closes');
  assert.deepEqual(await program.end(), { code: 0, signal: null });
  assert.deepEqual(program.lines, ['here', 'before-quit', 'will-quit', 'quit 0']);
});

test('where somebody listens to window-all-closed, the process ends when nothing is left', async () => {
  const program = start('closesAndListens');
  assert.deepEqual(await program.end(), { code: 0, signal: null });
  assert.deepEqual(program.lines, ['here', 'window-all-closed']);
});

test('a window may prevent that the application quits', async () => {
  const program = start('prevents');
  assert.deepEqual(await program.end(), { code: 0, signal: null });
  assert.deepEqual(program.lines, ['here', 'before-quit', 'close', 'still 1', 'before-quit', 'close', 'will-quit', 'quit 0']);
});

test('app.exit asks nobody', async () => {
  const program = start('exits');
  assert.deepEqual(await program.end(), { code: 3, signal: null });
  assert.deepEqual(program.lines, ['here', 'closed', 'quit 3']);
});

test('will-quit may be prevented, and the application goes on without windows until it quits again', async () => {
  const program = start('cleansUp');
  assert.deepEqual(await program.end(), { code: 0, signal: null });
  assert.deepEqual(program.lines, ['here', 'before-quit', 'will-quit', 'cleaned up', 'before-quit', 'will-quit', 'quit 0']);
});

test('quit may be called whenever it is, and is told once', async () => {
  const expected = {
    quitsAtOnce: ['before-quit', 'will-quit', 'quit 0', 'the script ends'],
    quitsWhenReady: ['before-quit', 'will-quit', 'quit 0'],
    quitsWhileItLoads: ['here', 'before-quit', 'will-quit', 'quit 0'],
    quitsWhileItCloses: ['here', 'before-quit', 'will-quit', 'quit 0'],
    exitsWhileItQuits: ['here', 'before-quit', 'quit 5'],
  };
  for (const [what, lines] of Object.entries(expected)) {
    const program = start(what);
    assert.deepEqual(await program.end(), { code: what.startsWith('exits') ? 5 : 0, signal: null }, what);
    assert.deepEqual([what, ...program.lines], [what, ...lines]);
    assert.equal(program.errors, '');
  }
});

for (const [what, code] of [
  ['exit', 7],
  ['throws', 1],
  ['throwsInListener', 1],
  ['rejectsInListener', 1],
]) {
  test(`where an application ends by ${what}, windows and web processes do`, async () => {
    const program = start(what);
    await program.line('waits');
    const children = descendants(program.pid);
    assert.ok(children.length > 0);
    program.process.kill('SIGUSR2');
    assert.deepEqual(await program.end(), { code, signal: null });
    assert.match(program.errors, code === 1 ? /Error: nobody catches this/ : /^$/);
    await gone(children);
  });
}

test('process.exit ends the process from within whatever the addon calls', async () => {
  for (const place of ['send', 'sendSync', 'invoke', 'port', 'close', 'closed', 'windowOpen', 'renderProcessGone']) {
    const program = new Program([transom, application('exits.cjs'), place]);
    assert.deepEqual([place, await program.end(), program.errors], [place, { code: 7, signal: null }, '']);
  }
});

test('Ctrl-C, which every process of the terminal gets, ends them all', async () => {
  const program = start('idle', { detached: true });
  await program.line('idle');
  const children = descendants(program.pid);
  process.kill(-program.pid, 'SIGINT');
  assert.deepEqual(await program.end(), { code: 0, signal: null });
  assert.equal(program.errors, '');
  await gone(children);
});

test('an application that listens to SIGINT decides itself', async () => {
  const program = start('listensToSignals');
  await program.line('here');
  program.process.kill('SIGINT');
  await program.line('SIGINT');
  program.process.kill('SIGTERM');
  assert.deepEqual(await program.end(), { code: 0, signal: null });
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL']) {
  test(`${signal} ends windows and web processes`, async () => {
    const program = start('idle');
    await program.line('idle');
    const children = descendants(program.pid);
    assert.ok(children.some(({ name }) => name.startsWith('WebKitWebProces')));
    program.process.kill(signal);
    const end = await program.end();
    assert.deepEqual(end, signal === 'SIGKILL' ? { code: null, signal } : { code: 0, signal: null });
    await gone(children);
  });
}

test('an idle application uses no processor time', async () => {
  const program = start('idle');
  await program.line('idle');
  // The engine has something to do after a load; then comes a second without.
  for (let quiet = 0, last = processorTime(program.pid); quiet < 10; ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const now = processorTime(program.pid);
    quiet = now === last ? quiet + 1 : 0;
    last = now;
  }
  program.process.kill('SIGTERM');
  await program.end();
});

test('without a display whenReady rejects with a word on how to mend it, and importing is no error', async () => {
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };
  const waits = new Program(
    ['-e', `require(${JSON.stringify(`${root}/node`)}).app.whenReady().catch(({message}) => console.log(message))`],
    { env },
  );
  assert.deepEqual(await waits.end(), { code: 0, signal: null });
  assert.match(waits.lines.join(), /cannot open a display: set DISPLAY/);
  const listens = new Program([transom, application('ready.cjs')], { env });
  assert.deepEqual(await listens.end(), { code: 1, signal: null });
  assert.match(listens.errors, /cannot open a display: set DISPLAY/);
  const imports = new Program(['-e', `require(${JSON.stringify(`${root}/node`)})`], { env });
  assert.deepEqual(await imports.end(), { code: 0, signal: null });
  assert.equal(imports.errors, '');
});
