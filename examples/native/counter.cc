// SPDX-License-Identifier: MIT
// A native child process: counts words where a crash or a long calculation can't hurt the application.
#include <transom/ipc_renderer.h>

#include <iterator>
#include <sstream>
#include <string>

int main() {
  auto ipcRenderer = transom::IpcRenderer::connect();

  ipcRenderer.handle("count", [](transom::IpcRendererEvent& event, const std::string& text) {
    event.sender().send("progress", "counting " + std::to_string(text.size()) + " bytes");
    std::istringstream words(text);
    return std::distance(std::istream_iterator<std::string>(words), {});
  });

  return ipcRenderer.run();
}
