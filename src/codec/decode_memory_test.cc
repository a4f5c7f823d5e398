// SPDX-License-Identifier: MIT
// A program of its own, because counting_new.cc replaces operator new.
#include "codec/cbor_writer.h"
#include "codec/codec.h"
#include "codec/counting_new.h"
#include "codec/test_vectors.h"

#include <support/hex.h>

#include <gtest/gtest.h>

namespace transom::codec {
namespace {

/// The most that one byte may come to: an empty object or array in a container.
constexpr std::size_t kMaxBytesPerByte = 120;
/// Error messages, and the list of shared objects when it first grows.
constexpr std::size_t kConstantBytes = 2000;

/// What decoding `bytes` allocates.
std::size_t allocationsOf(const Bytes& bytes, const DecodeLimits& limits = {}) {
  const std::size_t before = test::allocatedBytes();
  try {
    static_cast<void>(decodeValue(bytes, limits));
  } catch (const DecodeError&) {
  }
  return test::allocatedBytes() - before;
}

TEST(DecodeMemory, smallHostileInputNeverMakesLargeAllocations) {
  for (const TestVector& vector : hostileVectors()) {
    const std::size_t allocated = allocationsOf(vector.bytes);
    EXPECT_LE(allocated, kConstantBytes + kMaxBytesPerByte * vector.bytes.size()) << vector.name;
  }
}

/// An array of `count` times the same item.
Bytes manyOf(std::string_view item, std::size_t count) {
  Bytes bytes;
  CborWriter writer(bytes, 10'000'000);
  writer.head(Major::array, count);
  writer.flush();
  const Bytes one = test::fromHex(item);
  for (std::size_t i = 0; i < count; ++i) bytes.insert(bytes.end(), one.begin(), one.end());
  return bytes;
}

/// A plain object, or a Map, of so many entries.
Bytes manyEntries(bool isMap, std::size_t count) {
  Bytes bytes;
  CborWriter writer(bytes, 10'000'000);
  if (isMap) writer.tag(kTagMap);
  writer.head(Major::map, count);
  for (std::size_t i = 0; i < count; ++i) {
    writer.text(std::to_string(i));
    writer.simple(kSimpleNull);
  }
  writer.flush();
  return bytes;
}

TEST(DecodeMemory, smallItemsCostABoundedMultiple) {
  for (const char* item : {"00", "f7", "60", "80", "a0", "40", "c240", "d84040", "d9010280"}) {
    const Bytes bytes = manyOf(item, 50'000);
    EXPECT_LE(allocationsOf(bytes), kConstantBytes + kMaxBytesPerByte * bytes.size()) << item;
  }
}

TEST(DecodeMemory, theLimitHoldsForWhatIsReallyAllocated) {
  const DecodeLimits limits{.maxMemoryBytes = 1'000'000};
  for (const char* item : {"00", "f7", "60", "80", "a0", "40", "c240", "d84040", "d9010280", "d81b82654572726f72a0"}) {
    EXPECT_LE(allocationsOf(manyOf(item, 500'000), limits), kConstantBytes + limits.maxMemoryBytes) << item;
  }
  for (const std::size_t count : {4'000u, 5'000u, 6'000u, 8'000u, 50'000u}) {
    EXPECT_LE(allocationsOf(manyEntries(false, count), limits), kConstantBytes + limits.maxMemoryBytes) << count;
    EXPECT_LE(allocationsOf(manyEntries(true, count), limits), kConstantBytes + limits.maxMemoryBytes) << count;
  }
}

}  // namespace
}  // namespace transom::codec
