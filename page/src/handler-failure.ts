// SPDX-License-Identifier: MIT
import { ownKeys } from './primordials';

/** What a handler of the page has thrown, and the properties that a clone of it loses. */
export type Failure = readonly [thrown: unknown, lost: Readonly<Record<string, unknown>>];

type Properties = Record<string, unknown>;

/**
 * What main is told of what a handler has thrown. It may be of any making, with getters or the traps of a Proxy that throw, and
 * hold what has no clone: main is told all the rest. `canSend` says whether a value can be sent.
 */
export function failureOf(thrown: unknown, canSend: (value: unknown) => boolean): Failure {
  if (!isError(thrown)) return [thrown, {}];
  const lost = lostOf(thrown);
  if (canSend([thrown, lost])) return [thrown, lost];
  const kept: Properties = {};
  const names = ownKeys(lost);
  for (let index = 0; index < names.length; ++index) {
    const name = names[index]!;
    if (canSend(lost[name])) kept[name] = lost[name];
  }
  return [canSend(thrown) ? thrown : new Error(messageOf(thrown)), kept];
}

function isError(thrown: unknown): thrown is Error {
  try {
    return thrown instanceof Error;
  } catch {
    return false;
  }
}

/** The name of an error, and its own properties, as far as they can be read. */
function lostOf(error: Error): Properties {
  const properties: Properties = {};
  read(error, 'name', properties);
  let names: string[] = [];
  try {
    names = ownKeys(error);
  } catch {
    // A Proxy.
  }
  for (let index = 0; index < names.length; ++index) {
    const name = names[index]!;
    if (name !== 'name' && name !== '__proto__') read(error, name, properties);
  }
  return properties;
}

function read(error: Error, name: string, into: Properties): void {
  try {
    into[name] = (error as unknown as Properties)[name];
  } catch {
    // Its getter throws.
  }
}

/** The message of an error whose clone fails, such as one whose `cause` has none. */
function messageOf(error: Error): string {
  try {
    const message: unknown = error.message;
    return String(message);
  } catch {
    return 'An object could not be cloned.';
  }
}
