// SPDX-License-Identifier: MIT
import { byteRange, PrivateMap, PrivateSet } from '../primordials';
import { ByteWriter, headLength } from './byte-writer';
import type { TypedArrayKind } from './typed-arrays';
import { Major, Tag } from './wire-constants';

/** Up to this many objects are found faster by looking at each than by hashing. */
const kFewObjects = 8;

/** A buffer that was written as the content of a typed array's tag, because nothing had referred to it yet. */
interface InlineBuffer {
  readonly kind: TypedArrayKind;
  readonly elements: number;
  readonly end: number;
}

/**
 * Remembers which objects a message holds, so that the second occurrence becomes a reference to the first.
 *
 * That an object is shared shows only after its first occurrence is written, without tag 28 and so without a number for it.
 * So references are written without their number, and `finish` copies the message with all that was missing. Getters of the
 * page are read once this way, and a message that shares nothing, nearly every one, pays for nothing but the remembering.
 */
export class SharedObjects {
  /** In the order in which they begin, with the position of each. */
  private objects: object[] = [];
  private starts: number[] = [];
  /** Holds `objects` once they are many. */
  private seen: PrivateSet<object> | undefined;
  /** Indices into `objects`, complete up to `indices.size`; only once one of many is repeated. */
  private indices: PrivateMap<object, number> | undefined;
  private inlineBuffers: PrivateMap<number, InlineBuffer> | undefined;
  /** For every reference, the index of the object and the position where the number is missing. */
  private targets: number[] = [];
  private positions: number[] = [];

  constructor(private readonly writer: ByteWriter) {}

  /** Notes that `object` begins here and returns false; or writes a reference to it, if it was here before, and returns true. */
  refer(object: object): boolean {
    if (!this.has(object)) {
      this.add(object);
      return false;
    }
    this.writer.writeHead(Major.tag, Tag.reference);
    this.targets[this.targets.length] = this.indexOf(object);
    this.positions[this.positions.length] = this.writer.length;
    return true;
  }

  has(object: object): boolean {
    if (this.seen) return this.seen.has(object);
    const { objects } = this;
    for (let index = 0; index < objects.length; ++index) {
      if (objects[index] === object) return true;
    }
    return false;
  }

  /** Notes that the bytes of `buffer`, not yet seen, come next under the tag of the typed array `kind` that covers it. */
  addInlineBuffer(buffer: object, kind: TypedArrayKind, elements: number): void {
    this.inlineBuffers ??= new PrivateMap();
    const size = elements * kind.bytesPerElement;
    const end = this.writer.length + headLength(kind.tag) + headLength(size) + size;
    this.inlineBuffers.set(this.objects.length, { kind, elements, end });
    this.add(buffer);
  }

  /** Completes the message: call it once all of it is written. */
  finish(): void {
    if (this.targets.length > 0) this.complete();
    this.clear();
  }

  /** Forgets every object. */
  clear(): void {
    if (this.objects.length === 0) return;
    this.objects = [];
    this.starts = [];
    this.seen = undefined;
    this.indices = undefined;
    this.inlineBuffers = undefined;
    this.targets = [];
    this.positions = [];
  }

  private add(object: object): void {
    const { objects } = this;
    this.starts[objects.length] = this.writer.length;
    objects[objects.length] = object;
    if (this.seen) this.seen.add(object);
    else if (objects.length > kFewObjects) this.seen = setOf(objects);
  }

  private indexOf(object: object): number {
    this.indices ??= new PrivateMap();
    for (let index = this.indices.size; index < this.objects.length; ++index) this.indices.set(this.objects[index]!, index);
    return this.indices.get(object)!;
  }

  private complete(): void {
    const { writer, objects, starts, targets, positions } = this;
    const isShared: boolean[] = [];
    for (let index = 0; index < targets.length; ++index) isShared[targets[index]!] = true;

    const copy = new Copy(writer);
    const numbers: number[] = [];
    let nextReference = 0;
    let nextNumber = 0;
    const writeReferencesUpTo = (position: number) => {
      for (; nextReference < targets.length && positions[nextReference]! <= position; ++nextReference) {
        copy.copyUpTo(positions[nextReference]!);
        copy.writer.writeHead(Major.unsigned, numbers[targets[nextReference]!]!);
      }
    };
    for (let index = 0; index < objects.length; ++index) {
      if (!isShared[index]) continue;
      writeReferencesUpTo(starts[index]!);
      numbers[index] = nextNumber++;
      copy.copyUpTo(starts[index]!);
      const inline = this.inlineBuffers?.get(index);
      if (inline) copy.writeSharedInlineBuffer(inline);
      else copy.writer.writeHead(Major.tag, Tag.shared);
    }
    writeReferencesUpTo(writer.length);
    copy.copyUpTo(writer.length);
    writer.replaceBy(copy.writer);
  }
}

/** A message being copied, with insertions. */
class Copy {
  readonly writer = new ByteWriter();
  private copied = 0;

  constructor(private readonly source: ByteWriter) {
    this.writer.limit = source.limit;
    this.writer.reserve(source.length);
  }

  copyUpTo(position: number): void {
    if (position > this.copied) this.writer.writeBytes(byteRange(this.source.bytes, this.copied, position));
    this.copied = position;
  }

  /** Turns the tag of a typed array over a whole buffer into the long form, the only one whose buffer can be referred to. */
  writeSharedInlineBuffer({ kind, elements, end }: InlineBuffer): void {
    this.writer.writeHead(Major.tag, Tag.object);
    this.writer.writeHead(Major.array, 4);
    this.writer.writeString(kind.name);
    this.writer.writeHead(Major.tag, Tag.shared);
    this.copied += headLength(kind.tag);
    this.copyUpTo(end);
    this.writer.writeHead(Major.unsigned, 0);
    this.writer.writeHead(Major.unsigned, elements);
  }
}

function setOf(objects: readonly object[]): PrivateSet<object> {
  const set = new PrivateSet<object>();
  for (let index = 0; index < objects.length; ++index) set.add(objects[index]!);
  return set;
}
