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

/** `ports` or `{ transfer: ports }`, as the DOM takes both; what is in it otherwise is left out. */
export function transferOf(transfer: unknown): MessagePort[] {
  const list = listOf(transfer);
  const ports: MessagePort[] = [];
  if (!isArray(list)) return ports;
  for (let index = 0; index < list.length; ++index) {
    const port: unknown = list[index];
    if (isPort(port)) ports[ports.length] = port;
  }
  return ports;
}

/** The same; nothing, if there is anything in it but ports other than `port`, or if it is no array. */
export function onlyPortsIn(transfer: unknown, port: MessagePort): MessagePort[] | undefined {
  const list = listOf(transfer);
  if (list === undefined) return [];
  if (!isArray(list)) return undefined;
  const ports: MessagePort[] = [];
  for (let index = 0; index < list.length; ++index) {
    const each: unknown = list[index];
    if (!isPort(each) || each === port) return undefined;
    ports[index] = each;
  }
  return ports;
}

function listOf(transfer: unknown): unknown {
  if (typeof transfer !== 'object' || transfer === null || isArray(transfer)) return transfer;
  return (transfer as { readonly transfer?: unknown }).transfer;
}

/**
 * Takes ports away from the page as a transfer does, all or none: what the page still has of them is dead. What was
 * posted to them waits in those returned. Throws as `structuredClone`.
 */
export function transferPorts(ports: readonly MessagePort[]): readonly MessagePort[] {
  return ports.length === 0 ? ports : cloneWith(ports, { transfer: iterableOf(ports) });
}

/** The same for a `transfer` of ours, with an error of ours. */
export function takeFromPage(ports: readonly MessagePort[]): readonly MessagePort[] {
  try {
    return transferPorts(ports);
  } catch {
    return refuse();
  }
}
