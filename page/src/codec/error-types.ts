// SPDX-License-Identifier: MIT
import { PrivateMap } from '../primordials';

/** The classes of errors that travel as themselves; every other is sent as Error. */
export const errorTypes = new PrivateMap<string, ErrorConstructor>();

for (const type of [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]) {
  errorTypes.set(type.name, type);
}

/** The properties of an error that travel, in the order in which they do. */
export const kErrorProperties = ['message', 'stack', 'cause'] as const;
