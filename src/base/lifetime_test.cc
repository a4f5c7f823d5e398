// SPDX-License-Identifier: MIT
#include "base/lifetime.h"

#include <gtest/gtest.h>

#include <memory>

namespace transom {
namespace {

TEST(Lifetime, isSeenToEndWithItsOwner) {
  auto owner = std::make_unique<Lifetime>();
  const auto alive = owner->observe();
  EXPECT_FALSE(alive.expired());
  owner.reset();
  EXPECT_TRUE(alive.expired());
}

}  // namespace
}  // namespace transom
