// SPDX-License-Identifier: MIT
#include "codec/codec.h"

#include <support/dump.h>
#include <support/hex.h>
#include <support/random_value.h>

#include <gtest/gtest.h>

#include <functional>
#include <limits>

namespace transom::codec {
namespace {

using test::dump;
using test::fromHex;
using test::toHex;

/// The name of the Error that `action` throws; empty if it throws none.
std::string errorOf(const std::function<void()>& action) {
  try {
    action();
    return {};
  } catch (const Error& error) {
    return error.name();
  }
}

Value nested(int depth) {
  Value value = Value::array();
  for (int i = 1; i < depth; ++i) value = Value::array({value});
  return value;
}

TEST(Codec, takesArgumentsAsOneArray) {
  EXPECT_EQ(toHex(encodeArguments(Arguments{"hi", 7})), "8262686907");
  const Arguments arguments = decodeArguments(fromHex("8262686907"));
  ASSERT_EQ(arguments.size(), 2u);
  EXPECT_EQ(arguments[0], "hi");
  EXPECT_EQ(arguments[1], 7);
  EXPECT_TRUE(arguments[2].isUndefined());
}

TEST(Codec, refusesArgumentsThatAreNoPlainArray) {
  for (const char* hex : {"00", "a0", "d81c80", "d9010280", "81d81ff7"}) {
    EXPECT_THROW(static_cast<void>(decodeArguments(fromHex(hex))), DecodeError) << hex;
  }
}

TEST(Codec, keepsIdentityAcrossArguments) {
  const Value shared = Value::object({{"a", 1}});
  const Arguments arguments = decodeArguments(encodeArguments(Arguments{shared, Value::array({shared})}));
  EXPECT_TRUE(sameObject(arguments[0], arguments[1][0]));
}

TEST(Codec, appendsToWhatIsThere) {
  Bytes out = fromHex("aa");
  encodeValue(1, out);
  encodeArguments(Arguments{2}, out);
  EXPECT_EQ(toHex(out), "aa018102");
}

TEST(Codec, saysWhatIsWrongAndWhere) {
  try {
    static_cast<void>(decodeArguments(fromHex("820161ff")));
    FAIL();
  } catch (const DecodeError& error) {
    EXPECT_EQ(error.name(), "Error");
    EXPECT_EQ(error.message(), "Malformed message: text that is not UTF-8 at byte 2");
  }
}

TEST(Codec, encodesAnErrorWithItsMessageOnly) {
  EXPECT_EQ(dump(decodeValue(encodeError("TypeError", "m"))), "TypeError{\"message\": \"m\"}");
  EXPECT_EQ(dump(decodeValue(encodeError("NoSuchError", "m"))), "Error{\"message\": \"m\"}");
}

TEST(Codec, refusesToEncodeOverTheSizeLimitAndLeavesTheOutputAlone) {
  Bytes out = fromHex("aa");
  const Value large = Value::array({std::string(5000, 'x'), Bytes(5000)});
  EXPECT_EQ(errorOf([&] { encodeValue(large, out, {.maxMessageBytes = 9999}); }), "RangeError");
  EXPECT_EQ(toHex(out), "aa");
  const std::size_t size = encodeValue(large).size();
  EXPECT_EQ(errorOf([&] { encodeValue(large, out, {.maxMessageBytes = size}); }), "");
  EXPECT_EQ(errorOf([&] { encodeValue(large, out, {.maxMessageBytes = size - 1}); }), "RangeError");
}

TEST(Codec, nestsTo1000AndNoDeeper) {
  EXPECT_EQ(encodeValue(nested(1000)).size(), 1000u);
  EXPECT_EQ(errorOf([] { static_cast<void>(encodeValue(nested(1001))); }), "RangeError");
  EXPECT_EQ(errorOf([] { static_cast<void>(encodeArguments(Arguments{nested(1001)})); }), "RangeError");
  EXPECT_EQ(decodeArguments(encodeArguments(Arguments{nested(1000)})).size(), 1u);
}

TEST(Codec, refusesALongChainThatOnlySharingKeptShallow) {
  Value chain = Value::array();
  Value last;
  for (int i = 0; i < 1001; ++i) {
    last = Value::object({{"next", last}});
    chain.push(last);
  }
  EXPECT_EQ(decodeValue(encodeValue(chain)).size(), 1001u);
  EXPECT_EQ(errorOf([&] { static_cast<void>(encodeValue(last)); }), "RangeError");
}

TEST(Codec, refusesMoreMemoryThanAllowed) {
  const Bytes small = encodeValue(Value::array({Value::object(), "text", Value::mapOf(), Value::error("Error", "m")}));
  EXPECT_THROW(static_cast<void>(decodeValue(small, {.maxMemoryBytes = 100})), DecodeError);
  EXPECT_NO_THROW(static_cast<void>(decodeValue(small, {.maxMemoryBytes = 1000})));
}

TEST(Codec, refusesTag28AroundWhatNothingRefersTo) {
  EXPECT_THROW(static_cast<void>(decodeValue(fromHex("d81c80"))), DecodeError);
  EXPECT_THROW(static_cast<void>(decodeValue(fromHex("82d81cd81ca0d81d00"))), DecodeError);
}

TEST(Codec, refusesToNestViewsAndBoxesInEachOther) {
  std::string views;
  std::string boxes;
  for (int i = 0; i < 100'000; ++i) {
    views += "d81b846a55696e74384172726179d81c";
    boxes += "d81b82664e756d626572d81c";
  }
  EXPECT_THROW(static_cast<void>(decodeValue(fromHex(views))), DecodeError);
  EXPECT_THROW(static_cast<void>(decodeValue(fromHex(boxes))), DecodeError);
}

TEST(Codec, laterEntriesOfAMapWinAsInJavaScript) {
  EXPECT_EQ(dump(decodeValue(fromHex("d90103a201020103"))), "Map{1 => 3}");
  EXPECT_EQ(dump(decodeValue(fromHex("d90102820101"))), "Set{1}");
  EXPECT_EQ(dump(decodeValue(fromHex("d9010281fb8000000000000000"))), "Set{0}");
}

TEST(Codec, keysThatDifferOnlyInTheirSurrogatesBecomeOneKey) {
  EXPECT_EQ(dump(decodeValue(fromHex("a3d9011143eda0800163efbfbd02d9011143eda08103"))), "{\"\\ufffd\": 3}");
  EXPECT_THROW(static_cast<void>(decodeValue(fromHex("a263efbfbd0163efbfbd02"))), DecodeError);
}

TEST(Codec, encodesAReferenceToWhatIsGoneAsUndefined) {
  Value gone = Value::array();
  const Value holder = Value::array({Value::weak(gone), 1});
  gone = {};
  EXPECT_EQ(toHex(encodeValue(holder)), "82f701");
}

TEST(Codec, encodesWhatOccursOnceWithoutSharingHoweverManyHoldIt) {
  const Value inner = Value::array();
  const std::vector<Value> holders(3, inner);
  EXPECT_EQ(toHex(encodeValue(Value::array({inner}))), "8180");
}

TEST(Codec, encodesTheOnlyViewOfABufferInTheShortForm) {
  EXPECT_EQ(toHex(encodeValue(Bytes{std::byte{1}, std::byte{2}})), "d840420102");
  const Value buffer = Value::arrayBuffer(fromHex("0102"));
  const Value view = Value::typedArray(ElementType::uint8, buffer, 0, 2);
  EXPECT_EQ(toHex(encodeValue(view)), "d840420102");
  EXPECT_EQ(dump(decodeValue(encodeValue(Value::array({view, buffer})))),
            "[Uint8Array(#0=ArrayBuffer(0102), 0, 2), #0#]");
}

TEST(Codec, roundTripsRandomValuesWithTheSameBytes) {
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    SCOPED_TRACE(seed);
    const Value value = test::RandomValues(seed).next();
    const Bytes bytes = encodeValue(value);
    const Value decoded = decodeValue(bytes);
    ASSERT_EQ(toHex(encodeValue(decoded)), toHex(bytes));
    ASSERT_EQ(dump(decoded), dump(value));
  }
}

TEST(Codec, decodesRandomBytesOrRefusesThem) {
  std::mt19937 random(1);
  for (int i = 0; i < 100'000; ++i) {
    Bytes bytes(random() % 40);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    try {
      static_cast<void>(encodeValue(decodeValue(bytes)));
    } catch (const DecodeError&) {
    }
  }
}

}  // namespace
}  // namespace transom::codec
