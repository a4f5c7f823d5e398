// SPDX-License-Identifier: MIT
#pragma once

#include "page_run.h"
#include "samples.h"

#include <transom/transom.h>

#include <string>
#include <vector>

namespace transom::bench {

/// A native child process, measured as OurPage is; native_child.cc is its half. Its payload is a string of 16 B.
class NativeChild {
 public:
  explicit NativeChild(App& app);

  /// Microseconds of `sendSync`, answered by event.returnValue.
  [[nodiscard]] Task<Samples> sendSync(const Budget& budget);
  /// Microseconds of `invoke`, answered by a handler that returns.
  [[nodiscard]] Task<Samples> invoke(const Budget& budget);
  /// Messages per second from the child to main.
  [[nodiscard]] Task<Samples> burst(const Budget& budget);

 private:
  UtilityProcess child_;
  PageRun run_;
  std::string payload_;
  std::vector<ScopedListener> listeners_;
};

}  // namespace transom::bench
