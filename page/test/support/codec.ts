// SPDX-License-Identifier: MIT
import { readFileSync } from 'node:fs';
import { Decoder } from '../../src/codec/decode';
import { Encoder } from '../../src/codec/encode';

/** The payload that holds one value. */
export function encodeValue(value: unknown): Uint8Array {
  const encoder = new Encoder();
  encoder.writeResult(value, 'result');
  return encoder.writer.bytes.slice(0, encoder.writer.length);
}

/** The one value of a payload. */
export function decodeValue(bytes: Uint8Array): unknown {
  return new Decoder(bytes, 0).decodeValue();
}

export const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
export const fromHex = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

interface HostileVector {
  readonly name: string;
  readonly hex: string;
}

interface ValueVector extends HostileVector {
  readonly dump: string;
}

function load<Row>(name: string): Row[] {
  const url = new URL(`../../../protocol/vectors/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Row[];
}

const hasFloat16 = 'Float16Array' in globalThis;

/** Those of values.json that this engine has the types for. */
export const valueVectors = load<ValueVector>('values').filter(
  ({ dump }) => hasFloat16 || !dump.includes('Float16Array'),
);
export const hostileVectors = load<HostileVector>('hostile');
