// SPDX-License-Identifier: MIT
// How applications begin and end, and what they cost meanwhile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { application, descendants, gone, processorTime, Program, root, transom } from './support/programs.mjs';

const start = (what) => new Program([transom, application('windows.cjs'), what]);

test('the snippets of the seed run as they are', async () => {
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
  assert.deepEqual(program.lines, ['here', 'closed', 'will-quit', 'quit 3']);
});

for (const [what, expected] of [
  ['exit', { code: 7, signal: null }],
  ['throws', { code: 1, signal: null }],
]) {
  test(`process.${what} ends windows and web processes`, async () => {
    const program = start(what);
    await program.line('here');
    const children = descendants(program.pid);
    assert.deepEqual(await program.end(), expected);
    await gone(children);
  });
}

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
  const imports = new Program(['-e', `require(${JSON.stringify(`${root}/node`)})`], { env });
  assert.deepEqual(await imports.end(), { code: 0, signal: null });
  assert.equal(imports.errors, '');
});
