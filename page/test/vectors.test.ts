// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeValue, encodeValue, fromHex, hostileVectors, toHex, valueVectors } from './support/codec';
import { dump } from './support/dump';

test('every value vector decodes to what it says', () => {
  for (const { name, hex, dump: expected } of valueVectors) {
    assert.equal(dump(decodeValue(fromHex(hex))), expected, name);
  }
});

test('every value vector is encoded to the same bytes again', () => {
  for (const { name, hex } of valueVectors) assert.equal(toHex(encodeValue(decodeValue(fromHex(hex)))), hex, name);
});

test('every hostile vector is refused with a reason and a position', () => {
  for (const { name, hex } of hostileVectors) {
    assert.throws(() => decodeValue(fromHex(hex)), /^Error: Malformed message: .+ at byte \d+$/, name);
  }
});

test('every value vector cut short is refused', () => {
  for (const { name, hex } of valueVectors) {
    const bytes = fromHex(hex);
    for (let length = 0; length < Math.min(bytes.length, 400); ++length) {
      assert.throws(() => decodeValue(bytes.slice(0, length)), /Malformed message/, `${name}, ${length} bytes`);
    }
  }
});

test('a value vector with any bit flipped is refused or decodes to a value that can be sent again', () => {
  for (const { name, hex } of valueVectors) {
    const bytes = fromHex(hex);
    for (let bit = 0; bit < Math.min(bytes.length, 300) * 8; ++bit) {
      const flipped = bytes.slice();
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      let value: unknown;
      try {
        value = decodeValue(flipped);
      } catch (error) {
        assert.match(String(error), /^Error: Malformed message/, `${name}, bit ${bit}`);
        continue;
      }
      encodeValue(value);
    }
  }
});
