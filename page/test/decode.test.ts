// SPDX-License-Identifier: MIT
// What hostile bytes must not do to the decoder, where a vector would be too long to write down.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeValue, fromHex } from './support/codec';

const malformed = /^Error: Malformed message: .+ at byte \d+$/;

test('no nesting exhausts the stack', () => {
  const prefixes = [
    ['arrays', '81'],
    ['objects', 'a160'],
    ['Maps', 'd90103a1'],
    ['Sets', 'd9010281'],
    ['causes', 'd81b82654572726f72a1656361757365'],
    ['shared arrays', 'd81c81'],
    ['shared tags', 'd81c'],
    ['typed array tags', 'd840'],
    ['boxes', 'd81b82664e756d626572'],
    ['shared boxes', 'd81cd81b82664e756d626572'],
    ['views', 'd81b846a55696e74384172726179'],
    ['shared views', 'd81cd81b84684461746156696577'],
  ] as const;
  for (const [name, prefix] of prefixes) {
    assert.throws(() => decodeValue(fromHex(prefix.repeat(100_000))), malformed, name);
  }
});

test('claims of nested arrays set no memory aside', () => {
  const before = process.memoryUsage().rss;
  for (const head of ['9a00ffffff', 'ba007fffff', 'd901029a00ffffff']) {
    const bytes = new Uint8Array(17 << 20);
    bytes.set(fromHex(head.repeat(900)));
    assert.throws(() => decodeValue(bytes), malformed);
  }
  assert.ok(process.memoryUsage().rss - before < 200 << 20);
});

test('a message of many claims is refused at once', () => {
  assert.throws(() => decodeValue(fromHex('99ffff'.repeat(100_000))), /more items than bytes at byte/);
});

test('positions in errors count from the start of the payload', () => {
  assert.throws(() => decodeValue(fromHex('820018')), /^Error: Malformed message: unexpected end at byte 3$/);
});
