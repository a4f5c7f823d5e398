// SPDX-License-Identifier: MIT

/** A source of numbers that gives the same ones for the same seed (mulberry32). */
export class Random {
  constructor(private state: number) {}

  /** At least 0, below `limit`. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  list<Item>(longest: number, make: () => Item): Item[] {
    return Array.from({ length: this.below(longest + 1) }, make);
  }
}

const views = [
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
] as const;
const errors = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError] as const;

/** Makes values of every kind that travels, some of whose objects occur again. */
export class RandomValue {
  private readonly made: object[] = [];

  constructor(private readonly random: Random) {}

  value(depth = 4): unknown {
    const { random } = this;
    if (this.made.length > 0 && random.below(8) === 0) return random.pick(this.made);
    return depth === 0 || random.below(3) === 0 ? this.primitive() : this.object(depth - 1);
  }

  private primitive(): unknown {
    const { random } = this;
    switch (random.below(7)) {
      case 0:
        return random.pick([undefined, null, true, false]);
      case 1:
        return random.pick([0, -0, NaN, Infinity, -Infinity, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), 5e-324, 0.1, 2 ** 32]);
      case 2:
        return (random.below(2) === 0 ? 1 : -1) * 2 ** random.below(54) + random.below(3) - 1;
      case 3:
        return random.below(1e6) / 1024;
      case 4:
        return (random.below(2) === 0 ? 1n : -1n) * 2n ** BigInt(random.below(300)) + BigInt(random.below(3) - 1);
      default:
        return this.text();
    }
  }

  private text(): string {
    const { random } = this;
    const alphabet = random.pick(['abc xyz', 'aé€😀', 'a\ud800b\udc00', '"\\\u0000\n']);
    return random.list(random.pick([3, 20, 100]), () => alphabet.charAt(random.below(alphabet.length))).join('');
  }

  private object(depth: number): object {
    const { random } = this;
    switch (random.below(10)) {
      case 0:
      case 1:
        return this.array(depth);
      case 2:
      case 3:
        return this.plain(depth);
      case 4:
        return this.map(depth);
      case 5:
        return this.set(depth);
      case 6:
        return this.error(depth);
      case 7:
        return this.keep(this.view());
      case 8:
        return this.keep(
          random.pick([() => new Date(random.below(2 ** 31) * 1000 - 1), () => new Date(NaN), () => /a(b)+/giu])(),
        );
      default:
        return this.keep(Object(random.pick([true, -0, 1.5, 'boxed', 5n])) as object);
    }
  }

  private array(depth: number): unknown[] {
    const array = this.keep<unknown[]>([]);
    const length = this.random.below(6);
    for (let index = 0; index < length; ++index) if (this.random.below(6) > 0) array[index] = this.value(depth);
    array.length = length;
    return array;
  }

  private plain(depth: number): object {
    const object = this.keep({});
    for (const name of this.random.list(5, () =>
      this.random.pick(['a', 'id', '__proto__', 'toString', '7', '', 'é', this.text()]),
    )) {
      Object.defineProperty(object, name, {
        value: this.value(depth),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return object;
  }

  private map(depth: number): object {
    const map = this.keep(new Map<unknown, unknown>());
    for (const key of this.random.list(4, () => this.value(depth))) map.set(key, this.value(depth));
    return map;
  }

  private set(depth: number): object {
    const set = this.keep(new Set<unknown>());
    for (const member of this.random.list(4, () => this.value(depth))) set.add(member);
    return set;
  }

  private error(depth: number): object {
    const error = this.keep(new (this.random.pick(errors))(...this.random.list(1, () => this.text())));
    if (this.random.below(2) === 0) delete error.stack;
    if (this.random.below(2) === 0) error.cause = this.value(depth);
    return error;
  }

  private view(): object {
    const { random } = this;
    const known = this.made.filter((object): object is ArrayBuffer => object instanceof ArrayBuffer);
    if (known.length === 0 || random.below(2) === 0) known.push(this.keep(this.buffer()));
    const buffer = random.pick(known);
    if (random.below(4) === 0) return buffer;
    if (random.below(4) === 0) return new DataView(buffer, random.below(buffer.byteLength + 1));
    const View = random.pick(views);
    const offset = random.below(Math.floor(buffer.byteLength / View.BYTES_PER_ELEMENT) + 1) * View.BYTES_PER_ELEMENT;
    return new View(buffer, offset, Math.floor((buffer.byteLength - offset) / View.BYTES_PER_ELEMENT));
  }

  private buffer(): ArrayBuffer {
    const bytes = Uint8Array.from(this.random.list(40, () => this.random.below(256)));
    return bytes.buffer;
  }

  private keep<Made extends object>(object: Made): Made {
    this.made.push(object);
    return object;
  }
}
