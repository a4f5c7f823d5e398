// SPDX-License-Identifier: MIT
'use strict';

// The codec in the page, alone, beside JSON to and from UTF-8, both to bytes, which is what a transport takes.

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

/** Microseconds per operation, as measureBatches. */
function measureCodec(operation, value, milliseconds) {
  return measureBatches(operations[operation](value), milliseconds);
}
