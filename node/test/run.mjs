// SPDX-License-Identifier: MIT
// node test/run.mjs [FILE…]: bundles the package and runs its tests, which need a display.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = dirname(here);

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const named = process.argv.slice(2);
const tests = readdirSync(here).filter((name) => name.endsWith('.test.mjs') && (!named.length || named.includes(name)));
run('build.mjs');
run('-r', join(folder, 'dist/register.cjs'), '--expose-gc', '--test', ...tests.map((name) => join(here, name)));
