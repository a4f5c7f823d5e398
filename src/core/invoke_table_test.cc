// SPDX-License-Identifier: MIT
#include "core/invoke_table.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace transom::core {
namespace {

TEST(InvokeTable, refusesANumberThatIsUnderWay) {
  InvokeTable table;
  EXPECT_TRUE(table.add(1, 7));
  EXPECT_FALSE(table.add(1, 7));
  EXPECT_TRUE(table.add(2, 7));
  table.remove(1, 7);
  EXPECT_TRUE(table.add(1, 7));
}

TEST(InvokeTable, findsOneWithoutTakingItOut) {
  InvokeTable table;
  const std::optional<std::stop_token> token = table.add(1, 7);
  ASSERT_TRUE(token);
  EXPECT_FALSE(table.find(1, 8));
  EXPECT_FALSE(table.find(2, 7));
  auto invoke = table.find(1, 7);
  ASSERT_TRUE(invoke);
  EXPECT_FALSE(invoke->flow);
  EXPECT_FALSE(token->stop_requested());
  invoke->stop.request_stop();
  EXPECT_TRUE(token->stop_requested());
  EXPECT_TRUE(table.find(1, 7));
}

TEST(InvokeTable, takesOutOneDocumentOldestFirst) {
  InvokeTable table;
  const auto second = table.add(1, 9);
  const auto first = table.add(1, 3);
  const auto other = table.add(2, 1);
  ASSERT_TRUE(first && second && other);
  std::vector<std::stop_source> sources = table.takeAll(1);
  ASSERT_EQ(sources.size(), 2u);
  sources[0].request_stop();
  EXPECT_TRUE(first->stop_requested());
  EXPECT_FALSE(second->stop_requested());
  EXPECT_TRUE(table.takeAll(1).empty());
  EXPECT_TRUE(table.find(2, 1));
}

TEST(InvokeTable, knowsTheFlowOfAStream) {
  InvokeTable table;
  const auto flow = std::make_shared<StreamFlow>();
  EXPECT_TRUE(table.add(1, 7, flow));
  ASSERT_TRUE(table.find(1, 7));
  EXPECT_EQ(table.find(1, 7)->flow, flow);
}

TEST(InvokeTable, forgetsWhatWasNeverThereInSilence) {
  InvokeTable table;
  table.remove(1, 1);
  EXPECT_TRUE(table.takeAll(1).empty());
}

}  // namespace
}  // namespace transom::core
