// SPDX-License-Identifier: MIT
// What a value becomes on the other side, where that is more than its vector says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { decodeValue, encodeValue, toHex } from './support/codec';
import { dump } from './support/dump';

const copy = (value: unknown) => decodeValue(encodeValue(value));
const dumpOfCopy = (value: unknown) => dump(copy(value));

test('an instance of a class arrives as a plain object of its own properties', () => {
  class Point {
    x = 1;
    #hidden = 2;
    get sum() {
      return this.x + this.#hidden;
    }
  }
  assert.equal(dumpOfCopy(new Point()), '{"x": 1}');
});

test('getters are read once, in order, and symbols and properties that are not enumerable stay behind', () => {
  const reads: string[] = [];
  const object = {
    get first() {
      reads.push('first');
      return { shared: true };
    },
    get second() {
      reads.push('second');
      return 2;
    },
    [Symbol('left')]: 1,
  };
  Object.defineProperty(object, 'hidden', { value: 1, enumerable: false });
  assert.equal(dumpOfCopy([object, object]), '[#0={"first": {"shared": true}, "second": 2}, #0#]');
  assert.deepEqual(reads, ['first', 'second']);
});

test('objects of another realm are what they are there', () => {
  const value: unknown = runInNewContext(`
    class Special extends Map {}
    [
      { a: 1 }, [2], new Map([['k', new Set([3])]]), new Special(), new Date(4), /x/g, new TypeError('m'),
      new Uint8Array([5]), Object('s'),
    ].map((value) => (value instanceof Error && delete value.stack, value))`);
  assert.equal(
    dumpOfCopy(value),
    '[{"a": 1}, [2], Map{"k" => Set{3}}, Map{}, Date(4), RegExp("x","g"), TypeError{"message": "m"}, ' +
      'Uint8Array(ArrayBuffer(05), 0, 1), String("s")]',
  );
});

test('a tag of its own hides nothing of what an object is', () => {
  class NamedMap extends Map<string, number> {
    override get [Symbol.toStringTag]() {
      return 'Named';
    }
  }
  class Tagged {
    a = 1;
    readonly [Symbol.toStringTag] = 'Date';
  }
  assert.equal(dumpOfCopy(new NamedMap([['k', 1]])), 'Map{"k" => 1}');
  assert.equal(dumpOfCopy(new Tagged()), '{"a": 1}');
  assert.equal(dumpOfCopy(Object.assign(Object.create(null) as object, { b: 2 })), '{"b": 2}');
});

test('a subclass of an error arrives as its standard class, with all that was its own', () => {
  class Custom extends RangeError {
    code = 7;
    override cause = 'c';
  }
  const received = copy(new Custom('m')) as Error & { code?: number };
  assert.equal(Object.getPrototypeOf(received), RangeError.prototype);
  assert.equal(received.message, 'm');
  assert.equal(received.cause, 'c');
  assert.match(received.stack!, /encode\.test/);
  assert.deepEqual(Object.keys(received), []);
  const aborted = copy(new DOMException('gone', 'AbortError')) as Error;
  assert.equal(`${aborted.name}: ${aborted.message}`, 'Error: gone');
  assert.equal(copy(new DOMException('bad selector', 'SyntaxError')) instanceof SyntaxError, true);
});

test('a Proxy travels as what it shows', () => {
  assert.equal(dumpOfCopy(new Proxy({ a: 1 }, {})), '{"a": 1}');
  assert.equal(dumpOfCopy(new Proxy([1, 2], {})), '[1, 2]');
  for (const length of [-1, '2', 1.5, undefined]) {
    const liar = new Proxy([1, 2], { get: (target, key) => (key === 'length' ? length : (Reflect.get(target, key) as unknown)) });
    assert.throws(() => dumpOfCopy(liar), /could not be cloned.*array without a length/);
  }
});

test('elements and length of an array travel, its other properties do not', () => {
  assert.equal(dumpOfCopy(Object.assign([1], { extra: 2 })), '[1]');
  assert.equal(dumpOfCopy(new Array(3)), '[<hole>, <hole>, <hole>]');
});

test('a Map or Set that a getter changes meanwhile travels as it was', () => {
  const map = new Map<string, unknown>();
  const set = new Set<unknown>();
  map.set('a', {
    get grow() {
      return map.set('b', 1).size;
    },
  });
  set
    .add({
      get shrink() {
        return set.delete('x');
      },
    })
    .add('x');
  assert.equal(dumpOfCopy(map), 'Map{"a" => {"grow": 2}}');
  assert.equal(dumpOfCopy(set), 'Set{{"shrink": true}, "x"}');
});

test('strings of every length arrive, in every width of letter', () => {
  for (const letter of ['a', 'é', '€', '😀', '\ud800']) {
    for (const length of [0, 1, 2, 8, 11, 12, 23, 24, 47, 48, 49, 85, 86, 255, 256, 5000, 21845, 21846, 65535, 65536]) {
      const text = letter.repeat(length);
      assert.ok(copy(text) === text, `${length} times ${letter}`);
      assert.ok(copy(`a${text}`) === `a${text}`, `a and ${length} times ${letter}`);
    }
  }
});

