// SPDX-License-Identifier: MIT
#include "options.h"

#include <stdexcept>
#include <string_view>

namespace transom::bench {
namespace {

constexpr const char* kUsage =
    "usage: transom-bench [--quick] [--json FILE] [--filter PREFIX]\n"
    "  --quick          under three minutes, with less certain numbers\n"
    "  --json FILE      also writes the results to FILE\n"
    "  --filter PREFIX  only rows whose name begins so, and what they are compared with";

}  // namespace

Options parseOptions(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--quick") {
      options.quick = true;
    } else if (argument == "--json" && i + 1 < argc) {
      options.jsonFile = argv[++i];
    } else if (argument == "--filter" && i + 1 < argc) {
      options.filter = argv[++i];
    } else {
      throw std::invalid_argument(kUsage);
    }
  }
  return options;
}

}  // namespace transom::bench
