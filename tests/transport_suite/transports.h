// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/event_loop.h>
#include <transom/interfaces/transport.h>

#include <gtest/gtest.h>

#include <iosfwd>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace transom::test {

using TransportPair = std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>>;

/// A way to connect two transports in this process.
struct TransportKind {
  std::string name;
  TransportPair (*connect)(EventLoop& loop);
};

/// All there are: `INSTANTIATE_TEST_SUITE_P(Every, MySuite, testing::ValuesIn(everyTransport()), nameOfTransport)`.
[[nodiscard]] std::vector<TransportKind> everyTransport();
[[nodiscard]] std::string nameOfTransport(const testing::TestParamInfo<TransportKind>& info);

/// Shows the name where GoogleTest prints a parameter.
void PrintTo(const TransportKind& kind, std::ostream* stream);

/// Two connected stream sockets.
[[nodiscard]] std::pair<int, int> connectedSockets();

}  // namespace transom::test
