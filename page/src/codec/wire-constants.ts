// SPDX-License-Identifier: MIT
// The bytes of protocol/PROTOCOL.md, section 7.

/** How deep arrays, objects, Maps, Sets and errors may be nested in one argument or result. Defends the stack. */
export const kMaxDepth = 1000;

/** The depth of what no container may stand in, over any limit: a box or the buffer of a view must be no way around it. */
export const kLeafDepth = 0x10000;

/** CBOR's major types, shifted to where they stand in the first byte of an item. */
export const Major = {
  unsigned: 0x00,
  negative: 0x20,
  bytes: 0x40,
  text: 0x60,
  array: 0x80,
  map: 0xa0,
  tag: 0xc0,
} as const;

export const Simple = {
  false: 0xf4,
  true: 0xf5,
  null: 0xf6,
  undefined: 0xf7,
  float64: 0xfb,
} as const;

export const Tag = {
  bigint: 2,
  negativeBigint: 3,
  object: 27,
  shared: 28,
  reference: 29,
  hole: 31,
  set: 258,
  map: 259,
  loneSurrogates: 273,
  date: 1001,
  regExp: 21066,
} as const;

/** The keys of a date's map. */
export const DateKey = { seconds: 1, milliseconds: -3 } as const;

/** The furthest date from the epoch, either way, in milliseconds. */
export const kMaxDate = 8.64e15;
