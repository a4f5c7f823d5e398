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
} as const;

/** Of a `reply`: the value is the error. */
export const kFlagFailed = 0x01;

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

function writeUint32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
}

function readUint32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
