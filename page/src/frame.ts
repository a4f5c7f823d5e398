// SPDX-License-Identifier: MIT
// The header of frames: protocol/PROTOCOL.md, sections 2 and 3.

import { byteRange, decodeText } from './primordials';

export const kHeaderBytes = 20;

export const Kind = {
  message: 5,
  syncCall: 6,
  reply: 7,
  evaluate: 8,
  invoke: 12,
  cancel: 13,
  portMessage: 14,
  portClose: 15,
  postMessage: 16,
  chunk: 17,
  credit: 18,
  documentUnloading: 19,
} as const;

/** Of a `reply`: the value is the error. */
export const kFlagFailed = 0x01;
/** Of an `invoke`: it is answered with a stream. */
export const kFlagStream = 0x01;
/** Of a `postMessage` or `portMessage`: it carries ports. */
export const kFlagPorts = 0x01;

/** Of a number in a payload. */
export const kNumberBytes = 4;

export interface FrameHeader {
  readonly kind: number;
  readonly flags: number;
  readonly document: number;
  readonly call: number;
  readonly channelLength: number;
}

/** Writes the header over the first bytes of a frame of `length` bytes. */
export function writeHeader(frame: Uint8Array, length: number, header: FrameHeader): void {
  writeUint32(frame, 0, length - kHeaderBytes);
  frame[4] = header.kind;
  frame[5] = header.flags;
  frame[6] = 0;
  frame[7] = 0;
  writeUint32(frame, 8, header.document);
  writeUint32(frame, 12, header.call);
  writeUint32(frame, 16, header.channelLength);
}

/** The header of a frame that native has checked. */
export function readHeader(frame: Uint8Array): FrameHeader {
  return {
    kind: frame[4]!,
    flags: frame[5]!,
    document: readUint32(frame, 8),
    call: readUint32(frame, 12),
    channelLength: readUint32(frame, 16),
  };
}

/** Where the payload of a frame begins. */
export function payloadStart(header: FrameHeader): number {
  return kHeaderBytes + header.channelLength;
}

export function readChannel(frame: Uint8Array, header: FrameHeader): string {
  return decodeText(byteRange(frame, kHeaderBytes, payloadStart(header)));
}

/** How many bytes the list of ports takes that comes before the value. */
export function portListBytes(count: number): number {
  return count === 0 ? 0 : kNumberBytes * (1 + count);
}

/** Writes the list of ports, if there are any. */
export function writePortList(frame: Uint8Array, at: number, numbers: readonly number[]): void {
  if (numbers.length === 0) return;
  writeUint32(frame, at, numbers.length);
  for (let index = 0; index < numbers.length; ++index) {
    writeUint32(frame, at + kNumberBytes * (1 + index), numbers[index]!);
  }
}

/** The numbers of the ports that a frame of main carries. */
export function readPortList(frame: Uint8Array, header: FrameHeader): number[] {
  const numbers: number[] = [];
  if ((header.flags & kFlagPorts) === 0) return numbers;
  const start = payloadStart(header);
  const count = readUint32(frame, start);
  for (let index = 0; index < count; ++index) {
    numbers[index] = readUint32(frame, start + kNumberBytes * (1 + index));
  }
  return numbers;
}

export function writeUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}

function readUint32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
