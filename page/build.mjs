// SPDX-License-Identifier: MIT
// node build.mjs [--entry runtime|seal|codec] [--outfile PATH]: bundles the page runtime, what seals other worlds
// than the page's, or the codec alone, into one script.

import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const folder = dirname(fileURLToPath(import.meta.url));

/**
 * The script's own names for the engine's constructors, bound before any script of the page runs: a page that replaces
 * window.Map or window.Uint8Array changes nothing for messages, nor does one that replaces globalThis itself. src/primordials.ts does the same for their methods.
 */
const constructors = [
  ...['Array', 'ArrayBuffer', 'BigInt', 'Boolean', 'DataView', 'Date', 'Error', 'Event', 'EventTarget', 'Float64Array'],
  ...['Map', 'Number', 'Object', 'Promise', 'RangeError', 'Reflect', 'RegExp', 'Set', 'String', 'Symbol'],
  ...['TextDecoder', 'TextEncoder', 'TypeError', 'Uint8Array'],
];

/** What surrounds each bundle: a script has no exports, and must leave no variable of its own in the page. */
const entries = {
  runtime: {
    source: 'src/index.ts',
    // The completion value of the script is what native code calls for each document.
    footer: 'return module.exports.begin;\n})({ exports: {} }, globalThis);',
  },
  seal: {
    source: 'src/bridge/seal.ts',
    footer: 'return module.exports.seal;\n})({ exports: {} }, globalThis);',
  },
  codec: {
    source: 'src/codec/index.ts',
    footer: 'globalThis.transomCodec = { ...module.exports };\n})({ exports: {} }, globalThis);',
  },
};

async function loadEsbuild() {
  try {
    return await import('esbuild');
  } catch {
    console.error(`esbuild is missing: run "npm ci" in ${folder} first`);
    process.exit(1);
  }
}

const { values } = parseArgs({
  options: {
    entry: { type: 'string', default: 'runtime' },
    outfile: { type: 'string' },
  },
});
const entry = entries[values.entry];
if (!entry) {
  console.error(`unknown entry "${values.entry}": known are ${Object.keys(entries).join(', ')}`);
  process.exit(1);
}

const { build } = await loadEsbuild();
await build({
  absWorkingDir: folder,
  entryPoints: [entry.source],
  outfile: values.outfile ? resolve(values.outfile) : `${folder}/dist/${values.entry}.js`,
  bundle: true,
  format: 'cjs',
  platform: 'browser',
  target: 'es2022',
  charset: 'ascii', // the engine may take the script for Latin-1
  // Identifiers keep their names, for readable stacks.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  banner: { js: `((module, globalThis) => {\n"use strict";\nconst { ${constructors.join(', ')} } = globalThis;` },
  footer: { js: entry.footer },
  logLevel: 'warning',
});
