// SPDX-License-Identifier: MIT
'use strict';

/** What is sent; payloads.cc has the same. */
const payloads = (() => {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz';
  const text = (length) => alphabet.repeat(Math.ceil(length / alphabet.length)).slice(0, length);
  const binary = (length) => {
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; ++i) bytes[i] = (i * 167) >> 3;
    return bytes;
  };
  const object = () => ({ id: 1, name: 'ly', tags: ['a', 'b'], nested: { x: 1.5, ok: true } });
  return {
    '16B': text(16),
    '1KiB': text(1024),
    object: object(),
    objects1000: Array.from({ length: 1000 }, object),
    '64KiB': binary(64 << 10),
    '1MiB': binary(1 << 20),
  };
})();

function isSameBinary(a, b) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; ++i) {
    if (a[i] !== b[i]) return false;
  }
  return true;
}

/** Values of JSON and Uint8Arrays. The peer doesn't keep the order of properties, so that doesn't count. */
function isSame(a, b) {
  if (typeof a !== 'object') return a === b;
  if (a.constructor !== b.constructor) return false;
  if (a instanceof Uint8Array) return isSameBinary(a, b);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
}

/** Throws unless the answer is a copy of what was sent: a benchmark of something that doesn't work says nothing. */
function checkEcho(sent, received) {
  if (!isSame(sent, received)) throw new Error(`the answer is not what was sent: ${String(received).slice(0, 200)}`);
}
