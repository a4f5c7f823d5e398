// SPDX-License-Identifier: MIT
#include "core/port_table.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace transom::core {
namespace {

TEST(PortTable, findsPortsInTheirOwnDocumentOnly) {
  PortTable table;
  const auto [one, two] = Port::makePair();
  table.add({7, 1}, one);
  table.add({8, 1}, two);
  EXPECT_EQ(table.find({7, 1}), one);
  EXPECT_EQ(table.find({8, 1}), two);
  EXPECT_EQ(table.find({7, 2}), nullptr);
  EXPECT_EQ(table.find({9, 1}), nullptr);
  EXPECT_EQ(table.placeOf(*two)->document, 8u);
  EXPECT_EQ(table.size(), 2u);
}

TEST(PortTable, forgetsWhatIsRemoved) {
  PortTable table;
  const auto [one, two] = Port::makePair();
  table.add({7, 1}, one);
  table.remove({7, 1});
  table.remove({7, 1});
  EXPECT_EQ(table.find({7, 1}), nullptr);
  EXPECT_FALSE(table.placeOf(*one));
  EXPECT_EQ(table.size(), 0u);
}

TEST(PortTable, givesBackAllOfOneDocument) {
  PortTable table;
  const auto [one, two] = Port::makePair();
  const auto [three, four] = Port::makePair();
  table.add({7, 3}, one);
  table.add({7, 1}, two);
  table.add({8, 1}, three);
  EXPECT_EQ(table.takeAll(7), (std::vector<std::shared_ptr<Port>>{two, one}));
  EXPECT_TRUE(table.takeAll(7).empty());
  EXPECT_FALSE(table.placeOf(*one));
  EXPECT_EQ(table.find({8, 1}), three);
}

}  // namespace
}  // namespace transom::core
