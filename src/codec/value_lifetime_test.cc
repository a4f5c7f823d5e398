// SPDX-License-Identifier: MIT
// Run with AddressSanitizer these tests also show that nothing leaks.
#include "codec/cbor_writer.h"
#include "codec/codec.h"

#include <support/hex.h>

#include <gtest/gtest.h>

#include <array>
#include <thread>

namespace transom {
namespace {

constexpr int kMillion = 1'000'000;

TEST(ValueLifetime, aMillionObjectsInAChainAreDestroyedWithoutRecursion) {
  Value chain;
  for (int i = 0; i < kMillion; ++i) chain = Value::object({{"next", chain}});
  chain = {};
  for (int i = 0; i < kMillion / 10; ++i) chain = Value::mapOf({{chain, Value::setOf({chain})}});
  chain = {};
  for (int i = 0; i < kMillion / 10; ++i) chain = Value::error(ErrorProperties{.cause = chain});
}

/// [n0, [n0], [n1], [n2], …]: no deeper than two, and a chain of a million all the same.
Bytes chainedMessage(std::uint64_t length) {
  Bytes bytes;
  codec::CborWriter writer(bytes, kMillion * 20);
  writer.head(codec::Major::array, length + 1);
  for (std::uint64_t i = 0; i < length; ++i) {
    writer.tag(codec::kTagShared);
    writer.head(codec::Major::array, i == 0 ? 0 : 1);
    if (i == 0) continue;
    writer.tag(codec::kTagReference);
    writer.head(codec::Major::unsignedInteger, i - 1);
  }
  writer.tag(codec::kTagReference);
  writer.head(codec::Major::unsignedInteger, length - 1);
  writer.flush();
  return bytes;
}

TEST(ValueLifetime, aMessageThatChainsAMillionObjectsIsDestroyedWithoutRecursion) {
  Value chain = codec::decodeValue(chainedMessage(kMillion));
  Value last = chain[kMillion];
  chain = {};
  EXPECT_EQ(last.inspect(), "[[[[[…]]]]]");
  EXPECT_THROW(static_cast<void>(codec::encodeValue(last)), Error);
}

TEST(ValueLifetime, aDecodedCycleIsFreed) {
  const Value cycle = codec::decodeValue(test::fromHex("d81ca16473656c66d81d00"));
  EXPECT_TRUE(sameObject(cycle["self"], cycle));
  EXPECT_TRUE(sameObject(cycle["self"]["self"]["self"], cycle));
}

TEST(ValueLifetime, aCycleCutShortIsFreed) {
  EXPECT_THROW(static_cast<void>(codec::decodeValue(test::fromHex("82d81ca16473656c66d81d00"))), codec::DecodeError);
}

TEST(ValueLifetime, whatIsKeptOfAMessageLosesWhatEnclosesIt) {
  Value parent = codec::decodeValue(test::fromHex("d81ca1656368696c64a166706172656e74d81d00"));
  const Value child = parent["child"];
  EXPECT_TRUE(sameObject(child["parent"], parent));
  parent = {};
  EXPECT_TRUE(child["parent"].isUndefined());
}

TEST(ValueLifetime, anApplicationClosesACycleWithAWeakReference) {
  Value parent = Value::object();
  parent.set("child", Value::object({{"parent", Value::weak(parent)}}));
  EXPECT_TRUE(sameObject(parent["child"]["parent"], parent));
}

TEST(ValueLifetime, aWeakReferenceReadsAsUndefinedOnceItsTargetIsGone) {
  Value target = Value::array({1});
  const Value reference = Value::weak(target);
  EXPECT_TRUE(reference.isWeak());
  EXPECT_EQ(reference.type(), ValueType::array);
  EXPECT_EQ(reference[0], 1);
  const Value held = reference.lock();
  target = {};
  EXPECT_TRUE(reference.isArray());
  EXPECT_FALSE(held.isWeak());
}

TEST(ValueLifetime, aDeadWeakReferenceIsUndefinedInEveryWay) {
  Value target = Value::array({1});
  const Value reference = Value::weak(target);
  target = {};
  EXPECT_TRUE(reference.isUndefined());
  EXPECT_TRUE(reference.lock().isUndefined());
  EXPECT_EQ(reference, Value());
  EXPECT_EQ(reference.size(), 0u);
  EXPECT_THROW(static_cast<void>(reference[0]), ConversionError);
}

TEST(ValueLifetime, aWeakPrimitiveIsThatPrimitive) {
  EXPECT_EQ(Value::weak("text"), "text");
  EXPECT_FALSE(Value::weak("text").isWeak());
}

TEST(ValueLifetime, aContainerMayHoldItselfWeaklyAsAKey) {
  Value map = Value::mapOf();
  map.insert(Value::weak(map), 1);
  EXPECT_TRUE(map.contains(map));
  EXPECT_EQ(map.size(), 1u);
}

TEST(ValueLifetime, valuesMayBeHandedFromThreadToThread) {
  const Value shared = Value::array({"text", Value::object({{"a", 1}})});
  std::array<std::thread, 4> threads;
  for (std::thread& thread : threads) {
    thread = std::thread([copy = shared] {
      for (int turn = 0; turn < 1000; ++turn) {
        const Value weak = Value::weak(copy[1]);
        EXPECT_EQ(weak.lock()["a"], 1);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace transom
