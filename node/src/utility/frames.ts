// SPDX-License-Identifier: MIT
// What crosses the socket between main and a utility process: frames of
//   u32 length of the rest, u8 kind, u32 port, u32 count, count numbers of ports that come along, the bytes of a value
// in the byte order of the machine, both of whose ends are on it. Port 0 is `process.parentPort`; main numbers the others.
import { endianness } from 'node:os';

export const FrameKind = { message: 0, start: 1, close: 2 } as const;

export interface Frame {
  readonly kind: number;
  readonly port: number;
  /** Those that come along with a message. */
  readonly ports: readonly number[];
  readonly payload: Uint8Array;
}

const kLengthBytes = 4;
const kHeaderBytes = 9;
const kPortBytes = 4;
/** As the limit of a message, and room for its ports. */
const kMaxFrameBytes = 256 * 1024 * 1024 + 64 * 1024;
const isLittle = endianness() === 'LE';
const nothing = new Uint8Array();

/** The bytes of a frame; `payload` is copied. */
export function frameOf(kind: number, port: number, payload: Uint8Array = nothing, ports: readonly number[] = []): Uint8Array {
  const rest = kHeaderBytes + kPortBytes * ports.length;
  const bytes = new Uint8Array(kLengthBytes + rest + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, rest + payload.length, isLittle);
  view.setUint8(kLengthBytes, kind);
  view.setUint32(kLengthBytes + 1, port, isLittle);
  view.setUint32(kLengthBytes + 5, ports.length, isLittle);
  ports.forEach((each, index) => view.setUint32(kLengthBytes + kHeaderBytes + kPortBytes * index, each, isLittle));
  bytes.set(payload, kLengthBytes + rest);
  return bytes;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** `bytes`: without the length. */
function frameIn(bytes: Uint8Array): Frame {
  const view = viewOf(bytes);
  const count = view.getUint32(5, isLittle);
  const payloadAt = kHeaderBytes + kPortBytes * count;
  if (payloadAt > bytes.length) throw new RangeError('Malformed frame: more ports than bytes');
  const ports = Array.from({ length: count }, (_, index) => view.getUint32(kHeaderBytes + kPortBytes * index, isLittle));
  return { kind: view.getUint8(0), port: view.getUint32(1, isLittle), ports, payload: bytes.subarray(payloadAt) };
}

/** Puts together what comes in pieces. */
export class FrameReader {
  private pieces: Uint8Array[] = [];
  private have = 0;
  private needed = kLengthBytes;

  /** Calls `use` for every frame that is complete. Throws RangeError for what is none: nothing after it can be read. */
  push(piece: Uint8Array, use: (frame: Frame) => void): void {
    this.pieces.push(piece);
    this.have += piece.length;
    while (this.have >= this.needed) {
      const bytes = this.pieces.length === 1 ? this.pieces[0]! : Buffer.concat(this.pieces, this.have);
      this.pieces = [bytes];
      const length = viewOf(bytes).getUint32(0, isLittle);
      if (length < kHeaderBytes || length > kMaxFrameBytes) throw new RangeError(`Malformed frame of ${length} bytes`);
      const end = kLengthBytes + length;
      if (this.have < end) {
        this.needed = end;
        return;
      }
      this.pieces = [bytes.subarray(end)];
      this.have -= end;
      this.needed = kLengthBytes;
      use(frameIn(bytes.subarray(kLengthBytes, end)));
    }
  }
}
