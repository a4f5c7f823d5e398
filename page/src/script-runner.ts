// SPDX-License-Identifier: MIT
import { kPageWorld } from './bridge/worlds';
import type { Native } from './native';
import { Openings } from './openings';
import { addEventListener, getOwnPropertyDescriptor, type Method, uncurryGetter, uncurryThis } from './primordials';
import type { Pipe } from './pipe';
import { unboxed } from './unboxed';

/**
 * In front of what runs in other worlds than the page's, without being its result. When such a script changes the DOM, a
 * custom element of the page may hear of it at once, and JavaScriptCore tells any function which one called it, of whatever
 * world, unless that is strict.
 */
const kStrict = "'use strict';void 0;";

// Not by name on the document, where an element of the page may have taken the name.
const readyStateOf = uncurryGetter<string>(Document.prototype, 'readyState');

const { performance } = globalThis;
type EntriesByType = Method<Performance, [string], PerformanceEntryList>;
const entriesByType = uncurryThis(getOwnPropertyDescriptor(Performance.prototype, 'getEntriesByType')!.value as EntriesByType);
const domBuiltAt = uncurryGetter<number>(PerformanceNavigationTiming.prototype, 'domContentLoadedEventEnd');

function wasBuilt(): boolean {
  const navigation = entriesByType(performance, 'navigation')[0];
  return navigation !== undefined && domBuiltAt(navigation) > 0;
}

interface Script {
  readonly call: number;
  readonly code: string;
}

/**
 * Runs the scripts that main sends, in the order in which they come, as soon as the document's DOM is built. A document that
 * the page opens itself, by `document.open()`, counts as built: nobody knows whether it will ever be closed.
 */
export class ScriptRunner {
  private waiting: Script[] = [];
  private readonly openings = new Openings(() => this.onBuilt());
  /** A world may begin in a document that was built once and that the page has opened itself since. */
  private isBuilt = wasBuilt();
  private readonly onBuilt = (): void => {
    this.isBuilt = true;
    this.openings.ignore();
    this.runWaiting();
  };

  constructor(
    private readonly native: Native,
    private readonly pipe: Pipe,
    private readonly world: number,
  ) {}

  /** Runs `code`, and answers the question `call` with its result or error. */
  run(call: number, code: string): void {
    this.waiting[this.waiting.length] = { call, code };
    if (this.isBuilt) this.runWaiting();
    else if (this.waiting.length === 1) this.waitForDom();
  }

  private waitForDom(): void {
    if (readyStateOf(document) !== 'loading') return this.onBuilt();
    if (this.openings.look()) return;
    addEventListener(document, 'DOMContentLoaded', this.onBuilt);
    this.openings.watch();
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
      value = await this.evaluate(code);
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

  /** The result of `code`. Throws what that throws. */
  private evaluate(code: string): unknown {
    let outcome: readonly [unknown] | undefined;
    try {
      outcome = this.native.evaluate(this.world === kPageWorld ? code : kStrict + code);
    } catch (thrown) {
      throw unboxed(thrown);
    }
    if (outcome === undefined) throw new Error('null or undefined was thrown');
    return outcome[0];
  }
}
