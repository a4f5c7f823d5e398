// SPDX-License-Identifier: MIT
#pragma once

#include "transport_suite/descriptor_check.h"
#include "transport_suite/recording_receiver.h"
#include "transport_suite/test_loop.h"
#include "transport_suite/transports.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <tuple>

namespace transom::test {

/// Two connected transports of the kind under test, and a receiver for each.
class TransportSuite : public testing::TestWithParam<TransportKind> {
 protected:
  TransportSuite() { std::tie(left_, right_) = GetParam().connect(loop_.loop()); }

  void startBoth() {
    left_->start(leftReceiver_);
    right_->start(rightReceiver_);
  }

  /// Text in which a piece that is lost, doubled or out of place shows.
  static std::string numbers(std::size_t bytes) {
    std::string text;
    for (std::size_t i = 0; text.size() < bytes; ++i) text.append(std::to_string(i)).append(200, '.');
    text.resize(bytes);
    return text;
  }

  DescriptorCheck descriptors_;
  TestLoop loop_;
  RecordingReceiver leftReceiver_;
  RecordingReceiver rightReceiver_;
  std::unique_ptr<Transport> left_;
  std::unique_ptr<Transport> right_;
};

}  // namespace transom::test
