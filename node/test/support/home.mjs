// SPDX-License-Identifier: MIT
// A place of its own for what applications keep, gone with the test: nothing of the user's, and nothing that another test has.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

function newHome() {
  const home = mkdtempSync(join(tmpdir(), 'transom-home-'));
  process.once('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  return home;
}

process.env.XDG_CONFIG_HOME = newHome();

/** The environment of a program that shares nothing with this process. */
export function ownEnvironment(env = process.env) {
  return { ...env, XDG_CONFIG_HOME: newHome() };
}
