// SPDX-License-Identifier: MIT
import type { EventEmitter } from 'node:events';
import { runtime } from './runtime';

/** What a listener may prevent. */
export class CancelableEvent {
  #isPrevented = false;

  preventDefault(): void {
    this.#isPrevented = true;
  }

  get defaultPrevented(): boolean {
    return this.#isPrevented;
  }
}

/** Emits an event that listeners may prevent. Returns whether none did. */
export function isPermitted(emitter: EventEmitter, name: string): boolean {
  const event = new CancelableEvent();
  runtime.emit(emitter, name, event);
  return !event.defaultPrevented;
}
