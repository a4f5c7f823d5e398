// SPDX-License-Identifier: MIT
import { defineProperty, freeze, hasOwn, isArray, isView, mapSet, setAdd } from '../primordials';
import { newError } from './errors';
import { Form } from './forms';

/** What a name of the other world stands for here. */
export interface Meaning {
  ownFunction(id: number): unknown;
  proxyFor(id: number): unknown;
  promiseFor(id: number): unknown;
  signalFor(packed: readonly unknown[]): unknown;
}

/** Makes a value of this world out of a description by the other one. */
export class Unpacker {
  private readonly seen: unknown[] = [];

  constructor(private readonly meaning: Meaning) {}

  unpack(packed: unknown): unknown {
    if (!isArray(packed)) return packed;
    const array = packed as readonly unknown[];
    const id = array[1] as number;
    switch (array[0]) {
      case Form.array:
        return this.makeArray(array);
      case Form.object:
        return this.makeObject(array);
      case Form.own:
        return this.meaning.proxyFor(id);
      case Form.theirs:
        return this.meaning.ownFunction(id);
      case Form.promise:
        return this.remember(this.meaning.promiseFor(id));
      case Form.error:
        return this.makeError(array);
      case Form.clone:
        return this.remember(array[1]);
      case Form.reference:
        return this.seen[id];
      case Form.map:
        return this.makeMap(array);
      case Form.set:
        return this.makeSet(array);
      case Form.signal:
        return this.remember(this.meaning.signalFor(array));
      default:
        throw new TypeError('Malformed value from the other world');
    }
  }

  /** The same, and freezes every object of it but views of buffers, which can't be. */
  unpackFrozen(packed: unknown): unknown {
    const value = this.unpack(packed);
    for (let index = 0; index < this.seen.length; ++index) {
      if (!isView(this.seen[index])) freeze(this.seen[index]);
    }
    return value;
  }

  private remember<T>(value: T): T {
    this.seen[this.seen.length] = value;
    return value;
  }

  private makeArray(packed: readonly unknown[]): unknown {
    const array: unknown[] = this.remember([]);
    for (let index = 1; index < packed.length; ++index) {
      if (hasOwn(packed, index)) define(array, index - 1, this.unpack(packed[index]));
    }
    array.length = packed.length - 1; // there may be holes at the end
    return array;
  }

  private makeObject(packed: readonly unknown[]): unknown {
    const object = this.remember({});
    for (let index = 1; index + 1 < packed.length; index += 2) {
      define(object, packed[index] as string, this.unpack(packed[index + 1]));
    }
    return object;
  }

  private makeMap(packed: readonly unknown[]): unknown {
    const map = this.remember(new Map<unknown, unknown>());
    for (let index = 1; index + 1 < packed.length; index += 2) {
      const key = this.unpack(packed[index]);
      mapSet(map, key, this.unpack(packed[index + 1]));
    }
    return map;
  }

  private makeSet(packed: readonly unknown[]): unknown {
    const set = this.remember(new Set<unknown>());
    for (let index = 1; index < packed.length; ++index) setAdd(set, this.unpack(packed[index]));
    return set;
  }

  private makeError(packed: readonly unknown[]): unknown {
    const error = this.remember(newError(packed[1] === true, packed[2] as string, packed[3] as string));
    for (let index = 4; index + 1 < packed.length; index += 2) {
      const name = packed[index] as string;
      define(error, name, this.unpack(packed[index + 1]), name !== 'cause');
    }
    return error;
  }
}

/** Not by assignment, which would ask a setter of the page's on a prototype. */
function define(object: object, name: PropertyKey, value: unknown, enumerable = true): void {
  defineProperty(object, name, { value, writable: true, enumerable, configurable: true });
}
