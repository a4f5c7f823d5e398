// SPDX-License-Identifier: MIT
// What crosses between two worlds, before it is encoded. A primitive stands for itself; everything else is an array
// whose first element says what it is.

export const Form = {
  /** `[array, …items]` */
  array: 0,
  /** `[object, key, value, key, value, …]` */
  object: 1,
  /** `[own, id]`: a function of the world that sends. */
  own: 2,
  /** `[theirs, id]`: a function of the world that receives, on its way back. */
  theirs: 3,
  /** `[promise, id]`: settled later. */
  promise: 4,
  /** `[error, whether it is a DOMException, name, message, key, value, key, value, …]` */
  error: 5,
  /** `[clone, value]`: what else structured clone knows, such as dates and buffers. */
  clone: 6,
  /** `[reference, n]`: the n-th object of this value again. */
  reference: 7,
  /** `[map, key, value, key, value, …]` */
  map: 8,
  /** `[set, …members]` */
  set: 9,
  /** `[signal, id, whether it is aborted, reason]`: aborted later, if it is not yet. */
  signal: 10,
} as const;

export type Packed = undefined | null | boolean | number | string | bigint | readonly unknown[];

/** What one world says to the other. Every message has an answer: `[true, result]` or `[false, error]`. */
export const Message = {
  /** `[expose, key, api]` */
  expose: 0,
  /** `[call, id, …arguments]` */
  call: 1,
  /** `[settle, id, fulfilled, value]` */
  settle: 2,
  /** `[release, id]`: nobody holds this function any more. */
  release: 3,
  /** `[ports, end, number of each]`: a message to the window comes with ports; 0 is one that doesn't lead through main. */
  ports: 4,
  /** `[abort, id, reason]`: a signal of the world that sends is aborted. */
  abort: 5,
  /** `[forget, id]`: nobody can abort this signal any more. */
  forget: 6,
  /** `[ended, number, messages]`: the other side of such a port is closed, and so many messages still come from it. */
  ended: 7,
} as const;
