// SPDX-License-Identifier: MIT
#include "native_rounds.h"

#include "payloads.h"

namespace transom::bench {

NativeChild::NativeChild(App& app)
    : child_(app, "transom-bench-child"), run_(app), payload_(payloadValue("16B").asString()) {
  IpcMain& ipcMain = app.ipcMain();
  listeners_.push_back(ipcMain.scoped("native-sync-round", [this](IpcMainEvent& event, const Value& payload) {
    event.returnValue = run_.roundTripped() ? payload : Value(nullptr);
  }));
  listeners_.push_back(ipcMain.scoped("native-burst", [this] { run_.messageArrived(); }));
  ipcMain.handle("native-invoke-round", [this](IpcMainInvokeEvent&, const Value& payload) {
    return run_.roundTripped() ? payload : Value(nullptr);
  });
  child_.on("exit", [this] { run_.fail("the native child process has ended"); });
}

Task<Samples> NativeChild::sendSync(const Budget& budget) {
  child_.send("sync-rounds", payload_);
  return run_.beginRoundTrips(budget);
}

Task<Samples> NativeChild::invoke(const Budget& budget) {
  child_.send("invoke-rounds", payload_);
  return run_.beginRoundTrips(budget);
}

Task<Samples> NativeChild::burst(const Budget& budget) {
  auto result = run_.beginBurst(budget);
  child_.send("burst", budget.burst, payload_);
  return result;
}

}  // namespace transom::bench
