// SPDX-License-Identifier: MIT
// node build.mjs --outdir DIRECTORY: the application into DIRECTORY, main.cjs with the page that the one in C++ has.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const folder = dirname(fileURLToPath(import.meta.url));
const page = join(folder, '../page');
const { values } = parseArgs({ options: { outdir: { type: 'string', default: join(folder, 'dist') } } });
const outdir = resolve(values.outdir);

// The page's own, so that there is nothing to fetch for main.
const { build } = createRequire(join(page, 'build.mjs'))('esbuild');
await build({
  absWorkingDir: folder,
  entryPoints: ['main.ts'],
  outfile: join(outdir, 'main.cjs'),
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node18',
  external: ['transom'],
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [join(page, 'build.mjs'), '--outdir', outdir], { stdio: 'inherit' });
process.exitCode = status ?? 1;
