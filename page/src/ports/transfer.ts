// SPDX-License-Identifier: MIT
import { isArray } from '../primordials';
import { cloneWith, isPort, iterableOf } from './dom-ports';

function refuse(): never {
  throw new TypeError('Invalid value for transfer');
}

/** The ports in a `transfer` of the page, as a list that it can't change any more. */
export function portsIn(transfer: unknown): MessagePort[] {
  const ports: MessagePort[] = [];
  if (transfer === undefined) return ports;
  if (!isArray(transfer)) refuse();
  for (let index = 0; index < transfer.length; ++index) {
    const port: unknown = transfer[index];
    if (!isPort(port)) refuse();
    ports[index] = port;
  }
  return ports;
}

/**
 * Takes ports away from the page as a transfer does, all or none: what the page still has of them is dead. What was
 * posted to them waits in those returned.
 */
export function takeFromPage(ports: readonly MessagePort[]): readonly MessagePort[] {
  if (ports.length === 0) return ports;
  try {
    return cloneWith(ports, { transfer: iterableOf(ports) });
  } catch {
    return refuse();
  }
}
