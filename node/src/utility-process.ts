// SPDX-License-Identifier: MIT
import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { app } from './app';
import { applicationPath } from './app-info';
import { MessageChannelMain, MessagePortMain } from './message-port-main';
import { runtime } from './runtime';
import { Relay } from './utility/relay';

type Output = 'inherit' | 'pipe' | 'ignore';

export interface ForkOptions {
  /** Instead of the environment of main. */
  readonly env?: NodeJS.ProcessEnv;
  /** For Node, before the module. */
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  /** What becomes of standard output and error; standard input is empty. */
  readonly stdio?: Output | readonly [stdin: 'ignore', stdout: Output, stderr: Output];
  /** What it is called in messages about it. */
  readonly serviceName?: string;
}

/** A timer that never matters. */
const kForever = 2 ** 31 - 1;

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((each) => each.kill()));

function stdioOf({ stdio = 'inherit' }: ForkOptions): StdioOptions {
  const [, stdout, stderr] = typeof stdio === 'string' ? [stdio, stdio, stdio] : stdio;
  return ['ignore', stdout, stderr, 'pipe'];
}

/** A module that Node runs in a process of its own, where main is at the other end of `process.parentPort`. */
export class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #port: MessagePortMain;
  readonly #name: string;
  #isRunning = false;
  /** Main lives until `exit` was told: what the process said last comes by the engine's loop, which holds nothing. */
  readonly #alive = setInterval(() => undefined, kForever);

  private constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super();
    this.#name = options.serviceName ?? 'Node Utility Process';
    const channel = new MessageChannelMain();
    this.#port = channel.port1;
    this.#child = spawn(
      process.execPath,
      [...(options.execArgv ?? []), join(__dirname, 'utility.cjs'), applicationPath(modulePath), ...args],
      { stdio: stdioOf(options), cwd: options.cwd, env: options.env },
    );
    this.#listen(channel.port2);
  }

  /** Starts it; a relative path begins where the application lies. What is posted to it waits until it listens. */
  static fork(modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready.');
    if (typeof modulePath !== 'string') throw new TypeError('Missing UtilityProcess entry script.');
    if (!Array.isArray(args)) throw new TypeError('Second argument must be an array or an object.');
    return new UtilityProcess(modulePath, args, options);
  }

  /** Undefined before `spawn` and after `exit`. */
  get pid(): number | undefined {
    return this.#isRunning ? this.#child.pid : undefined;
  }

  /** With `stdio: 'pipe'`; else null. */
  get stdout(): Readable | null {
    return this.#child.stdout;
  }

  get stderr(): Readable | null {
    return this.#child.stderr;
  }

  /** Posts a copy of `message`, and gives ports away with it. */
  postMessage(message: unknown, transfer?: readonly MessagePortMain[]): void {
    this.#port.postMessage(message, transfer);
  }

  /** Sends SIGTERM. Returns whether there was a process. */
  kill(): boolean {
    return this.#child.kill();
  }

  #listen(parent: MessagePortMain): void {
    const child = this.#child;
    running.add(child);
    child.on('spawn', () => {
      this.#isRunning = true;
      runtime.emit(this, 'spawn');
    });
    const exited = new Promise<number>((resolve) => {
      child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal!]));
      child.on('error', (error) => {
        if (this.#isRunning) return;
        runtime.warn(`${this.#name} can't be started: ${error.message}`);
        resolve(1);
      });
    });
    // What it said last came before.
    const silent = new Promise<void>((resolve) => this.#port.once('close', resolve));
    void Promise.all([exited, silent]).then(([code]) => this.#ended(code));
    this.#port.on('message', ({ data }: { readonly data: unknown }) => runtime.emit(this, 'message', data));
    this.#port.start();
    new Relay(child.stdio[3] as Socket, MessagePortMain.nativeOf(parent)!, (why) => {
      runtime.warn(`${this.#name} is killed: ${why}`);
      child.kill('SIGKILL');
    });
  }

  #ended(code: number): void {
    this.#isRunning = false;
    running.delete(this.#child);
    clearInterval(this.#alive);
    runtime.emit(this, 'exit', code);
  }
}

export const utilityProcess = {
  fork: (...args: Parameters<typeof UtilityProcess.fork>): UtilityProcess => UtilityProcess.fork(...args),
};
