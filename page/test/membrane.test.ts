// SPDX-License-Identifier: MIT
// What one script world may say to another: anything, once its scripts have taken the runtime there over.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Form, Message } from '../src/bridge/forms';
import { Membrane } from '../src/bridge/membrane';
import { Decoder } from '../src/codec/decode';
import { Encoder } from '../src/codec/encode';
import { Random, RandomValue } from './support/random-value';

const seed = Number(process.env.TRANSOM_TEST_SEED ?? Date.now() % 1e9);
const rounds = 10_000;

type AnyFunction = (...args: unknown[]) => unknown;

function refuse(): never {
  throw new Error('no port is handed over here');
}

function bytesOf(message: readonly unknown[]): Uint8Array {
  const encoder = new Encoder();
  encoder.writeArguments(message);
  return encoder.writer.bytes.slice(0, encoder.writer.length);
}

function read(bytes: Uint8Array): unknown[] {
  return new Decoder(bytes, 0).decodeArguments();
}

/** What a hostile world may say: well-formed messages with whatever in them, and their bytes in disorder. */
class Hostile {
  constructor(private readonly random: Random) {}

  bytes(): Uint8Array {
    const { random } = this;
    const whole = bytesOf(this.message());
    switch (random.below(4)) {
      case 0:
        return whole.slice(0, random.below(whole.length + 1));
      case 1:
        for (let flips = random.below(4); flips >= 0; --flips) whole[random.below(whole.length)] = random.below(256);
        return whole;
      default:
        return whole;
    }
  }

  private message(): unknown[] {
    const kind = this.random.below(9);
    return [kind, this.random.below(3) === 0 ? this.anything() : this.random.below(12), ...this.list(4)];
  }

  private list(longest: number): unknown[] {
    return this.random.list(longest, () => this.anything());
  }

  private anything(): unknown {
    const { random } = this;
    switch (random.below(4)) {
      case 0:
        return new RandomValue(random).value();
      case 1:
        return random.pick([true, false, '__proto__', 'constructor', 'then', 'key', -1, 0.5, undefined]);
      default:
        return this.form(3);
    }
  }

  private form(depth: number): unknown {
    const { random } = this;
    if (depth === 0) return random.below(12);
    const items = random.list(4, () => this.form(depth - 1));
    const kind = random.below(13);
    if (kind === Form.error) return [kind, random.pick([true, false]), random.pick(['TypeError', '__proto__', 'x']), 'message', random.pick(['cause', 'message', '__proto__', 5]), ...items];
    if (kind === Form.object) return [kind, ...items.flatMap((item) => [random.pick(['a', '__proto__', 'then', 'toString']), item])];
    return [kind, random.below(3) === 0 ? random.below(12) : items, ...items];
  }
}

/** This world, and what it has told the other one of. */
class World {
  /** What must never leave it. */
  readonly secret: AnyFunction = () => 'secret';
  readonly hidden = { secret: this.secret };
  /** What exposed functions were given. */
  given: unknown[] = [];
  /** The numbers of functions that the other world was told. */
  readonly told = new Set<unknown>();
  readonly membrane = new Membrane({
    cross: (bytes, length) => this.otherHears(bytes.subarray(0, length)),
    maxBytes: 1 << 20,
    hidden: this.hidden,
    onExpose: () => {
      throw new Error('nothing is exposed here');
    },
    handed: { ports: refuse, ended: refuse },
  });

  constructor(private readonly otherAnswers: () => Uint8Array) {}

  /** The other world gets a function: it returns its first argument, and of more than one tells what is hidden, too. */
  expose(): void {
    this.membrane.expose('f', (...args: unknown[]) => {
      this.given.push(...args);
      return args.length > 1 ? [args[0], this.hidden, { hidden: this.hidden }] : args[0];
    });
  }

