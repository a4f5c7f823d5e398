// SPDX-License-Identifier: MIT
// The text form in which protocol/vectors/values.json states what a value is; the C++ tests write the same.

import { types } from 'node:util';

/**
 * `value` as text, with everything that must survive a message: types, bits of numbers, holes, order, shared
 * references.
 */
export function dump(value: unknown): string {
  const counts = new Map<object, number>();
  count(value, counts);
  return new Dump(counts).any(value);
}

/** Counts how often each object is met. */
function count(value: unknown, counts: Map<object, number>): void {
  if (typeof value !== 'object' || value === null) return;
  const seen = counts.get(value) ?? 0;
  counts.set(value, seen + 1);
  if (seen > 0) return;
  for (const member of membersOf(value)) count(member, counts);
}

function membersOf(object: object): unknown[] {
  if (ArrayBuffer.isView(object)) return [object.buffer];
  if (types.isNativeError(object)) return Object.hasOwn(object, 'cause') ? [object.cause] : [];
  if (object instanceof Map) return [...object].flat();
  if (object instanceof Set) return [...object];
  if (types.isBoxedPrimitive(object)) return [];
  return Object.values(object);
}

class Dump {
  private readonly numbers = new Map<object, number>();

  constructor(private readonly counts: ReadonlyMap<object, number>) {}

  any(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return text(value);
      case 'number':
        return number(value);
      case 'bigint':
        return `${value < 0n ? '-' : ''}0x${(value < 0n ? -value : value).toString(16)}n`;
      case 'object':
        return value === null ? 'null' : this.object(value);
      default:
        return String(value);
    }
  }

  private object(object: object): string {
    const known = this.numbers.get(object);
    if (known !== undefined) return `#${known}#`;
    if (this.counts.get(object) === 1) return this.content(object);
    const own = this.numbers.size;
    this.numbers.set(object, own);
    return `#${own}=${this.content(object)}`;
  }

  private content(object: object): string {
    if (Array.isArray(object)) return `[${this.elements(object)}]`;
    if (object instanceof Map) {
      return `Map{${[...object].map(([key, value]) => `${this.any(key)} => ${this.any(value)}`).join(', ')}}`;
    }
    if (object instanceof Set) return `Set{${[...object].map((member) => this.any(member)).join(', ')}}`;
    if (object instanceof Date) return `Date(${Number.isNaN(object.getTime()) ? 'invalid' : object.getTime()})`;
    if (object instanceof RegExp) return `RegExp(${text(object.source)},${text(object.flags)})`;
    if (object instanceof ArrayBuffer) return `ArrayBuffer(${Buffer.from(object).toString('hex')})`;
    if (ArrayBuffer.isView(object)) return this.view(object);
    if (types.isNativeError(object)) return this.error(object);
    if (types.isBoxedPrimitive(object)) return `${object.constructor.name}(${this.any(object.valueOf())})`;
    return `{${this.properties(Object.entries(object))}}`;
  }

  private elements(array: readonly unknown[]): string {
    return Array.from(array, (value, index) => (Object.hasOwn(array, index) ? this.any(value) : '<hole>')).join(', ');
  }

  private view(view: ArrayBufferView): string {
    const length = view instanceof DataView ? view.byteLength : (view as Uint8Array).length;
    return `${view.constructor.name}(${this.any(view.buffer)}, ${view.byteOffset}, ${length})`;
  }

  private error(error: Error): string {
    const own = (['message', 'stack', 'cause'] as const).filter((name) => Object.hasOwn(error, name));
    return `${error.constructor.name}{${this.properties(own.map((name) => [name, error[name]]))}}`;
  }

  private properties(entries: readonly (readonly [string, unknown])[]): string {
    return entries.map(([name, value]) => `${text(name)}: ${this.any(value)}`).join(', ');
  }
}

function number(value: number): string {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  return `f64:${bits.getBigUint64(0).toString(16).padStart(16, '0')}`;
}

function text(value: string): string {
  let quoted = '"';
  for (let index = 0; index < value.length; ++index) {
    const unit = value.charCodeAt(index);
    if (unit === 0x22 || unit === 0x5c) quoted += `\\${value.charAt(index)}`;
    else if (unit >= 0x20 && unit <= 0x7e) quoted += value.charAt(index);
    else quoted += `\\u${unit.toString(16).padStart(4, '0')}`;
  }
  return `${quoted}"`;
}