test('a string may end anywhere before and after the place where the buffer has to grow', () => {
  for (let before = 4060; before < 4100; ++before) {
    const value = ['x'.repeat(before), 'é\u2028"', '\ud800', 'x'.repeat(before), '😀'];
    assert.equal(dumpOfCopy(value), dump(value), `after ${before} bytes`);
  }
});

test('counts and sizes are written in the shortest form on both sides of every step', () => {
  for (const [length, head] of [
    [23, '97'],
    [24, '9818'],
    [255, '98ff'],
    [256, '990100'],
    [65535, '99ffff'],
    [65536, '9a00010000'],
  ] as const) {
    const bytes = encodeValue(new Array<number>(length).fill(0));
    assert.equal(toHex(bytes.slice(0, head.length / 2)), head);
    assert.equal((decodeValue(bytes) as unknown[]).length, length);
    assert.equal((copy(new ArrayBuffer(length)) as ArrayBuffer).byteLength, length);
  }
});

test('thousands of shared objects keep their identity', () => {
  const objects = Array.from({ length: 3000 }, (_, index) => ({ index }));
  const received = copy([objects, [...objects].reverse(), new Map(objects.map((object) => [object, object]))]) as [
    object[],
    object[],
    Map<object, object>,
  ];
  received[0].forEach((object, index) => {
    assert.ok(object === received[1][2999 - index] && received[2].get(object) === object);
  });
});

const notCloneable: readonly [value: unknown, message: string][] = [
  [() => 1, '(result: function)'],
  [Symbol('s'), '(result: symbol)'],
  [
    {
      user: {
        onClick() {
          return 1;
        },
      },
    },
    '(result, at .user.onClick: function)',
  ],
  [{ list: [0, 1, 2, Symbol('s')] }, '(result, at .list[3]: symbol)'],
  [{ map: new Map([['k', () => 1]]) }, '(result, at .map.get("k"): function)'],
  [new Map([[{}, () => 1]]), '(result, at .get(Object): function)'],
  [new Map([[1, 1], [() => 1, 1] as never]), '(result, at .keys()[1]: function)'],
  [new Set([1, Symbol('s')]), '(result, at .values()[1]: symbol)'],
  [{ 'not a name': () => 1 }, '(result, at ["not a name"]: function)'],
  [new Error('m', { cause: () => 1 }), '(result, at .cause: function)'],
  [Promise.resolve(), '(result: Promise)'],
  [[new WeakMap()], '(result, at [0]: WeakMap)'],
  [new WeakSet(), '(result: WeakSet)'],
  [new WeakRef({}), '(result: WeakRef)'],
  [new SharedArrayBuffer(1), '(result: SharedArrayBuffer)'],
  [new Uint8Array(new SharedArrayBuffer(1)), '(result: SharedArrayBuffer)'],
  [Object(Symbol('s')), '(result: Symbol)'],
  [new Intl.NumberFormat(), '(result: Intl.NumberFormat)'],
  [new (class Own extends Intl.NumberFormat {})(), '(result: Intl.NumberFormat)'],
];

test('what cannot be cloned is refused with its place and kind', () => {
  for (const [value, place] of notCloneable) {
    assert.throws(() => encodeValue(value), new Error(`An object could not be cloned. ${place}`));
  }
});

test('a buffer that was transferred away is refused, and so are its views', () => {
  const buffer = new ArrayBuffer(8);
  const views = [new Uint8Array(buffer), new Float64Array(buffer, 0, 0), new DataView(buffer, 1)];
  structuredClone(buffer, { transfer: [buffer] });
  const expected = new Error('An object could not be cloned. (result: detached ArrayBuffer)');
  for (const value of [buffer, ...views]) assert.throws(() => encodeValue(value), expected);
});

test('what a getter throws reaches the caller as it is', () => {
  const thrown = { reason: 'getter' };
  const object = {
    nested: {
      get bad() {
        throw thrown;
      },
    },
  };
  assert.throws(
    () => encodeValue([object]),
    (error) => error === thrown,
  );
});

function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; ++level) value = wrap(value);
  return value;
}

const containers: readonly [name: string, wrap: (inner: unknown) => unknown][] = [
  ['arrays', (inner) => [inner]],
  ['objects', (inner) => ({ inner })],
  ['Map values', (inner) => new Map([['inner', inner]])],
  ['Map keys', (inner) => new Map([[inner, 1]])],
  ['Sets', (inner) => new Set([inner])],
  ['causes', (inner) => new Error('m', { cause: inner })],
];

test('1000 levels of any container travel and 1001 are a RangeError', () => {
  for (const [name, wrap] of containers) {
    assert.doesNotThrow(() => copy(nested(1000, wrap)), name);
    assert.throws(() => encodeValue(nested(1001, wrap)), RangeError, name);
  }
});

test('a list of leaves may stand at the last level', () => {
  assert.doesNotThrow(() =>
    copy(nested(999, (inner): unknown => [inner, new Date(), /x/, new Uint8Array(1), Object(1)])),
  );
});

test('a message after one that failed carries nothing of it', () => {
  const shared = {};
  assert.throws(() => encodeValue([shared, () => 1]));
  assert.equal(toHex(encodeValue([shared])), '81a0');
});
