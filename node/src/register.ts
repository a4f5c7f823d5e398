// SPDX-License-Identifier: MIT
// Has `electron` mean this package, for require and for import: `npx transom` loads it, and so does `node -r transom/register`.
import Module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const kNames = ['transom', 'electron', 'electron/main', 'electron/common', 'electron/renderer'];

/** What Module has, and its types don't. */
interface Resolver {
  _resolveFilename: (request: string, ...rest: unknown[]) => string;
}

const entry = join(__dirname, 'transom.cjs');
const resolver = Module as unknown as Resolver;
const usual = resolver._resolveFilename;
resolver._resolveFilename = (request, ...rest) => (kNames.includes(request) ? entry : usual(request, ...rest));

const { register } = Module as { register?: (specifier: URL, options: { data: unknown }) => void };
register?.(pathToFileURL(join(__dirname, 'loader.mjs')), { data: { names: kNames, url: pathToFileURL(entry).href } });
