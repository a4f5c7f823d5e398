// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace transom::bench {

/// What the numbers depend on. Numbers of different machines, or under load, can't be compared.
struct Machine {
  std::string cpu;
  unsigned cores = 0;
  std::string kernel;
  std::string webkit;
  /// UTC, ISO 8601.
  std::string date;
  /// Of the last minute, before the first measurement: what others do.
  double loadBefore = 0;
};

[[nodiscard]] Machine describeMachine();

/// Of this process.
[[nodiscard]] double residentMebibytes();

}  // namespace transom::bench
