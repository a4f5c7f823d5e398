// SPDX-License-Identifier: MIT
import { errorTypes } from '../codec/error-types';
import { defineProperty, hasOwn, ownKeys, uncurryGetter } from '../primordials';

// Taken before any script of the page can replace it.
const { DOMException } = globalThis;
const domExceptionName = uncurryGetter<string>(DOMException.prototype, 'name');

export function isDomException(error: object): boolean {
  try {
    domExceptionName(error);
    return true;
  } catch {
    return false;
  }
}

/** What engines put there by themselves, or the error is made of. */
const kKnown = ['name', 'message', 'stack'];
/** Properties by which programs tell errors apart, also where they can't be enumerated. */
const kNamed = ['cause', 'code', 'data'];

/** The properties of an error that cross beside its name and message. */
export function namesOf(error: object): string[] {
  const names: string[] = [];
  for (let index = 0; index < kNamed.length; ++index) {
    if (hasOwn(error, kNamed[index]!)) names[names.length] = kNamed[index]!;
  }
  // A class may have a getter for it. That of a DOMException is a number that its name stands for.
  if (!hasOwn(error, 'code') && typeof (error as { code?: unknown }).code === 'string') names[names.length] = 'code';
  const own = ownKeys(error);
  for (let index = 0; index < own.length; ++index) {
    const name = own[index]!;
    if (!isIn(kNamed, name) && !isIn(kKnown, name)) names[names.length] = name;
  }
  return names;
}

function isIn(names: readonly string[], name: string): boolean {
  for (let index = 0; index < names.length; ++index) if (names[index] === name) return true;
  return false;
}

/** An error of this world, without other properties yet. */
export function newError(isOfDom: boolean, name: string, message: string): Error {
  if (isOfDom) return new DOMException(message, name);
  const error = new (errorTypes.get(name) ?? Error)(message);
  if (error.name !== name) {
    defineProperty(error, 'name', { value: name, writable: true, enumerable: false, configurable: true });
  }
  return error;
}
