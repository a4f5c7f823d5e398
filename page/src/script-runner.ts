// SPDX-License-Identifier: MIT
import { kPageWorld } from './bridge/worlds';
import type { Native } from './native';
import { addEventListener, uncurryGetter } from './primordials';
import type { Pipe } from './pipe';

/**
 * In front of what runs in other worlds than the page's, without being its result. When such a script changes the DOM, a
 * custom element of the page may hear of it at once, and JavaScriptCore tells any function which one called it, of whatever
 * world, unless that is strict.
 */
const kStrict = "'use strict';void 0;";

// Not by name on the document, where an element of the page may have taken the name.
const readyStateOf = uncurryGetter<string>(Document.prototype, 'readyState');

interface Script {
  readonly call: number;
  readonly code: string;
}

/** Runs the scripts that main sends, in the order in which they come, as soon as the document's DOM is built. */
export class ScriptRunner {
  private waiting: Script[] = [];

  constructor(
    private readonly native: Native,
    private readonly pipe: Pipe,
    private readonly world: number,
  ) {}

  /** Runs `code`, and answers the question `call` with its result or error. */
  run(call: number, code: string): void {
    const script = { call, code };
    if (this.waiting.length > 0) {
      this.waiting[this.waiting.length] = script;
    } else if (readyStateOf(document) === 'loading') {
      this.waiting = [script];
      addEventListener(document, 'DOMContentLoaded', () => this.runWaiting(), { once: true });
    } else {
      void this.answer(script);
    }
  }

  private runWaiting(): void {
    const scripts = this.waiting;
    this.waiting = [];
    for (let index = 0; index < scripts.length; ++index) void this.answer(scripts[index]!);
  }

  private async answer({ call, code }: Script): Promise<void> {
    let failed = false;
    let value: unknown;
    try {
      value = await this.native.evaluate(this.world === kPageWorld ? code : kStrict + code);
    } catch (error) {
      failed = true;
      value = error;
    }
    try {
      if (!this.pipe.released) this.pipe.reply(call, failed, value);
    } catch {
      // The connection is gone, and with it the one who asked.
    }
  }
}
