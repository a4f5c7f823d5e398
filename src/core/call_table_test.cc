// SPDX-License-Identifier: MIT
#include "core/call_table.h"

#include <gtest/gtest.h>

#include <vector>

namespace transom::core {
namespace {

TEST(CallTable, numbersCallsFromOne) {
  CallTable table;
  EXPECT_FALSE(table.wasMade(1));
  EXPECT_EQ(table.add(7, [](const CallResult&) {}), 1u);
  EXPECT_EQ(table.add(8, [](const CallResult&) {}), 2u);
  EXPECT_TRUE(table.wasMade(2));
  EXPECT_FALSE(table.wasMade(3));
  EXPECT_FALSE(table.wasMade(0));
}

TEST(CallTable, givesACallOutOnce) {
  CallTable table;
  const auto call = table.add(7, [](const CallResult&) {});
  EXPECT_TRUE(table.take(7, call));
  EXPECT_FALSE(table.take(7, call));
  EXPECT_TRUE(table.wasMade(call));
}

TEST(CallTable, givesACallToItsOwnDocumentOnly) {
  CallTable table;
  const auto call = table.add(7, [](const CallResult&) {});
  EXPECT_FALSE(table.take(8, call));
  EXPECT_TRUE(table.take(7, call));
}

TEST(CallTable, givesOutAllThatOneDocumentOwesOldestFirst) {
  CallTable table;
  std::vector<int> settled;
  const auto note = [&settled](int number) {
    return [&settled, number](const CallResult&) { settled.push_back(number); };
  };
  table.add(7, note(1));
  table.add(8, note(2));
  table.add(7, note(3));
  for (const auto& callback : table.takeAll(7)) callback({});
  EXPECT_EQ(settled, (std::vector<int>{1, 3}));
  EXPECT_TRUE(table.takeAll(7).empty());
  for (const auto& callback : table.takeAll(8)) callback({});
  EXPECT_EQ(settled, (std::vector<int>{1, 3, 2}));
}

}  // namespace
}  // namespace transom::core
