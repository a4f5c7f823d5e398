// SPDX-License-Identifier: MIT
#include "bridge_rounds.h"

#include <chrono>
#include <vector>

namespace transom::bench {

BridgePage::BridgePage(App& app)
    : window_(app, {.title = "transom-bench", .webPreferences = {.preload = "pages/bridge_preload.js"}}), run_(app) {
  listener_ = app.ipcMain().scoped("bridge-times",
                                   [this](IpcMainEvent&, const std::vector<double>& times) { run_.end(times); });
}

Task<Samples> BridgePage::calls(const Budget& budget) {
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(budget.time);
  window_.webContents().send("bridge-rounds", time.count());
  return run_.begin();
}

}  // namespace transom::bench
