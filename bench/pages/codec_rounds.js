// SPDX-License-Identifier: MIT
'use strict';

// The codec in the page, alone, beside JSON to and from UTF-8, both to bytes, which is what a transport takes.

// The page's clock ticks once in a millisecond, so that a batch of this length is off by 5 % at most.
const kBatchMilliseconds = 20;

const jsonCodec = (() => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  // JSON has no bytes: they go as base64.
  const encode = (value) => encoder.encode(JSON.stringify(value instanceof Uint8Array ? toBase64(value) : value));
  const decode = (bytes) => JSON.parse(decoder.decode(bytes));
  const decodeBinary = (bytes) => fromBase64(decode(bytes));
  return { encode, decoderOf: (value) => (value instanceof Uint8Array ? decodeBinary : decode) };
})();

const operations = {
  encode: (value) => {
    const messageArguments = [value];
    return () => transomCodec.encode(messageArguments);
  },
  decode: (value) => {
    const bytes = transomCodec.encode([value]);
    checkEcho(value, transomCodec.decode(bytes)[0]);
    return () => transomCodec.decode(bytes);
  },
  'json-encode': (value) => () => jsonCodec.encode(value),
  'json-decode': (value) => {
    const decode = jsonCodec.decoderOf(value);
    const bytes = jsonCodec.encode(value);
    checkEcho(value, decode(bytes));
    return () => decode(bytes);
  },
};

function runBatch(run, count) {
  const begin = performance.now();
  for (let i = 0; i < count; ++i) run();
  return performance.now() - begin;
}

/** Microseconds per operation, one number for each batch that fits into `milliseconds`. */
function measureCodec(operation, value, milliseconds) {
  const run = operations[operation](value);
  let count = 1;
  // Also warms up.
  for (let took = 0; took < kBatchMilliseconds; took = runBatch(run, count)) count *= 2;
  const times = [];
  const end = performance.now() + milliseconds;
  do {
    times.push((1000 * runBatch(run, count)) / count);
  } while (performance.now() < end);
  return times;
}
