// SPDX-License-Identifier: MIT
// In the place of page/build.mjs in the package's source/: the scripts lie beside it, bundled already.
import { copyFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { entry: { type: 'string', default: 'runtime' }, outfile: { type: 'string' } } });
copyFileSync(new URL(`${values.entry}.js`, import.meta.url), values.outfile);
