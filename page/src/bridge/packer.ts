// SPDX-License-Identifier: MIT
import { cloneError, CloneFailure, describe, failedAt, propertyStep } from '../codec/clone-failure';
import { kindOf } from '../codec/object-kind';
import { getPrototypeOf, isArray, isPromise, ObjectPrototype, ownKeys, PrivateMap } from '../primordials';
import { Form, type Packed } from './forms';

/** Enough for any API, and a bound for what the other world gives. */
export const kMaxDepth = 990;

type AnyFunction = (...args: unknown[]) => unknown;

/** How what has an identity of its own is named for the other world. */
export interface Naming {
  nameFunction(target: AnyFunction): readonly unknown[];
  namePromise(promise: Promise<unknown>): readonly unknown[];
  /** Whether the object crosses as an empty one. */
  isHidden(object: object): boolean;
}

/** Describes one value for the other world; getters are read, prototypes and symbols dropped. */
export class Packer {
  private readonly seen = new PrivateMap<object, number>();

  constructor(private readonly naming: Naming) {}

  /** Throws for what can't cross, naming it as part of `subject`, and what getters throw. */
  pack(value: unknown, subject: string): Packed {
    try {
      return this.describeValue(value, 0);
    } catch (error) {
      throw cloneError(error, subject);
    }
  }

  private describeValue(value: unknown, depth: number): Packed {
    switch (typeof value) {
      case 'symbol':
        return undefined;
      case 'function':
        return this.naming.nameFunction(value as AnyFunction);
      case 'object':
        return value === null ? null : this.describeObject(value, depth);
      default:
        return value as Packed;
    }
  }

  private describeObject(object: object, depth: number): Packed {
    if (depth > kMaxDepth) throw new RangeError(`A value is nested more than ${kMaxDepth} levels deep.`);
    const known = this.seen.get(object);
    if (known !== undefined) return [Form.reference, known];
    this.seen.set(object, this.seen.size);
    if (this.naming.isHidden(object)) return [Form.object];
    if (isArray(object)) return this.describeArray(object, depth + 1);
    if (isPromise(object)) return this.naming.namePromise(object as Promise<unknown>);
    const prototype = getPrototypeOf(object);
    const kind = prototype === ObjectPrototype || prototype === null ? 'plain' : kindOf(object);
    if (kind === undefined) throw new CloneFailure(describe(object));
    if (kind === 'plain') return this.describePlain(object, depth + 1);
    return kind === 'error' ? describeError(object) : [Form.clone, object];
  }

  private describeArray(array: readonly unknown[], depth: number): Packed {
    const { length } = array;
    const result: unknown[] = [Form.array];
    let index = 0;
    try {
      for (; index < length; ++index) result[index + 1] = this.describeValue(array[index], depth);
    } catch (error) {
      throw failedAt(error, `[${index}]`);
    }
    return result;
  }

  private describePlain(object: object, depth: number): Packed {
    const names = ownKeys(object);
    const result: unknown[] = [Form.object];
    let index = 0;
    try {
      for (; index < names.length; ++index) {
        const name = names[index]!;
        result[2 * index + 1] = name;
        result[2 * index + 2] = this.describeValue((object as Record<string, unknown>)[name], depth);
      }
    } catch (error) {
      throw failedAt(error, propertyStep(names[index]!));
    }
    return result;
  }
}

/** Without its stack and cause, which tell of the world it comes from. */
function describeError(error: { name?: unknown; message?: unknown; code?: unknown }): Packed {
  const { name, message, code } = error;
  return [Form.error, String(name), String(message), typeof code === 'string' ? code : undefined];
}
