// SPDX-License-Identifier: MIT
// Replays protocol/vectors, as the page's codec does.
#include "codec/codec.h"
#include "codec/test_vectors.h"

#include <support/dump.h>
#include <support/hex.h>

#include <gtest/gtest.h>

#include <optional>

namespace transom::codec {
namespace {

using test::dump;
using test::toHex;

/// Vectors over this size are deep or long, and hold nothing new at every byte; all of them would take quadratic time.
constexpr std::size_t kLargeBytes = 600;

std::optional<Value> tryDecode(ByteView bytes) {
  try {
    return decodeValue(bytes);
  } catch (const DecodeError& error) {
    EXPECT_EQ(error.message().find("Malformed message: "), 0u);
    EXPECT_NE(error.message().find(" at byte "), std::string::npos);
    return std::nullopt;
  }
}

/// What is accepted has one encoding, so it must come out again as it went in. Text with lone surrogates, and what a
/// Map or Set held twice, can't: then the second encoding must be stable.
void expectRefusedOrCanonical(const Bytes& bytes) {
  const auto value = tryDecode(bytes);
  if (!value) return;
  const Bytes again = encodeValue(*value);
  const std::string hex = toHex(bytes);
  const bool mayDiffer = hex.find("d90111") != std::string::npos || hex.find("d9010") != std::string::npos;
  if (mayDiffer) {
    EXPECT_EQ(toHex(encodeValue(decodeValue(again))), toHex(again)) << hex;
  } else {
    EXPECT_EQ(toHex(again), hex);
  }
}

TEST(Vectors, decodeToTheValueThatTheyDescribe) {
  for (const TestVector& vector : valueVectors()) {
    if (vector.isLossy) continue;
    SCOPED_TRACE(vector.name);
    EXPECT_EQ(dump(decodeValue(vector.bytes)), vector.dump);
  }
}

TEST(Vectors, encodeToTheBytesTheyCameFrom) {
  for (const TestVector& vector : valueVectors()) {
    if (vector.isLossy) continue;
    SCOPED_TRACE(vector.name);
    EXPECT_EQ(toHex(encodeValue(decodeValue(vector.bytes))), toHex(vector.bytes));
  }
}

TEST(Vectors, loneSurrogatesBecomeReplacementCharacters) {
  EXPECT_EQ(dump(decodeValue(test::fromHex("d901114561eda08062"))), "\"a\\ufffdb\"");
  for (const TestVector& vector : valueVectors()) {
    if (!vector.isLossy) continue;
    SCOPED_TRACE(vector.name);
    EXPECT_NE(dump(decodeValue(vector.bytes)).find("\\ufffd"), std::string::npos);
  }
}

TEST(Vectors, hostileBytesAreRefused) {
  for (const TestVector& vector : hostileVectors()) {
    SCOPED_TRACE(vector.name);
    EXPECT_FALSE(tryDecode(vector.bytes));
  }
}

TEST(Vectors, cutShortAnywhereAreRefused) {
  for (const TestVector& vector : valueVectors()) {
    SCOPED_TRACE(vector.name);
    const std::size_t step = vector.bytes.size() > kLargeBytes ? 97 : 1;
    for (std::size_t size = 0; size < vector.bytes.size(); size += step) {
      EXPECT_FALSE(tryDecode(ByteView(vector.bytes).first(size))) << size;
    }
  }
}

TEST(Vectors, withAnyBitFlippedAreRefusedOrCanonical) {
  for (const TestVector& vector : valueVectors()) {
    SCOPED_TRACE(vector.name);
    Bytes bytes = vector.bytes;
    if (bytes.size() > kLargeBytes) continue;
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
      const std::byte mask = std::byte{1} << static_cast<int>(bit % 8);
      bytes[bit / 8] ^= mask;
      expectRefusedOrCanonical(bytes);
      bytes[bit / 8] ^= mask;
    }
  }
}

}  // namespace
}  // namespace transom::codec
