// SPDX-License-Identifier: MIT
// Methods as functions of their objects.

export type Method<Self, Arguments extends unknown[], Result> = (this: Self, ...args: Arguments) => Result;

const { call } = Function.prototype;

/** `method` as a function of its `this` and arguments, immune to patches of Function.prototype.call. */
export function uncurryThis<Self, Arguments extends unknown[], Result>(
  method: Method<Self, Arguments, Result>,
): (self: Self, ...args: Arguments) => Result {
  return call.bind(method) as (self: Self, ...args: Arguments) => Result;
}

/** The getter of an accessor property, as a function of its object. It throws for objects of another kind. */
export function uncurryGetter<Result>(prototype: object, name: PropertyKey): (self: object) => Result {
  const getter = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (!getter) throw new Error(`This engine has no getter ${String(name)}`);
  return uncurryThis(getter as Method<object, [], Result>);
}
