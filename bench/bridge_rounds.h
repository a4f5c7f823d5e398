// SPDX-License-Identifier: MIT
#pragma once

#include "page_run.h"
#include "samples.h"

#include <transom/transom.h>

namespace transom::bench {

/// A page behind a preload script. pages/bridge.js and bridge_preload.js are its halves.
class BridgePage {
 public:
  explicit BridgePage(App& app);

  /// Loads the page.
  [[nodiscard]] Task<void> load() { return window_.loadFile("pages/bridge.html"); }

  /// Microseconds of a call of the preload script's function by the page; of each batch the mean.
  [[nodiscard]] Task<Samples> calls(const Budget& budget);

 private:
  BrowserWindow window_;
  PageRun run_;
  ScopedListener listener_;
};

}  // namespace transom::bench
