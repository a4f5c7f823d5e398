// SPDX-License-Identifier: MIT
import { dispatch } from './ports/dom-ports';
import { addEventListener } from './primordials';

/**
 * `handle`, for native code to call. The engine runs what scripts leave to promises after each listener of an event,
 * but not after a call from native code: without the detour through an event, the promises of many messages would wait
 * until all of them are delivered, and `await`ing one message would miss the next.
 */
export function entryPoint<T>(handle: (value: T) => void): (value: T) => void {
  const target = new EventTarget();
  let waiting: { readonly value: T } | undefined;
  const handleWaiting = (): void => {
    const taken = waiting;
    waiting = undefined;
    if (taken) handle(taken.value);
  };
  addEventListener(target, 'call', handleWaiting);
  return (value) => {
    waiting = { value };
    dispatch(target, 'call');
    // While a debugger has stopped the page's scripts the engine calls no listener: what comes then must not be lost.
    handleWaiting();
  };
}
