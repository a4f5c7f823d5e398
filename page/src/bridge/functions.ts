// SPDX-License-Identifier: MIT
import { freeze, PrivateMap, PrivateWeakMap, registerFinalizer, weakRef, weakTarget } from '../primordials';

type AnyFunction = (...args: unknown[]) => unknown;

/** The functions of this world that the other one can call. The same function keeps its number. */
export class OwnFunctions {
  private readonly functions = new PrivateMap<number, AnyFunction>();
  private readonly ids = new PrivateWeakMap<AnyFunction, number>();
  private lastId = 0;

  idOf(target: AnyFunction): number {
    const known = this.ids.get(target);
    if (known !== undefined) {
      this.functions.set(known, target);
      return known;
    }
    const id = ++this.lastId;
    this.ids.set(target, id);
    this.functions.set(id, target);
    return id;
  }

  get(id: number): AnyFunction {
    const found = this.functions.get(id);
    if (!found) throw new Error('A function that the other world has let go was called');
    return found;
  }

  release(id: number): void {
    this.functions.delete(id);
  }
}

/** What stands in this world for functions of the other one. The same function has the same proxy, as long as that lives. */
export class Proxies {
  private readonly proxies = new PrivateMap<number, WeakRef<AnyFunction>>();
  private readonly ids = new PrivateWeakMap<AnyFunction, number>();
  private readonly collected: (target: object, id: number) => void;

  /** `call` calls the function of that number; `release` is told when nobody holds it any more. */
  constructor(
    private readonly call: (id: number, args: unknown[]) => unknown,
    release: (id: number) => void,
  ) {
    this.collected = registerFinalizer((id) => {
      if (this.live(id)) return; // it has come again since
      this.proxies.delete(id);
      release(id);
    });
  }

  /** The number of the function that `proxy` stands for; undefined if it is no proxy. */
  idOf(proxy: AnyFunction): number | undefined {
    return this.ids.get(proxy);
  }

  for(id: number): AnyFunction {
    const known = this.live(id);
    if (known) return known;
    const { call } = this;
    const proxy = freeze((...args: unknown[]): unknown => call(id, args));
    this.ids.set(proxy, id);
    this.proxies.set(id, weakRef(proxy));
    this.collected(proxy, id);
    return proxy;
  }

  private live(id: number): AnyFunction | undefined {
    const reference = this.proxies.get(id);
    return reference && weakTarget(reference);
  }
}
