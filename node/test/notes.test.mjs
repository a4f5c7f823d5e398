// SPDX-License-Identifier: MIT
// The notes example with its main process in TypeScript, over the page that the one in C++ has.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { application, Program, root, transom } from './support/programs.mjs';

test('examples/notes: its page lists, reads, saves, searches and renames, and gets nothing outside of the folder', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'transom-notes-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const example = join(folder, 'example');
  const notes = join(folder, 'notes');
  const built = spawnSync(process.execPath, [join(root, 'examples/notes/main-js/build.mjs'), '--outdir', example], { encoding: 'utf8' });
  assert.equal(built.status, 0, built.stderr);
  mkdirSync(notes);
  writeFileSync(join(folder, 'secret.md'), 'secret');
  symlinkSync(join(folder, 'secret.md'), join(notes, 'Link.md'));
  writeFileSync(Buffer.from(`${notes}/Bad\xff.md`, 'latin1'), 'nobody can name it');
  writeFileSync(join(notes, 'Bytes.md'), Buffer.from([0xff, 0xfe, 0x80]));

  const program = new Program([transom, application('notes.cjs'), example, notes]);
  assert.deepEqual(await program.end(), { code: 0, signal: null }, program.errors);
  const told = JSON.parse(program.lines[0]);
  assert.deepEqual(told.names, ['Plan.md', 'Plan 2.md']);
  assert.equal(told.text, '# Plan\n\nBuy *milk* and İce');
  assert.equal(told.isNewer, true);
  assert.equal(told.changed, true);
  assert.deepEqual(told.list.slice(1), [['Other.md', 'another'], ['Plan.md', 'Buy milk and İce']]);
  assert.deepEqual(told.unlisted, ['Bad\ufffd.md', 'Link.md']);
  assert.deepEqual(told.drafts, ['not saved']);
  const hit = { name: 'Plan.md', line: 3, column: 5, before: 'Buy *', match: 'milk', after: '* and İce' };
  assert.deepEqual(told.found.filter((each) => each.match), [hit]);
  assert.deepEqual(told.found.filter((each) => each.reason).map((each) => each.name), ['Bytes.md']);
  assert.deepEqual(told.codes, ['CONFLICT', 'BAD_NAME', 'NOT_FOUND', 'NOT_FOUND', 'NOT_TEXT', 'EXISTS', 'fine']);
  assert.deepEqual(told.globals, ['undefined', 'undefined']);
  assert.equal(readFileSync(join(notes, 'Plan.md'), 'utf8'), '# Plan\n\nBuy *milk* and İce\nand bread');
  assert.deepEqual(readdirSync(notes).sort(), ['Bad\ufffd.md', 'Bytes.md', 'Link.md', 'Plan.md']);
});
