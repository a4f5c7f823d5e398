// SPDX-License-Identifier: MIT
import { CancelableEvent } from './cancelable-event';

/** What a listener of `will-navigate` gets: the page, or a frame in it, is about to go somewhere by itself. The last word decides. */
export class NavigationEvent extends CancelableEvent {
  readonly url: string;
  /** A server sent it there, on the way from a URL that was allowed. */
  readonly isRedirect: boolean;
  readonly #byRules: boolean;
  #isGranted = false;

  constructor(url: string, byRules: boolean, isRedirect: boolean) {
    super();
    this.url = url;
    this.isRedirect = isRedirect;
    this.#byRules = byRules;
  }

  /** Whether it will go there as things stand: `webPreferences.navigation` has been asked already. */
  get isAllowed(): boolean {
    return this.#isGranted || (this.#byRules && !this.defaultPrevented);
  }

  override preventDefault(): void {
    this.#isGranted = false;
    super.preventDefault();
  }

  /** It goes there, whatever the rules say. */
  allow(): void {
    this.#isGranted = true;
  }

  /** @internal What the addon is to do; undefined: as the rules say. */
  static verdictOf(event: NavigationEvent): boolean | undefined {
    if (event.#isGranted) return true;
    return event.defaultPrevented ? false : undefined;
  }
}
