// SPDX-License-Identifier: MIT
// `document.open()` takes every listener off the document and its window, those of all worlds. It leaves the observers of the
// document, who hear, after the script that has called it, that what was in the document is gone.

import { dispatch } from './ports/dom-ports';
import { addEventListener, type Method, random, removeEventListener, uncurryThis } from './primordials';

const { MutationObserver } = globalThis;
const { prototype } = MutationObserver;
const observe = uncurryThis(prototype.observe as Method<MutationObserver, [Node, object], void>);
const stopObserving = uncurryThis(prototype.disconnect as Method<MutationObserver, [], void>);

function newDomObserver(onChange: () => void): MutationObserver {
  return new MutationObserver(onChange);
}

/** Has what observes called, after the script that runs, when `node` gets or loses children; not theirs. */
function watchChildren(observer: MutationObserver, node: Node): void {
  // Without a prototype: what the page adds to that of objects is no option.
  observe(observer, node, { __proto__: null, childList: true });
}

/** Tells whether the page has opened its document itself, since this was made: there is a listener then that is no more. */
export class Openings {
  private readonly probe = `probe ${random()} ${random()}`;
  private answers = 0;
  private readonly onProbe = (): void => {
    ++this.answers;
  };
  private readonly observer = newDomObserver(() => this.look());

  /** `onOpened` is called by `look`, which also whatever `watch` sees calls. */
  constructor(private readonly onOpened: () => void) {
    addEventListener(document, this.probe, this.onProbe);
  }

  /** Whether it has; asks the document. */
  look(): boolean {
    const before = this.answers;
    dispatch(document, this.probe);
    if (this.answers !== before) return false;
    this.onOpened();
    return true;
  }

  /** From now on looks by itself when anything may have happened. */
  watch(): void {
    watchChildren(this.observer, document);
  }

  /** It matters no more. */
  ignore(): void {
    removeEventListener(document, this.probe, this.onProbe);
    stopObserving(this.observer);
  }
}
