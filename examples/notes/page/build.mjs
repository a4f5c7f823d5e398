// SPDX-License-Identifier: MIT
// node build.mjs --outdir DIRECTORY: the page into DIRECTORY/ui, its preload script beside that.

import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const folder = dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({ options: { outdir: { type: 'string', default: join(folder, 'dist') } } });
const outdir = resolve(values.outdir);

const common = { absWorkingDir: folder, bundle: true, target: 'es2022', logLevel: 'warning' };
await mkdir(join(outdir, 'ui'), { recursive: true });
await Promise.all([
  build({ ...common, entryPoints: ['src/main.ts'], outfile: join(outdir, 'ui/app.js'), format: 'esm', minify: true }),
  build({
    ...common,
    entryPoints: ['src/preload.ts'],
    outfile: join(outdir, 'preload.js'),
    format: 'cjs',
    platform: 'browser',
    external: ['electron'], // what the preload script's world has
  }),
  ...['index.html', 'style.css'].map((file) => copyFile(join(folder, file), join(outdir, 'ui', file))),
]);
