// SPDX-License-Identifier: MIT
import { byteRange, PrivateMap, PrivateSet } from '../primordials';
import { ByteWriter, headLength } from './byte-writer';
import type { TypedArrayKind } from './typed-arrays';
import { Major, Tag } from './wire-constants';

/** Up to this many objects are found faster by looking at each than by hashing. */
const kFewObjects = 8;

function newFew(): (object | undefined)[] {
  // Not by `fill`, which the page may have patched by now: every message across contextBridge has an encoder of its own.
  return [undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined];
}

/** A list of positions that has grown longer is not kept. */
const kKeptStarts = 16384;

/** A buffer that was written as the content of a typed array's tag, because nothing had referred to it yet. */
interface InlineBuffer {
  readonly kind: TypedArrayKind;
  readonly elements: number;
  readonly end: number;
}

/** A reference whose number is still missing at `position`. */
interface Reference {
  readonly object: object;
  readonly position: number;
}

/** An object that was referred to. */
interface SharedObject {
  readonly object: object;
  readonly start: number;
  readonly inline: InlineBuffer | undefined;
}

/**
 * Remembers which objects a message holds, so that the second occurrence becomes a reference to the first.
 *
 * That an object is shared shows only after its first occurrence is written, without tag 28 and so without a number for
 * it. So references are written without their number, and `finish` copies the message with all that was missing.
 * Getters of the page are read once this way, and a message that shares nothing, nearly every one, pays for nothing but
 * the remembering.
 */
export class SharedObjects {
  private count = 0;
  /** The first objects, in the order in which they begin. */
  private readonly few: (object | undefined)[] = newFew();
  /** All objects in that order, once they are many. */
  private many: PrivateSet<object> | undefined;
  /** Where each begins; longer than `count` where an earlier message had more. */
  private starts: number[] = [];
  private inlineBuffers: PrivateMap<object, InlineBuffer> | undefined;
  private references: Reference[] = [];

  constructor(private readonly writer: ByteWriter) {}

  /**
   * Notes that `object` begins here and returns false; or writes a reference to it, if it was here before, and returns
   * true.
   */
  refer(object: object): boolean {
    if (!this.has(object)) {
      this.add(object);
      return false;
    }
    this.writer.writeHead(Major.tag, Tag.reference);
    this.references[this.references.length] = { object, position: this.writer.length };
    return true;
  }

  has(object: object): boolean {
    if (this.many) return this.many.has(object);
    const { few, count } = this;
    for (let index = 0; index < count; ++index) {
      if (few[index] === object) return true;
    }
    return false;
  }

  /**
   * Notes that the bytes of `buffer`, not yet seen, come next under the tag of the typed array `kind` that covers it.
   */
  addInlineBuffer(buffer: object, kind: TypedArrayKind, elements: number): void {
    this.inlineBuffers ??= new PrivateMap();
    const size = elements * kind.bytesPerElement;
    const end = this.writer.length + headLength(kind.tag) + headLength(size) + size;
    this.inlineBuffers.set(buffer, { kind, elements, end });
    this.add(buffer);
  }

  /** Completes the message: call it once all of it is written. */
  finish(): void {
    if (this.references.length > 0) this.complete();
    this.clear();
  }

  /** Forgets every object. */
  clear(): void {
    const { few, count } = this;
    for (let index = 0; index < count && index < kFewObjects; ++index) few[index] = undefined;
    this.count = 0;
    this.many = undefined;
    if (count > kKeptStarts) this.starts = [];
    this.inlineBuffers = undefined;
    if (this.references.length > 0) this.references = [];
  }

  private add(object: object): void {
    const index = this.count++;
    this.starts[index] = this.writer.length;
    if (index < kFewObjects) this.few[index] = object;
    else (this.many ??= this.firstOfMany()).add(object);
  }

  private firstOfMany(): PrivateSet<object> {
    const set = new PrivateSet<object>();
    for (let index = 0; index < kFewObjects; ++index) set.add(this.few[index]!);
    return set;
  }

  private complete(): void {
    const { writer, references } = this;
    const shared = this.sharedObjects();
    const copy = new Copy(writer);
    const numbers = new PrivateMap<object, number>();
    let next = 0;
    const writeReferencesUpTo = (position: number) => {
      for (; next < references.length && references[next]!.position <= position; ++next) {
        copy.copyUpTo(references[next]!.position);
        copy.writer.writeHead(Major.unsigned, numbers.get(references[next]!.object)!);
      }
    };
    for (let number = 0; number < shared.length; ++number) {
      const { object, start, inline } = shared[number]!;
      writeReferencesUpTo(start);
      numbers.set(object, number);
      copy.copyUpTo(start);
      if (inline) copy.writeSharedInlineBuffer(inline);
      else copy.writer.writeHead(Major.tag, Tag.shared);
    }
    writeReferencesUpTo(writer.length);
    copy.copyUpTo(writer.length);
    writer.replaceBy(copy.writer);
  }

  /** The objects that were referred to, in the order in which they begin. */
  private sharedObjects(): SharedObject[] {
    const targets = new PrivateSet<object>();
    for (let index = 0; index < this.references.length; ++index) targets.add(this.references[index]!.object);
    const shared: SharedObject[] = [];
    let index = 0;
    const consider = (object: object) => {
      const start = this.starts[index++]!;
      if (targets.has(object)) shared[shared.length] = { object, start, inline: this.inlineBuffers?.get(object) };
    };
    if (this.many) this.many.forEach(consider);
    else while (index < this.count) consider(this.few[index]!);
    return shared;
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

  /**
   * Turns the tag of a typed array over a whole buffer into the long form, the only one whose buffer can be referred
   * to.
   */
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
