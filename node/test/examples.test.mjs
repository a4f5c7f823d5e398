// SPDX-License-Identifier: MIT
// Applications that were written for Electron run as they are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Program, root, transom } from './support/programs.mjs';

for (const [name, expected] of [
  ['words', ['[page] 6 words, 4 of them distinct']],
  ['pair', ['[page] the preview has 5 letters']],
  ['ticker', ['[page] 0 s', '[page] 1 s', '[page] 2 s']],
]) {
  test(`examples/js/${name}`, async () => {
    const program = new Program([transom, '--enable-logging', `${root}/examples/js/${name}`]);
    await program.lineCount(expected.length);
    assert.deepEqual(program.lines.slice(0, expected.length), expected);
    program.process.kill('SIGTERM');
    assert.deepEqual(await program.end(), { code: 0, signal: null });
    assert.equal(program.errors, '');
  });
}