  /** The other world says `bytes`; returns `[whether it went well, the description of a result or an error]`. */
  hear(bytes: Uint8Array): unknown[] {
    const answer = read(this.membrane.receive(bytes));
    assert.equal(answer.length, 2);
    assert.equal(typeof answer[0], 'boolean');
    return answer;
  }

  private otherHears(bytes: Uint8Array): Uint8Array {
    const message = read(bytes);
    for (const id of named(message[2])) this.told.add(id);
    return message[0] === Message.expose ? bytesOf([true, undefined]) : this.otherAnswers();
  }
}

/** The numbers of the sender's functions that a description names. */
function named(packed: unknown, found: unknown[] = []): unknown[] {
  if (!Array.isArray(packed) || packed[0] === Form.clone) return found;
  if (packed[0] === Form.own) found.push(packed[1]);
  else for (const item of packed) named(item, found);
  return found;
}

/** Whether `wanted` is anywhere in `value`. */
function holds(value: unknown, wanted: ReadonlySet<unknown>, seen = new Set<unknown>()): boolean {
  if (wanted.has(value)) return true;
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  seen.add(value);
  return Reflect.ownKeys(value).some((key) => holds((value as Record<PropertyKey, unknown>)[key], wanted, seen));
}

/** Runs `flood` while promises that nobody awaits may be rejected: the other world decides about them. */
async function withLooseEnds(flood: () => void): Promise<void> {
  const listeners = process.listeners('unhandledRejection');
  const ignore = (): void => undefined;
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', ignore);
  try {
    flood();
    await setImmediate();
    await setImmediate();
  } finally {
    process.removeListener('unhandledRejection', ignore);
    for (const listener of listeners) process.on('unhandledRejection', listener);
  }
}

test(`whatever another world says is answered, and it gets hold of nothing (TRANSOM_TEST_SEED=${seed})`, async () => {
  const random = new Random(seed);
  const hostile = new Hostile(random);
  const world = new World(() => hostile.bytes());
  const outcomes = { true: 0, false: 0 };
  const kept = new Set<unknown>([world.secret, world.hidden]);
  await withLooseEnds(() => {
    for (let round = 0; round < rounds; ++round) {
      if (round % 20 === 0) world.expose();
      const [well, result] = world.hear(hostile.bytes());
      ++outcomes[well === true ? 'true' : 'false'];
      const where = `seed ${seed}, round ${round}`;
      assert.deepEqual(named(result).filter((id) => !world.told.has(id)), [], where);
      assert.ok(!holds(world.given, kept), where);
      world.given = [];
    }
  });
  assert.ok(outcomes.true > rounds / 100 && outcomes.false > rounds / 100, JSON.stringify(outcomes));
  // It goes on as if nothing had been.
  world.expose();
  const last = Math.max(...([...world.told] as number[]));
  assert.deepEqual(world.hear(bytesOf([Message.call, last, [Form.array, [Form.object, 'a', 1]]])), [true, [Form.object, 'a', 1]]);
});

test(`a caller gets an error of its own world, whatever the other one answers (TRANSOM_TEST_SEED=${seed})`, async () => {
  const random = new Random(seed);
  const hostile = new Hostile(random);
  const world = new World(() => {
    const whole = bytesOf([random.below(3) > 0, new RandomValue(random).value()]);
    return random.below(2) === 0 ? whole : hostile.bytes();
  });
  let proxy: AnyFunction | undefined;
  world.membrane.expose('take', (given: AnyFunction) => {
    proxy = given;
  });
  world.hear(bytesOf([Message.call, 1, [Form.array, [Form.own, 5]]]));
  let failures = 0;
  await withLooseEnds(() => {
    for (let round = 0; round < rounds / 4; ++round) {
      try {
        proxy!(round, [round]);
      } catch (error) {
        // Thrown by the other world, or of what came of its bytes here: a value of this world either way.
        assert.ok(!(error instanceof Object) || Object.prototype.isPrototypeOf.call(Object.prototype, error));
        ++failures;
      }
    }
  });
  assert.ok(failures > rounds / 40, `${failures} failures`);
});
