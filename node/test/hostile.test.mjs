// SPDX-License-Identifier: MIT
// The bytes of a page are an attacker's: what reads them in JavaScript gives a value or an Error that says so, and in time.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const sources = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src');

/** The package's own codec and reader of frames, which it does not export. */
async function bundled(entry) {
  const { outputFiles } = await build({
    entryPoints: [join(sources, entry)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node18',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** Numbers that look like chance, the same in each run. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const sparse = new Array(3);
sparse[1] = 'a hole on both sides';
const value = [
  sparse,
  { text: 'words', list: [1, -0, 2 ** 40, NaN, null], nested: new Map([[new Set([1n]), new Date(1)]]) },
  new Uint8Array(40),
  new Float64Array(3),
  /x/gi,
  new TypeError('why', { cause: 'this' }),
];

function copyOf(codec) {
  return codec.withArguments(value, (bytes, length) => bytes.slice(0, length));
}

function tryAll(codec, bytes) {
  for (const decode of [codec.decodeArguments, codec.decodeValue]) {
    try {
      decode(bytes);
    } catch (error) {
      assert.match(`${error}`, /^Error: Malformed message: /);
    }
  }
}

test('no bytes of a message make the decoder do anything but give a value, or say that they are malformed', async () => {
  const codec = await bundled('codec.ts');
  const whole = copyOf(codec);
  assert.equal(codec.decodeArguments(whole).length, value.length);
  for (let length = 0; length < whole.length; ++length) tryAll(codec, whole.slice(0, length));
  const next = numbers(7);
  for (let round = 0; round < 20_000; ++round) {
    const bytes = whole.slice();
    for (let change = next(4); change >= 0; --change) bytes[next(bytes.length)] = next(256);
    tryAll(codec, bytes);
  }
  for (let round = 0; round < 5_000; ++round) tryAll(codec, Uint8Array.from({ length: next(64) }, () => next(256)));
});

test('a length that lies takes no memory', async () => {
  const codec = await bundled('codec.ts');
  const whole = copyOf(codec);
  const before = process.memoryUsage().arrayBuffers;
  for (let at = 0; at + 4 <= whole.length; ++at) {
    const bytes = whole.slice();
    bytes.fill(0x7f, at, at + 4);
    tryAll(codec, bytes);
  }
  assert.ok(process.memoryUsage().arrayBuffers - before < 64 * 1024 * 1024);
});

test('frames of a utility process are put together however they come, and what is none is refused', async () => {
  const { frameOf, FrameReader } = await bundled('utility/frames.ts');
  const sent = [frameOf(0, 0, new Uint8Array([1, 2, 3]), [4, 5]), frameOf(1, 9), frameOf(2, 7), frameOf(0, 3, new Uint8Array(5000))];
  const stream = Buffer.concat(sent);
  const read = (sizes) => {
    const reader = new FrameReader();
    const frames = [];
    for (let at = 0, turn = 0; at < stream.length; ++turn) {
      const end = at + sizes[turn % sizes.length];
      reader.push(stream.subarray(at, end), (frame) => frames.push({ ...frame, payload: [...frame.payload] }));
      at = end;
    }
    return frames;
  };
  const whole = read([stream.length]);
  assert.deepEqual(whole.map(({ kind, port, ports }) => [kind, port, ports.length]), [[0, 0, 2], [1, 9, 0], [2, 7, 0], [0, 3, 0]]);
  assert.deepEqual(whole[0].payload, [1, 2, 3]);
  for (const sizes of [[1], [3, 1], [7, 11], [4096]]) assert.deepEqual(read(sizes), whole);
  const refused = (bytes) => new FrameReader().push(Buffer.from(bytes), () => undefined);
  assert.throws(() => refused([0xff, 0xff, 0xff, 0xff]), RangeError);
  assert.throws(() => refused([0, 0, 0, 0]), RangeError);
  assert.throws(() => refused([9, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]), RangeError);
});
