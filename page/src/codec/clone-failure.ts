// SPDX-License-Identifier: MIT
import { objectToString, regExpExec, sliceText, toJson } from '../primordials';

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** What can't be cloned, and the way to it, which the encoder completes while it unwinds. */
export class CloneFailure {
  path = '';

  /** `what`: in a word, such as `function`. */
  constructor(readonly what: string) {}
}

/** How the author of the page would name a value that has no clone. */
export function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? sliceText(objectToString(value), 8, -1) : typeof value;
}

/** Puts `step` in front of the path of a failure on its way out; anything else passes unchanged. */
export function failedAt(error: unknown, step: string): unknown {
  if (error instanceof CloneFailure) error.path = step + error.path;
  return error;
}

/** The step from an object to its property: `.name`, or `["not a name"]`. */
export function propertyStep(name: string): string {
  return regExpExec(identifier, name) ? `.${name}` : `[${toJson(name)}]`;
}

/** The step from a Map to a value of it: `.get("key")`, or `.get(Date)` for a key that is an object. */
export function mapStep(key: unknown): string {
  switch (typeof key) {
    case 'string':
      return `.get(${toJson(key)})`;
    case 'object':
    case 'function':
    case 'symbol':
      return `.get(${describe(key)})`;
    default:
      return `.get(${String(key)})`;
  }
}

/** The error that the caller of `send` sees. `subject`: which value of the message it was, such as `argument 0`. */
export function cloneError(error: unknown, subject: string): unknown {
  if (!(error instanceof CloneFailure)) return error;
  const place = error.path === '' ? subject : `${subject}, at ${error.path}`;
  return new Error(`An object could not be cloned. (${place}: ${error.what})`);
}
