// SPDX-License-Identifier: MIT
'use strict';

// The codec in the page, alone, beside JSON to and from UTF-8, both to bytes, which is what a transport takes.

// The page's clock ticks once in a millisecond, so that a batch of this length is off by 10 % at most.
const kBatchMilliseconds = 10;

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

/** Microseconds per operation, one number for each batch that fits into `milliseconds`, of which the last may not fit whole. */
function measureCodec(operation, value, milliseconds) {
  const run = operations[operation](value);
  const times = [];
  const end = performance.now() + milliseconds;
  let count = 1;
  while (times.length === 0 || performance.now() < end) {
    const took = runBatch(run, count);
    if (took >= kBatchMilliseconds) times.push((1000 * took) / count);
    // Batches grow until they are long enough: at first, and again once the engine has compiled the code to something faster.
    else count *= 2;
  }
  // The first long enough one may have been so because somebody else had the CPU.
  return times.length > 1 ? times.slice(1) : times;
}
