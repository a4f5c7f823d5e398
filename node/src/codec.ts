// SPDX-License-Identifier: MIT
// Values to the bytes of payloads and back: the codec of the page's runtime.
import { LimitError } from '../../page/src/codec/byte-writer';
import { Decoder } from '../../page/src/codec/decode';
import { Encoder } from '../../page/src/codec/encode';
import type { Lent } from './native';

/** As Limits::maxMessageBytes in C++. */
const kMaxMessageBytes = 256 * 1024 * 1024;

/** What takes the bytes of a message: the first `length` of them, valid during the call. */
type Use<Result> = (bytes: Uint8Array, length: number) => Result;

/** Taken while one is in use: a getter that is read then may send something itself. */
let idle: Encoder | undefined;

function encoding<Result>(write: (encoder: Encoder) => void, use: Use<Result>): Result {
  const encoder = idle ?? new Encoder();
  idle = undefined;
  const { writer } = encoder;
  writer.limit = kMaxMessageBytes + 1024;
  try {
    write(encoder);
    if (writer.length > kMaxMessageBytes) throw tooLarge(`${writer.length}`);
    return use(writer.bytes, writer.length);
  } catch (error) {
    throw error instanceof LimitError ? tooLarge(`at least ${error.needed}`) : error;
  } finally {
    encoder.reset();
    idle = encoder;
  }
}

function tooLarge(size: string): RangeError {
  return new RangeError(`A message of ${size} bytes is over the limit of ${kMaxMessageBytes} bytes.`);
}

/** Hands on the arguments of a message. Throws for what can't be cloned or is too large, before it hands on anything. */
export function withArguments<Result>(args: readonly unknown[], use: Use<Result>): Result {
  return encoding((encoder) => encoder.writeArguments(args), use);
}

/** The same for a single value; `subject` names it in errors. */
export function withValue<Result>(value: unknown, subject: string, use: Use<Result>): Result {
  return encoding((encoder) => encoder.writeResult(value, subject), use);
}

/** Small payloads are lent in here. */
let common: Uint8Array = new Uint8Array();

export function setCommonMemory(memory: Uint8Array): void {
  common = memory;
}

/** Valid as long as what is lent. */
export function bytesOf(payload: Lent): Uint8Array {
  return typeof payload === 'number' ? common.subarray(0, payload) : payload;
}

function decoderOf(payload: Lent): Decoder {
  return new Decoder(bytesOf(payload), 0);
}

/** Throws an Error `Malformed message: …`. */
export function decodeArguments(payload: Lent): unknown[] {
  return decoderOf(payload).decodeArguments();
}

/** The same for a single value. */
export function decodeValue(payload: Lent): unknown {
  return decoderOf(payload).decodeValue();
}
