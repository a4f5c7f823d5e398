// SPDX-License-Identifier: MIT
// The codec alone, for benchmarks and tests: values of a message to the bytes of its payload and back.

import { Decoder } from './decode';
import { Encoder } from './encode';

const encoder = new Encoder();

/** The payload that carries `args`. Throws for what can't be cloned. */
export function encode(args: readonly unknown[]): Uint8Array {
  const { writer } = encoder;
  try {
    encoder.writeArguments(args);
    return writer.bytes.slice(0, writer.length);
  } finally {
    encoder.reset();
  }
}

/** The arguments in a payload. Throws an Error `Malformed message: …` for anything else. */
export function decode(bytes: Uint8Array): unknown[] {
  return new Decoder(bytes, 0).decodeArguments();
}
