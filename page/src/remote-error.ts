// SPDX-License-Identifier: MIT
import { defineProperty, ownKeys } from './primordials';

/**
 * What a failed `invoke` or stream rejects with: main sends what was thrown, and the properties that a clone of it loses. The
 * error has that as its `cause`.
 */
export function remoteError(channel: string, [thrown, properties]: readonly unknown[]): Error {
  if (thrown instanceof Error && typeof properties === 'object' && properties !== null) {
    const names = ownKeys(properties);
    for (let index = 0; index < names.length; ++index) {
      const name = names[index]!;
      const value: unknown = properties[name as keyof typeof properties];
      if (name === 'name' && value === thrown.name) continue;
      defineProperty(thrown, name, { value, writable: true, enumerable: name !== 'name', configurable: true });
    }
  }
  return new Error(`Error invoking remote method '${channel}': ${textOf(thrown)}`, { cause: thrown });
}

/** As `String(thrown)`, without the page's Error.prototype.toString. */
function textOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { name, message } = thrown;
  return message === '' ? name : `${name}: ${message}`;
}
