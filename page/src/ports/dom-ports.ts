// SPDX-License-Identifier: MIT
// What the runtime uses of the engine's channels, taken before any script of the page runs, as primordials.ts does.

import { apply, defineProperty, getOwnPropertyDescriptor, type Method, uncurryGetter, uncurryThis } from '../primordials';

const iterator: typeof Symbol.iterator = Symbol.iterator;
const { DOMException, MessageChannel, MessageEvent, structuredClone } = globalThis;
const ChannelPrototype = MessageChannel.prototype;
const PortPrototype = MessagePort.prototype;
export const newChannel = (): MessageChannel => new MessageChannel();
export const firstPort = uncurryGetter<MessagePort>(ChannelPrototype, 'port1');
export const secondPort = uncurryGetter<MessagePort>(ChannelPrototype, 'port2');
const { postMessage } = PortPrototype;
export const postToPort = uncurryThis(
  postMessage as Method<MessagePort, [unknown, { readonly transfer: object }], void>,
);
/** Throws the engine's TypeError for a message that is missing. */
export const postNothing = uncurryThis(postMessage as unknown as Method<MessagePort, [], void>);
/**
 * From now on has `onPost` called by the method that all ports of this world inherit, for ports with one of their own are posted
 * to by it as well. It returns whether that was all.
 */
export function watchPosting(onPost: (port: MessagePort, args: readonly unknown[]) => boolean): void {
  const value = function (this: MessagePort, ...args: unknown[]): void {
    if (!onPost(this, args)) apply(postMessage, this, args as Parameters<typeof postMessage>);
  };
  defineProperty(value, 'name', { value: 'postMessage', configurable: true });
  defineProperty(value, 'length', { value: 1, configurable: true });
  defineProperty(PortPrototype, 'postMessage', { value, writable: true, enumerable: true, configurable: true });
}
export const startPort = uncurryThis(PortPrototype.start);
export const closePort = uncurryThis(PortPrototype.close);
export const onMessageOf = uncurryGetter<unknown>(PortPrototype, 'onmessage');
export const setOnMessage = uncurryThis(
  getOwnPropertyDescriptor(PortPrototype, 'onmessage')!.set as Method<MessagePort, [unknown], void>,
);
/** Whether it is a MessagePort, of whatever realm. */
export function isPort(value: unknown): value is MessagePort {
  try {
    onMessageOf(value as object);
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
/** As if `data` and `ports` had come to `target` from the other end of its channel. */
export function dispatchMessage(target: MessagePort, data: unknown, ports: readonly MessagePort[]): void {
  const list = iterableOf(ports) as unknown as MessagePort[];
  const event = new MessageEvent('message', { data, ports: list });
  // The engine takes undefined for what was not given, which is null.
  if (data === undefined) defineProperty(event, 'data', { value: undefined, enumerable: true, configurable: true });
  dispatchEvent(target, event);
}

const messageOf = uncurryGetter<string>(DOMException.prototype, 'message');

/** What the engine says of a port that can't be posted through itself: nothing, if it was given away. */
function refusalOf(port: MessagePort): string | undefined {
  try {
    postToPort(port, undefined, { transfer: iterableOf([port]) });
    return undefined;
  } catch (error) {
    return messageOf(error as object);
  }
}

let refusalOfClosed: string | undefined;

/**
 * Whether the object still stands for an end of a channel: it is neither closed nor given away. The engine tells only by
 * what it does with a port that is posted through itself: it refuses, one way or the other, or drops it.
 */
export function isLive(port: MessagePort): boolean {
  if (refusalOfClosed === undefined) {
    const closed = firstPort(newChannel());
    closePort(closed);
    refusalOfClosed = refusalOf(closed) ?? '';
  }
  const refusal = refusalOf(port);
  return refusal !== undefined && refusal !== refusalOfClosed;
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
