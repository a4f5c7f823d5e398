// SPDX-License-Identifier: MIT
#include "core/port_payload.h"

#include <gtest/gtest.h>

#include <vector>

namespace transom::core {
namespace {

TEST(PortPayload, readsWhatItWrote) {
  const Bytes value{std::byte{0xf6}};
  const Bytes payload = encodePortPayload({5, 7}, value);
  const auto parsed = parsePortPayload(payload, 2);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->numbers, (std::vector<std::uint32_t>{5, 7}));
  EXPECT_EQ(Bytes(parsed->value.begin(), parsed->value.end()), value);
}

TEST(PortPayload, refusesAListThatIsEmptyOrLongerThanThePayload) {
  EXPECT_FALSE(parsePortPayload({}, 9));
  EXPECT_FALSE(parsePortPayload(Bytes(3), 9));
  EXPECT_FALSE(parsePortPayload(Bytes(4), 9));
  EXPECT_FALSE(parsePortPayload(Bytes(7, std::byte{0xff}), 9));
  EXPECT_FALSE(parsePortPayload(Bytes(64, std::byte{0xff}), 9));
}

TEST(PortPayload, refusesMorePortsThanThereMayBe) {
  EXPECT_FALSE(parsePortPayload(encodePortPayload({1, 3, 5}, {}), 2));
}

}  // namespace
}  // namespace transom::core
