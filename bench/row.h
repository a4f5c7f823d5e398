// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace transom::bench {

enum class Unit { microseconds, perSecond, megabytesPerSecond, mebibytes };

/// Whether more is better.
inline bool isRate(Unit unit) {
  return unit == Unit::perSecond || unit == Unit::megabytesPerSecond;
}

/// One row of the report. Names are stable: tools compare files of different days by them.
struct Row {
  std::string name;
  Unit unit = Unit::microseconds;
  /// Name of the row that says how good it can get at all; may be empty.
  std::string floor{};
  /// Name of the row of what a user would use instead; may be empty.
  std::string peer{};
  /// A second way to use the same peer; may be empty.
  std::string otherPeer{};
  /// What a reader of the number must know.
  std::string note{};
};

}  // namespace transom::bench
