// SPDX-License-Identifier: MIT
// A place of its own for what applications keep: nothing of the user's, and nothing that another test has.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Removed by run.mjs: the engine still writes while the process ends that it belongs to. */
function newHome() {
  return mkdtempSync(join(process.env.XDG_CONFIG_HOME ?? tmpdir(), 'transom-home-'));
}

process.env.XDG_CONFIG_HOME = newHome();

/** The environment of a program that shares nothing with this process. */
export function ownEnvironment(env = process.env) {
  return { ...env, XDG_CONFIG_HOME: newHome() };
}
