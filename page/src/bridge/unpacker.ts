// SPDX-License-Identifier: MIT
import { errorTypes } from '../codec/error-types';
import { defineProperty, freeze, isArray } from '../primordials';
import { Form } from './forms';

/** What a name of the other world stands for here. */
export interface Meaning {
  ownFunction(id: number): unknown;
  proxyFor(id: number): unknown;
  promiseFor(id: number): unknown;
}

/** Makes a value of this world out of a description by the other one. */
export class Unpacker {
  private readonly seen: unknown[] = [];

  /** `frozen`: every array and object of it is frozen. */
  constructor(
    private readonly meaning: Meaning,
    private readonly frozen: boolean,
  ) {}

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
        return this.remember(makeError(array));
      case Form.clone:
        return this.remember(array[1]);
      case Form.reference:
        return this.seen[id];
      default:
        throw new TypeError('Malformed value from the other world');
    }
  }

  private remember<T>(value: T): T {
    this.seen[this.seen.length] = value;
    return value;
  }

  private makeArray(packed: readonly unknown[]): unknown {
    const array: unknown[] = this.remember([]);
    for (let index = 1; index < packed.length; ++index) define(array, index - 1, this.unpack(packed[index]));
    return this.frozen ? freeze(array) : array;
  }

  private makeObject(packed: readonly unknown[]): unknown {
    const object = this.remember({});
    for (let index = 1; index + 1 < packed.length; index += 2) {
      define(object, packed[index] as string, this.unpack(packed[index + 1]));
    }
    return this.frozen ? freeze(object) : object;
  }
}

/** Not by assignment, which would ask a setter of the page's on a prototype. */
function define(object: object, name: PropertyKey, value: unknown): void {
  defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}

function makeError(packed: readonly unknown[]): Error {
  const name = packed[1] as string;
  const error = new (errorTypes.get(name) ?? Error)(packed[2] as string);
  const hidden = { writable: true, enumerable: false, configurable: true };
  if (error.name !== name) defineProperty(error, 'name', { value: name, ...hidden });
  if (packed[3] !== undefined) define(error, 'code', packed[3]);
  return error;
}
