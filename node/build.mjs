// SPDX-License-Identifier: MIT
// node build.mjs: bundles the sources of the package into dist/.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));

async function loadEsbuild() {
  try {
    return await import('esbuild');
  } catch {
    console.error(`esbuild is missing: run "npm ci" in ${folder} first`);
    process.exit(1);
  }
}

const { build } = await loadEsbuild();
const common = {
  absWorkingDir: folder,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node18',
  legalComments: 'none',
  logLevel: 'warning',
};
await build({
  ...common,
  entryPoints: { transom: 'src/transom.ts', register: 'src/register.ts', utility: 'src/utility/start.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  sourcemap: true,
  sourcesContent: false,
});
await build({ ...common, entryPoints: { loader: 'src/loader.ts' }, format: 'esm', outExtension: { '.js': '.mjs' } });
