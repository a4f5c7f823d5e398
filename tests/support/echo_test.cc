// SPDX-License-Identifier: MIT
#include "echo_test.h"

#include <memory>

namespace transom::test {

EchoTest::EchoTest() {
  answerEchoes(app());
}

void EchoTest::answerEchoes(App& app) {
  app.ipcMain().on("square", [](IpcMainEvent& event, int n) { event.returnValue = n * n; });
  app.ipcMain().on("echo", [this](IpcMainEvent&, int n, int square) {
    if (square == n * n) echoes_.insert(n);
  });
}

std::string EchoTest::echoHtml(std::string_view script) {
  return R"html(<!doctype html><meta charset=utf-8><title>echo</title><script>
    const {ipcRenderer} = require('electron');
    ipcRenderer.on('echo', (event, n) => ipcRenderer.send('echo', n, ipcRenderer.sendSync('square', n)));
    )html" +
         std::string(script) + "</script>";
}

std::string EchoTest::echoPage(std::string_view path, std::string_view script) {
  return page(echoHtml(script), path);
}

bool EchoTest::isAlive(BrowserWindow& window) {
  const int n = ++lastEcho_;
  window.webContents().send("echo", n);
  return runUntil([this, n] { return echoes_.contains(n); });
}

bool EchoTest::causes(WebContents& contents, std::string_view event, const std::function<void()>& action) {
  const auto happened = std::make_shared<bool>(false);
  contents.once(event, [happened] { *happened = true; });
  action();
  return runUntil([&happened] { return *happened; });
}

}  // namespace transom::test
