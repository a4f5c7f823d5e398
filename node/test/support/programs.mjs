// SPDX-License-Identifier: MIT
// Applications in processes of their own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ownEnvironment } from './home.mjs';

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
export const root = dirname(dirname(folder));
export const transom = join(root, 'node/bin/transom.cjs');

/** The path of an application of these tests. */
export function application(name) {
  return join(folder, 'applications', name);
}

/** Those of tests that have failed must not live on. */
const running = new Set();
process.once('exit', () => running.forEach((each) => each.kill('SIGKILL')));

/** A process that runs `node` with `args`, and what it prints, line by line. Killed if the test forgets it. */
export class Program {
  lines = [];
  errors = '';
  #waiting = [];
  #isOver = false; // with all that it said

  constructor(args, { env, ...options } = {}) {
    const all = { stdio: ['ignore', 'pipe', 'pipe'], ...options, env: ownEnvironment(env) };
    this.process = spawn(process.execPath, args, all);
    this.ended = once(this.process, 'close');
    createInterface({ input: this.process.stdout }).on('line', (line) => {
      this.lines.push(line);
      this.#waiting.splice(0).forEach((wake) => wake());
    });
    this.process.stderr.setEncoding('utf8').on('data', (text) => (this.errors += text));
    this.process.on('close', () => {
      this.#isOver = true;
      this.#waiting.splice(0).forEach((wake) => wake());
    });
    running.add(this.process);
    this.process.on('close', () => running.delete(this.process));
  }

  get pid() {
    return this.process.pid;
  }

  /** Waits for the line `expected`, whatever else is printed before it. */
  line(expected) {
    return this.#until(() => this.lines.includes(expected));
  }

  /** Waits until so many lines have been printed. */
  lineCount(count) {
    return this.#until(() => this.lines.length >= count);
  }

  async #until(done) {
    while (!done()) {
      if (this.#isOver) throw new Error(`ended after ${this.lines}; it said: ${this.errors}`);
      await new Promise((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Waits for the end: exit code and signal. */
  async end() {
    const [code, signal] = await this.ended;
    return { code, signal };
  }
}

/** The processes below `pid`, and below those, with their names. */
export function descendants(pid) {
  const parents = new Map();
  for (const each of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (!existsSync(`/proc/${each}/stat`)) continue;
    const [, name, rest] = /\((.*)\) \S+ (\d+)/.exec(readFileSync(`/proc/${each}/stat`, 'utf8')) ?? [];
    if (rest !== undefined) parents.set(Number(each), { parent: Number(rest), name });
  }
  const below = (parent) =>
    [...parents].filter(([, each]) => each.parent === parent).flatMap(([id, each]) => [{ id, ...each }, ...below(id)]);
  return below(pid);
}

/** Resolves when none of these processes is there any more. */
export async function gone(processes) {
  while (processes.some(({ id }) => existsSync(`/proc/${id}`))) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The processor time that a process has used, in milliseconds. */
export function processorTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /s, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
