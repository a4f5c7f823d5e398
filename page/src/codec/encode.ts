// SPDX-License-Identifier: MIT
import { getPrototypeOf, hasOwn, isArray, isSafeInteger, isSame, ObjectPrototype, ownKeys } from '../primordials';
import { ByteWriter } from './byte-writer';
import { cloneError, CloneFailure, describe, failedAt, propertyStep } from './clone-failure';
import { writeBigint, writeObjectOfKind } from './encode-objects';
import { kindOf } from './object-kind';
import { SharedObjects } from './shared-objects';
import { kMaxDepth, Major, Simple, Tag } from './wire-constants';

/**
 * Turns values into the payload of a message, with the meaning of structured clone: getters are read, prototypes
 * dropped, references kept across all arguments. Differences from it: properties of arrays other than their elements
 * and a property that a getter deletes before its turn do not travel as such; a Proxy travels as what its traps show.
 */
export class Encoder {
  /** Holds what was written, also by others before the payload. */
  readonly writer = new ByteWriter();
  readonly shared = new SharedObjects(this.writer);

  /** `maxDepth`: how deep values may be nested; other than the protocol's only for what is no message. */
  constructor(private readonly maxDepth = kMaxDepth) {}

  /**
   * Writes the arguments of a message. Throws an Error that says where a value that can't be cloned is, a RangeError
   * for one nested too deep, LimitError, and what getters of the page throw.
   */
  writeArguments(args: readonly unknown[]): void {
    this.writer.writeHead(Major.array, args.length);
    let index = 0;
    try {
      for (; index < args.length; ++index) this.writeValue(args[index], 0);
    } catch (error) {
      throw cloneError(error, `argument ${index}`);
    }
    this.shared.finish();
  }

  /** Writes one value, such as the result of a call; errors as above. `subject` names it in them. */
  writeResult(value: unknown, subject: string): void {
    try {
      this.writeValue(value, 0);
    } catch (error) {
      throw cloneError(error, subject);
    }
    this.shared.finish();
  }

  /** Makes ready for the next message, also after an error. A large buffer is given back. */
  reset(): void {
    this.writer.reset();
    this.shared.clear();
  }

  /** `depth`: how many containers `value` stands in. */
  writeValue(value: unknown, depth: number): void {
    switch (typeof value) {
      case 'string':
        return this.writer.writeString(value);
      case 'number':
        return this.writeNumber(value);
      case 'object':
        return value === null ? this.writer.writeByte(Simple.null) : this.writeObject(value, depth);
      case 'boolean':
        return this.writer.writeByte(value ? Simple.true : Simple.false);
      case 'undefined':
        return this.writer.writeByte(Simple.undefined);
      case 'bigint':
        return writeBigint(this.writer, value);
      default:
        throw new CloneFailure(describe(value));
    }
  }

  private writeNumber(value: number): void {
    if (isSafeInteger(value) && !isSame(value, -0)) this.writer.writeInteger(value);
    else this.writer.writeFloat64(value);
  }

  private writeObject(object: object, depth: number): void {
    if (this.shared.refer(object)) return;
    if (isArray(object)) return this.writeArray(object, depth + 1);
    const prototype = getPrototypeOf(object);
    if (prototype === ObjectPrototype || prototype === null) return this.writePlain(object, depth + 1);
    const kind = kindOf(object);
    if (kind === undefined) throw new CloneFailure(describe(object));
    if (kind === 'plain') this.writePlain(object, depth + 1);
    else writeObjectOfKind(this, kind, object, depth + 1);
  }

  private writeArray(array: readonly unknown[], depth: number): void {
    this.checkDepth(depth);
    const { length } = array;
    // Only a Proxy can say anything else of an array.
    if (!isSafeInteger(length) || length < 0) throw new CloneFailure('array without a length');
    this.writer.writeHead(Major.array, length);
    this.writer.reserve(length); // a sparse array of billions fails here, not after a walk over its holes
    let index = 0;
    try {
      for (; index < length; ++index) {
        const value = array[index];
        if (value === undefined && !hasOwn(array, index)) this.writeHole();
        else this.writeValue(value, depth);
      }
    } catch (error) {
      throw failedAt(error, `[${index}]`);
    }
  }

  /** Throws a RangeError if a container may not be nested that deep. */
  checkDepth(depth: number): void {
    if (depth > this.maxDepth) throw new RangeError(`A value is nested more than ${this.maxDepth} levels deep.`);
  }

  private writeHole(): void {
    this.writer.writeHead(Major.tag, Tag.hole);
    this.writer.writeByte(Simple.undefined);
  }

  private writePlain(object: object, depth: number): void {
    this.checkDepth(depth);
    const names = ownKeys(object);
    const { length } = names;
    this.writer.writeHead(Major.map, length);
    let index = 0;
    try {
      for (; index < length; ++index) {
        const name = names[index]!;
        this.writer.writeString(name);
        this.writeValue((object as Record<string, unknown>)[name], depth);
      }
    } catch (error) {
      throw failedAt(error, propertyStep(names[index]!));
    }
  }
}
