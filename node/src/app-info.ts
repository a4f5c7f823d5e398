// SPDX-License-Identifier: MIT
// What the application is called and where it lies: by its main script, and the package.json that this belongs to.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

interface Package {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
}

interface Info {
  readonly path: string;
  readonly package: Package;
}

function nearestPackage(from: string): string | undefined {
  for (let directory = from; ; directory = dirname(directory)) {
    const file = join(directory, 'package.json');
    if (existsSync(file)) return file;
    if (directory === dirname(directory)) return undefined;
  }
}

/** An application is a script or a directory. */
function directoryOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path);
}

function find(): Info {
  const script = process.argv[1];
  const directory = script === undefined ? process.cwd() : directoryOf(resolve(script));
  const file = nearestPackage(directory);
  if (file === undefined) return { path: directory, package: {} };
  return { path: directory, package: JSON.parse(readFileSync(file, 'utf8')) as Package };
}

let info: Info | undefined;

/** Read when it is asked for first. */
export function applicationInfo(): Info {
  info ??= find();
  return info;
}

/** Relative paths of an application start where its main script lies. */
export function applicationPath(path: string): string {
  return resolve(applicationInfo().path, path);
}
