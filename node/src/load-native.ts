// SPDX-License-Identifier: MIT
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Native } from './native';

/** Where the addon lies: as the package brings it, or as a checkout builds it. */
const places = [`prebuilt/${process.platform}-${process.arch}`, '../build/release/lib'];

/** Loads the addon. Throws an Error that says what to do where it is not there, or can't be loaded. */
export function loadNative(): Native {
  const root = join(__dirname, '..');
  const install = `"node ${join(root, 'install.cjs')}"`;
  const place = places.map((each) => join(root, each, 'transom.node')).find((each) => existsSync(each));
  if (place === undefined) {
    throw new Error(`transom has no addon for ${process.platform}-${process.arch}: ${install} makes one`);
  }
  try {
    return createRequire(__filename)(place) as Native;
  } catch (error) {
    const why = (error as Error).message;
    throw new Error(`transom's addon can't be loaded (${why}): ${install} mends it, or says what is missing`, { cause: error });
  }
}
