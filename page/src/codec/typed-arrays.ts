// SPDX-License-Identifier: MIT
import { PrivateMap } from '../primordials';

export type TypedArrayConstructor = new (buffer: ArrayBuffer, byteOffset?: number, length?: number) => ArrayBufferView;

/** One kind of typed array and its tag in RFC 8746 (the little-endian one). */
export interface TypedArrayKind {
  readonly name: string;
  readonly tag: number;
  readonly bytesPerElement: number;
  /** Missing where the engine is older than the kind. */
  readonly create: TypedArrayConstructor | undefined;
}

const tags: readonly [name: string, tag: number, bytesPerElement: number][] = [
  ['Uint8Array', 64, 1],
  ['Uint8ClampedArray', 68, 1],
  ['Uint16Array', 69, 2],
  ['Uint32Array', 70, 4],
  ['BigUint64Array', 71, 8],
  ['Int8Array', 72, 1],
  ['Int16Array', 77, 2],
  ['Int32Array', 78, 4],
  ['BigInt64Array', 79, 8],
  ['Float16Array', 84, 2],
  ['Float32Array', 85, 4],
  ['Float64Array', 86, 8],
];

export const typedArrayByName = new PrivateMap<string, TypedArrayKind>();
export const typedArrayByTag = new PrivateMap<number, TypedArrayKind>();

for (const [name, tag, bytesPerElement] of tags) {
  const create = (globalThis as Record<string, unknown>)[name] as TypedArrayConstructor | undefined;
  const kind = { name, tag, bytesPerElement, create };
  typedArrayByName.set(name, kind);
  typedArrayByTag.set(tag, kind);
}
