// SPDX-License-Identifier: MIT
import { cloneError, CloneFailure, describe, failedAt, mapStep, propertyStep } from '../codec/clone-failure';
import { kindOf, type ObjectKind } from '../codec/object-kind';
import { kMaxDepth } from '../codec/wire-constants';
import {
  getPrototypeOf,
  hasOwn,
  isArray,
  isPromise,
  isSafeInteger,
  mapForEach,
  ObjectPrototype,
  ownKeys,
  PrivateMap,
  setForEach,
} from '../primordials';
import { isDomException, namesOf } from './errors';
import { Form, type Packed } from './forms';
import { isAbortSignal } from './signals';

/** Elements and properties of one value. An array can claim four billions that nobody could count out, let alone copy. */
export const kMaxItems = 1 << 24;

type AnyFunction = (...args: unknown[]) => unknown;

/** How what has an identity of its own is named for the other world. */
export interface Naming {
  nameFunction(target: AnyFunction): readonly unknown[];
  namePromise(promise: Promise<unknown>): readonly unknown[];
  nameSignal(signal: AbortSignal): readonly unknown[];
  /** Whether the object crosses as an empty one. */
  isHidden(object: object): boolean;
}

/** Describes one value for the other world; getters are read, prototypes and symbols dropped. */
export class Packer {
  private readonly numbers = new PrivateMap<object, number>();
  /** The objects so far, by their numbers. */
  private readonly seen: object[] = [];
  private items = 0;
  /** Whether functions and whatever else has no clone can't cross: in errors, which tell of something and do nothing. */
  private onlyClones = false;

  constructor(private readonly naming: Naming) {}

  /** Throws for what can't cross, naming it as part of `subject`, and what getters throw. */
  pack(value: unknown, subject: string): Packed {
    return this.packAt(value, subject, 0);
  }

  /** The same for the arguments of a call, whose array is no level of any of them. */
  packArguments(args: readonly unknown[]): Packed {
    return this.packAt(args, 'arguments', -1);
  }

  /** What a signal was aborted with; if that can't cross, nothing in particular. */
  packReason(reason: unknown): Packed {
    this.onlyClones = true;
    try {
      return this.describeValue(reason, 0);
    } catch {
      return undefined;
    }
  }

  private packAt(value: unknown, subject: string, depth: number): Packed {
    try {
      return this.describeValue(value, depth);
    } catch (error) {
      throw cloneError(error, subject);
    }
  }

  /** `depth`: how many containers `value` stands in. */
  private describeValue(value: unknown, depth: number): Packed {
    switch (typeof value) {
      case 'symbol':
        if (this.onlyClones) throw new CloneFailure('symbol');
        return undefined;
      case 'function':
        if (this.onlyClones) throw new CloneFailure('function');
        return this.naming.nameFunction(value as AnyFunction);
      case 'object':
        return value === null ? null : this.describeObject(value, depth);
      default:
        return value as Packed;
    }
  }

  private describeObject(object: object, depth: number): Packed {
    const known = this.numbers.get(object);
    if (known !== undefined) return [Form.reference, known];
    this.numbers.set(object, this.seen.length);
    this.seen[this.seen.length] = object;
    if (this.naming.isHidden(object)) return [Form.object];
    if (isArray(object)) return this.describeArray(object, depth + 1);
    if (isPromise(object) && !this.onlyClones) return this.naming.namePromise(object as Promise<unknown>);
    const prototype = getPrototypeOf(object);
    if (prototype === ObjectPrototype || prototype === null) return this.describePlain(object, depth + 1);
    return this.describeKind(kindOf(object), object, depth + 1);
  }

  private describeKind(kind: ObjectKind | undefined, object: object, depth: number): Packed {
    switch (kind) {
      case undefined:
        if (isAbortSignal(object) && !this.onlyClones) return this.naming.nameSignal(object);
        throw new CloneFailure(describe(object));
      case 'plain':
        return this.describePlain(object, depth);
      case 'map':
        return this.describeMap(object, depth);
      case 'set':
        return this.describeSet(object, depth);
      case 'error':
        return this.describeError(object, depth);
      default:
        return [Form.clone, object];
    }
  }

