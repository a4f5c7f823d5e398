// SPDX-License-Identifier: MIT
import {
  abortBy,
  addEventListener,
  isAborted,
  newAbortController,
  PrivateMap,
  PrivateWeakMap,
  reasonOf,
  registerFinalizer,
  signalOf,
} from '../primordials';

/** Whether it is an AbortSignal, whatever its class. */
export function isAbortSignal(object: object): object is AbortSignal {
  try {
    isAborted(object);
    return true;
  } catch {
    return false;
  }
}

/** The signals of this world that the other one follows. The same signal keeps its number. */
export class OwnSignals {
  private readonly ids = new PrivateWeakMap<AbortSignal, number>();
  private readonly collected: (target: object, id: number) => void;
  private lastId = 0;

  /** `abort` is told when a signal is aborted, `forget` when nobody is left who could. */
  constructor(
    private readonly abort: (id: number, reason: unknown) => void,
    forget: (id: number) => void,
  ) {
    this.collected = registerFinalizer(forget);
  }

  idOf(signal: AbortSignal): number {
    const known = this.ids.get(signal);
    if (known !== undefined) return known;
    const id = ++this.lastId;
    this.ids.set(signal, id);
    this.collected(signal, id);
    addEventListener(signal, 'abort', () => this.abort(id, reasonOf(signal)));
    return id;
  }
}

/**
 * The signals of this world that follow one of the other. They are held until that is aborted or gone: who listens to one need
 * not hold it.
 */
export class Followers {
  private readonly controllers = new PrivateMap<number, AbortController>();

  for(id: number): AbortSignal {
    const known = this.controllers.get(id);
    if (known) return signalOf(known);
    const controller = newAbortController();
    this.controllers.set(id, controller);
    return signalOf(controller);
  }

  abort(id: number, reason: unknown): void {
    const controller = this.controllers.get(id);
    this.controllers.delete(id);
    if (controller) abortBy(controller, reason);
  }

  forget(id: number): void {
    this.controllers.delete(id);
  }
}

/** A signal that is aborted already. */
export function abortedSignal(reason: unknown): AbortSignal {
  const controller = newAbortController();
  abortBy(controller, reason);
  return signalOf(controller);
}
