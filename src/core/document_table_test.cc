// SPDX-License-Identifier: MIT
#include "core/document_table.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace transom::core {
namespace {

using State = DocumentTable::State;

TEST(DocumentTable, tellsOpenFromFormerFromNever) {
  DocumentTable table;
  EXPECT_EQ(table.stateOf(1), State::never);
  table.open(1, 100, true);
  EXPECT_EQ(table.stateOf(1), State::open);
  table.close(1);
  EXPECT_EQ(table.stateOf(1), State::former);
  EXPECT_EQ(table.stateOf(2), State::never);
  EXPECT_EQ(table.stateOf(0), State::never);
}

TEST(DocumentTable, knowsWhatAFrameShows) {
  DocumentTable table;
  table.open(1, 100, true);
  table.open(2, 200, false);
  EXPECT_EQ(table.documentIn(100), 1u);
  EXPECT_EQ(table.documentIn(200), 2u);
  table.close(1);
  EXPECT_EQ(table.documentIn(100), 0u);
  table.open(3, 100, true);
  EXPECT_EQ(table.documentIn(100), 3u);
  EXPECT_EQ(table.openCount(), 2u);
}

TEST(DocumentTable, knowsWhichOfThemAreInTheMainFrame) {
  DocumentTable table;
  table.open(1, 100, true);
  table.open(2, 200, false);
  EXPECT_TRUE(table.isInMainFrame(1));
  EXPECT_FALSE(table.isInMainFrame(2));
  EXPECT_FALSE(table.isInMainFrame(3));
}

TEST(DocumentTable, neverUsesANumberAgain) {
  DocumentTable table;
  EXPECT_EQ(table.nextId(), 1u);
  table.open(1, 100, true);
  table.close(1);
  EXPECT_EQ(table.nextId(), 2u);
}

TEST(DocumentTable, closesAllInOrder) {
  DocumentTable table;
  for (DocumentId id = 1; id <= 20; ++id) table.open(id, id + 100, false);
  table.close(5);
  const auto closed = table.closeAll();
  EXPECT_EQ(closed.size(), 19u);
  EXPECT_TRUE(std::is_sorted(closed.begin(), closed.end()));
  EXPECT_EQ(table.openCount(), 0u);
  EXPECT_EQ(table.documentIn(101), 0u);
}

}  // namespace
}  // namespace transom::core