  private describeArray(array: readonly unknown[], depth: number): Packed {
    const { length } = array;
    // Only a Proxy can say anything else of an array.
    if (!isSafeInteger(length) || length < 0) throw new CloneFailure('array without a length');
    this.enter(depth, length);
    const result: unknown[] = [Form.array];
    let index = 0;
    try {
      for (; index < length; ++index) {
        const value = array[index];
        if (value !== undefined || hasOwn(array, index)) result[index + 1] = this.describeValue(value, depth);
      }
      result.length = length + 1; // there may be holes at the end
    } catch (error) {
      throw failedAt(error, `[${index}]`);
    }
    return result;
  }

  private describePlain(object: object, depth: number): Packed {
    const names = ownKeys(object);
    this.enter(depth, names.length);
    const result: unknown[] = [Form.object];
    let index = 0;
    try {
      for (; index < names.length; ++index) {
        const name = names[index]!;
        const value = (object as Record<string, unknown>)[name];
        if (typeof value !== 'symbol' || this.onlyClones) this.addPair(result, name, value, depth);
      }
    } catch (error) {
      throw failedAt(error, propertyStep(names[index]!));
    }
    return result;
  }

  private describeMap(map: object, depth: number): Packed {
    // A list of its own, since a getter inside may change the Map.
    const entries: unknown[] = [];
    mapForEach(map, (value, key) => {
      entries[entries.length] = key;
      entries[entries.length] = value;
    });
    this.enter(depth, entries.length);
    const result: unknown[] = [Form.map];
    let index = 0;
    try {
      for (; index < entries.length; ++index) result[index + 1] = this.describeValue(entries[index], depth);
    } catch (error) {
      throw failedAt(error, index % 2 === 0 ? `.keys()[${index / 2}]` : mapStep(entries[index - 1]));
    }
    return result;
  }

  private describeSet(set: object, depth: number): Packed {
    const members: unknown[] = [];
    setForEach(set, (member) => {
      members[members.length] = member;
    });
    this.enter(depth, members.length);
    const result: unknown[] = [Form.set];
    let index = 0;
    try {
      for (; index < members.length; ++index) result[index + 1] = this.describeValue(members[index], depth);
    } catch (error) {
      throw failedAt(error, `.values()[${index}]`);
    }
    return result;
  }

  /** With those of its own properties that have a clone; without its stack, which tells of the world that it comes from. */
  private describeError(error: object, depth: number): Packed {
    const { name, message } = error as { name?: unknown; message?: unknown };
    const names = namesOf(error);
    this.enter(depth, names.length);
    const result: unknown[] = [Form.error, isDomException(error), String(name), String(message)];
    const isOuter = !this.onlyClones;
    this.onlyClones = true;
    for (let index = 0; index < names.length; ++index) this.addIfCloned(result, error, names[index]!, depth);
    if (isOuter) this.onlyClones = false;
    return result;
  }

  /** If it has no clone it is as if it had not been looked at. */
  private addIfCloned(result: unknown[], error: object, name: string, depth: number): void {
    const { length } = this.seen;
    try {
      this.addPair(result, name, (error as Record<string, unknown>)[name], depth);
    } catch {
      for (let index = length; index < this.seen.length; ++index) this.numbers.delete(this.seen[index]!);
      this.seen.length = length;
    }
  }

  private addPair(result: unknown[], name: string, value: unknown, depth: number): void {
    const packed = this.describeValue(value, depth);
    result[result.length] = name;
    result[result.length] = packed;
  }

  /** Begins a container of `count` items; `depth`: of these. */
  private enter(depth: number, count: number): void {
    if (depth > kMaxDepth) throw new RangeError(`A value is nested more than ${kMaxDepth} levels deep.`);
    this.items += count;
    if (this.items > kMaxItems) throw new RangeError(`A value has more than ${kMaxItems} elements and properties.`);
  }
}
