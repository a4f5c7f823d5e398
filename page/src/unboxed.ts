// SPDX-License-Identifier: MIT
import { bigintOf, booleanOf, numberOf, stringOf } from './primordials';

const valuesOf: readonly ((object: object) => unknown)[] = [booleanOf, numberOf, stringOf, bigintOf];

/** The primitive that an object stands for, if it does; else the object itself. */
export function unboxed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (let index = 0; index < valuesOf.length; ++index) {
    try {
      return valuesOf[index]!(value);
    } catch {
      // It stands for none of these.
    }
  }
  return value;
}
