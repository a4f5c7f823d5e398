// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace transom::bench {

struct Options {
  bool quick = false;
  /// Where the JSON goes; empty: nowhere.
  std::string jsonFile{};
  /// Measures only rows whose name begins so, and what they are compared with.
  std::string filter{};
};

/// Throws std::invalid_argument with the usage.
Options parseOptions(int argc, char** argv);

}  // namespace transom::bench
