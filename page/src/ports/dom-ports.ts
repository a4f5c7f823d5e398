// SPDX-License-Identifier: MIT
// What the runtime uses of the engine's channels, taken before any script of the page runs, as primordials.ts does.

import { type Method, uncurryGetter, uncurryThis } from '../primordials';

const iterator: typeof Symbol.iterator = Symbol.iterator;
const { MessageChannel, structuredClone } = globalThis;
const ChannelPrototype = MessageChannel.prototype;
const PortPrototype = MessagePort.prototype;
export const newChannel = (): MessageChannel => new MessageChannel();
export const firstPort = uncurryGetter<MessagePort>(ChannelPrototype, 'port1');
export const secondPort = uncurryGetter<MessagePort>(ChannelPrototype, 'port2');
export const postToPort = uncurryThis(
  PortPrototype.postMessage as Method<MessagePort, [unknown, { readonly transfer: object }], void>,
);
export const startPort = uncurryThis(PortPrototype.start);
export const closePort = uncurryThis(PortPrototype.close);
const portSlot = uncurryGetter<unknown>(PortPrototype, 'onmessage');
/** Whether it is a MessagePort, of whatever realm. */
export function isPort(value: unknown): value is MessagePort {
  try {
    portSlot(value as object);
    return true;
  } catch {
    return false;
  }
}
export const eventData = uncurryGetter<unknown>(MessageEvent.prototype, 'data');
export const eventPorts = uncurryGetter<readonly MessagePort[]>(MessageEvent.prototype, 'ports');
export const eventSource = uncurryGetter<unknown>(MessageEvent.prototype, 'source');
export const stopEvent = uncurryThis(Event.prototype.stopImmediatePropagation);
const dispatchEvent = uncurryThis(EventTarget.prototype.dispatchEvent);
export function dispatch(target: EventTarget, type: string): void {
  dispatchEvent(target, new Event(type));
}
export const cloneWith = structuredClone.bind(globalThis) as unknown as <T>(
  value: T,
  options: { readonly transfer: object },
) => T;

/** `list` as something to iterate over without the page's Array.prototype[Symbol.iterator]. */
export function iterableOf<T>(list: readonly T[]): Iterable<T> {
  return {
    [iterator]() {
      let index = 0;
      return {
        next: (): IteratorResult<T> =>
          index < list.length ? { done: false, value: list[index++]! } : { done: true, value: undefined },
      };
    },
  };
}
