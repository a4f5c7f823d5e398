// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeValue, encodeValue, toHex } from './support/codec';
import { dump } from './support/dump';
import { Random, RandomValue } from './support/random-value';

const seed = Number(process.env.TRANSOM_TEST_SEED ?? Date.now() % 1e9);
const rounds = 5000;

test(`any value arrives as it was sent (TRANSOM_TEST_SEED=${seed})`, () => {
  for (let round = 0; round < rounds; ++round) {
    const value = new RandomValue(new Random(seed + round)).value();
    const bytes = encodeValue(value);
    const received = decodeValue(bytes);
    assert.equal(dump(received), dump(value), `seed ${seed + round}`);
    assert.equal(toHex(encodeValue(received)), toHex(bytes), `seed ${seed + round}`);
  }
});

test(`random bytes are refused or decode to a value that can be sent (TRANSOM_TEST_SEED=${seed})`, () => {
  const random = new Random(seed);
  for (let round = 0; round < 20_000; ++round) {
    const bytes = Uint8Array.from(
      random.list(60, () => random.pick([random.below(256), 0x81, 0xa1, 0xd8, 0x1c, 0x1d])),
    );
    let value: unknown;
    try {
      value = decodeValue(bytes);
    } catch (error) {
      assert.match(String(error), /^Error: Malformed message/, toHex(bytes));
      continue;
    }
    encodeValue(value);
  }
});
