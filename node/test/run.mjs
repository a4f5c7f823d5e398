// SPDX-License-Identifier: MIT
// node test/run.mjs [FILE…]: bundles the package and runs its tests, which need a display.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = dirname(here);

const home = mkdtempSync(join(process.env.XDG_CONFIG_HOME ?? tmpdir(), 'transom-test-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

function run(...args) {
  const env = { ...process.env, XDG_CONFIG_HOME: home };
  const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: 'inherit', env });
  if (status !== 0) process.exit(status ?? 1);
}

const named = process.argv.slice(2);
const tests = readdirSync(here).filter((name) => name.endsWith('.test.mjs') && (!named.length || named.includes(name)));
run('build.mjs');
run('-r', join(folder, 'dist/register.cjs'), '--expose-gc', '--test', ...tests.map((name) => join(here, name)));
