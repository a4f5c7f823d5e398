// SPDX-License-Identifier: MIT
// What npm runs when the package is installed, where the addon fits and where it doesn't.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './support/programs.mjs';

const built = join(root, 'build/release/lib');

/** A package with these files of the addon. */
function packageWith(t, files) {
  const folder = mkdtempSync(join(tmpdir(), 'transom-install-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const place = join(folder, `prebuilt/${process.platform}-${process.arch}`);
  cpSync(join(root, 'node/install.cjs'), join(folder, 'install.cjs'));
  for (const each of ['source', 'bin']) mkdirSync(join(folder, each));
  symlinkSync(process.execPath, join(folder, 'bin/node'));
  for (const each of files) cpSync(join(built, each), join(place, each), { recursive: true, dereference: true });
  return folder;
}

/** Installs it where there are no other programs than Node. */
function install(folder) {
  const env = { ...process.env, PATH: join(folder, 'bin') };
  return spawnSync(process.execPath, [join(folder, 'install.cjs')], { encoding: 'utf8', env });
}

test('where the addon of the package can be loaded nothing is built', (t) => {
  const { status, stderr } = install(packageWith(t, ['transom.node', 'libtransom.so.0.1', 'transom']));
  assert.deepEqual([status, stderr], [0, '']);
});

test('where the package has no addon for this system, and nothing to build it with, one line names the packages', (t) => {
  const { status, stderr } = install(packageWith(t, []));
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^transom: the addon has to be built here \(the package brings no addon for .*\), which needs g\+\+, cmake, .*: apt-get install g\+\+ cmake make pkg-config libwebkitgtk-6\.0-dev libuv1-dev\n$/,
  );
});

test('where the addon can not be loaded that line says why', (t) => {
  const { status, stderr } = install(packageWith(t, ['transom.node', 'transom']));
  assert.equal(status, 1);
  assert.match(stderr, /^transom: the addon has to be built here \(libtransom\.so\.0\.1: cannot open shared object file.*apt-get install/);
});
