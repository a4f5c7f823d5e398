// SPDX-License-Identifier: MIT
// The native child process's half of native_rounds.cc.
#include <transom/ipc_renderer.h>

#include <string>

namespace transom::bench {
namespace {

Task<void> invokeRounds(IpcRenderer& ipcRenderer, std::string payload) {
  for (bool more = true; more;) {
    const Value answer = co_await ipcRenderer.invoke("native-invoke-round", payload);
    more = !answer.isNull();
  }
}

int run() {
  auto ipcRenderer = IpcRenderer::connect();
  ipcRenderer.on("sync-rounds", [](IpcRendererEvent& event, const std::string& payload) {
    while (!event.sender().sendSync("native-sync-round", payload).isNull()) {
    }
  });
  ipcRenderer.on("invoke-rounds",
                 [](IpcRendererEvent& event, const std::string& payload) { invokeRounds(event.sender(), payload); });
  ipcRenderer.on("burst", [](IpcRendererEvent& event, int count, const std::string& payload) {
    for (int i = 0; i < count; ++i) event.sender().send("native-burst", payload);
  });
  return ipcRenderer.run();
}

}  // namespace
}  // namespace transom::bench

int main() {
  return transom::bench::run();
}
