// SPDX-License-Identifier: MIT
import type { Modules, Require } from './expose';
import { apply } from './primordials';

type PreloadFunction = (require: Require, module: { exports: object }, exports: object) => void;
type PreloadScript = (transom: Modules) => PreloadFunction;

/** Runs a preload script. What it throws goes to the console, and the page goes on. */
export function runPreload(script: unknown, url: string, syntaxError: string, modules: Modules, require: Require): void {
  try {
    if (syntaxError !== '') throw new SyntaxError(syntaxError);
    const module = { exports: {} };
    apply((script as PreloadScript)(modules), globalThis, [require, module, module.exports]);
  } catch (error) {
    console.error(`Unable to load preload script: ${url}: ${describe(error)}`);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error);
}
