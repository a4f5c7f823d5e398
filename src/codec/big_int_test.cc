// SPDX-License-Identifier: MIT
#include <transom/value/big_int.h>

#include <support/hex.h>

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace transom {
namespace {

using Limits64 = std::numeric_limits<std::int64_t>;

TEST(BigInt, holdsEvery64BitIntegerExactly) {
  for (const std::int64_t number :
       {Limits64::min(), Limits64::min() + 1, std::int64_t{-1}, std::int64_t{0}, Limits64::max()}) {
    EXPECT_EQ(BigInt::fromInt64(number).toInt64(), number);
  }
  constexpr auto kMax = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(BigInt::fromUint64(kMax).toUint64(), kMax);
  EXPECT_EQ(BigInt::fromUint64(kMax).toInt64(), std::nullopt);
  EXPECT_EQ(BigInt::fromInt64(-1).toUint64(), std::nullopt);
}

TEST(BigInt, saysWhenItNeedsMoreThan64Bits) {
  EXPECT_EQ(BigInt::fromMagnitude(false, test::fromHex("010000000000000000")).toUint64(), std::nullopt);
  EXPECT_EQ(BigInt::fromMagnitude(true, test::fromHex("8000000000000001")).toInt64(), std::nullopt);
}

TEST(BigInt, hasOneFormForEachNumber) {
  EXPECT_EQ(BigInt::fromMagnitude(true, test::fromHex("0000")), BigInt());
  EXPECT_EQ(BigInt::fromMagnitude(true, test::fromHex("00ff")), BigInt::fromInt64(-255));
  EXPECT_EQ(test::toHex(BigInt::fromInt64(-256).magnitude()), "0100");
}

TEST(BigInt, writesItselfInHexadecimal) {
  EXPECT_EQ(BigInt().toHex(), "0x0");
  EXPECT_EQ(BigInt::fromInt64(31).toHex(), "0x1f");
  EXPECT_EQ(BigInt::fromInt64(-256).toHex(), "-0x100");
}

}  // namespace
}  // namespace transom
