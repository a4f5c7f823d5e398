// SPDX-License-Identifier: MIT
// native_both: a program that is main and, started by itself, the native child process as well. It links both
// libraries.
#include <transom/ipc_renderer.h>
#include <transom/transom.h>

#include <cstdlib>
#include <iostream>
#include <string>

namespace {

transom::Task<transom::Value> relay(transom::IpcRendererEvent& event, std::string channel) {
  try {
    co_return co_await event.sender().invoke(channel);
  } catch (const transom::Error& error) {
    co_return error.message();
  }
}

int runAsChild() {
  auto ipcRenderer = transom::IpcRenderer::connect();
  ipcRenderer.handle("relay", relay);
  return ipcRenderer.run();
}

int runAsMain(int argc, char** argv) {
  transom::App app(argc, argv, {.logSink = [](std::string_view) {}});
  app.ipcMain().handle("boom", []() -> int { throw transom::typeError("boom"); });
  transom::UtilityProcess self(app, "/proc/self/exe", {.serviceName = "self"});
  self.invoke("relay", "boom").then([&app](const transom::TaskResult<transom::Value>& answer) {
    std::cout << answer.value().asString() << std::endl;
    app.quit();
  });
  return app.run();
}

}  // namespace

int main(int argc, char** argv) {
  return std::getenv("TRANSOM_FD") ? runAsChild() : runAsMain(argc, argv);
}
