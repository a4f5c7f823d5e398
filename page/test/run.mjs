// SPDX-License-Identifier: MIT
// Bundles the page's scripts and every test beside this file, and runs the tests.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const page = dirname(here);
const outdir = join(page, 'dist', 'test');

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: page, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const tests = readdirSync(here).filter((name) => name.endsWith('.test.ts'));
run('build.mjs');
run('build.mjs', '--entry', 'codec');
await build({
  entryPoints: tests.map((name) => join(here, name)),
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node18',
  sourcemap: 'inline',
  logLevel: 'warning',
});
run('--enable-source-maps', '--test', ...tests.map((name) => join(outdir, name.replace(/\.ts$/, '.mjs'))));
