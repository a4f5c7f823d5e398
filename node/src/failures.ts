// SPDX-License-Identifier: MIT
// Errors as answers: protocol/PROTOCOL.md, section 8.
import { withArguments, withValue } from './codec';
import type { Native } from './native';

/** How much of an error's text crosses: one that quotes what a page sent could else be as long as that. */
const kMaxErrorText = 4096;

/** What a clone of an error loses: its name, if that is of its own, and its own properties. */
function propertiesOf(error: unknown): object {
  const properties: Record<string, unknown> = {};
  if (!(error instanceof Error)) return properties;
  properties.name = error.name;
  for (const name of Object.keys(error)) {
    if (name !== 'name' && name !== '__proto__') properties[name] = (error as unknown as Record<string, unknown>)[name];
  }
  return properties;
}

/** An error without its stack, which is none of the page's business, and with a message that always fits. */
function crossing(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const known = { EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError } as const;
  const type = Object.values(known).find((each) => thrown instanceof each) ?? Error;
  const copy = new type(thrown.message.slice(0, kMaxErrorText));
  delete copy.stack;
  if (thrown.cause !== undefined) Object.defineProperty(copy, 'cause', { value: crossing(thrown.cause) });
  return copy;
}

function plain(error: unknown): Error {
  const copy = new Error(error instanceof Error ? error.message.slice(0, kMaxErrorText) : String(error));
  delete copy.stack;
  return copy;
}

/** Makes the `invoke` or stream of a page reject. What can't be sent becomes an error that says why. */
export function failInvoke(native: Native, call: number, thrown: unknown): void {
  const fail = (bytes: Uint8Array, length: number): void => native.fail(call, bytes, length);
  try {
    withArguments([crossing(thrown), propertiesOf(thrown)], fail);
  } catch (error) {
    withArguments([plain(error), {}], fail);
  }
}

/** Makes the `sendSync` of a page throw. */
export function failSync(native: Native, call: number, thrown: unknown): void {
  const fail = (bytes: Uint8Array, length: number): void => native.fail(call, bytes, length);
  try {
    withValue(crossing(thrown), 'error', fail);
  } catch (error) {
    withValue(plain(error), 'error', fail);
  }
}

/** What a page answered with: the error of its handler, with the properties that a clone of it loses. */
export function thrownBy([thrown, properties]: readonly unknown[]): unknown {
  if (!(thrown instanceof Error) || typeof properties !== 'object' || properties === null) return thrown;
  for (const [name, value] of Object.entries(properties)) {
    if (name === 'name' && value === thrown.name) continue;
    Object.defineProperty(thrown, name, { value, writable: true, enumerable: name !== 'name', configurable: true });
  }
  return thrown;
}
