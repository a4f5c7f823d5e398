// SPDX-License-Identifier: MIT
// An application with channels of every kind, whose pages and programs don't exist: none is needed to write their
// types.
#include "channels.h"

#include <iostream>

int main(int argc, char** argv) {
  transom::App app(argc, argv);
  app.serve("app", "not built yet");
  transom::BrowserWindow window(app, {.webPreferences = {.preload = "not-built-yet.js"}});
  transom::test::registerChannels(app.ipcMain());
  window.webContents().ipc().handle("of the page", [](transom::IpcMainInvokeEvent&, int number) { return number; });
  window.webContents().mainFrame()->ipc().on("of the frame", [](transom::IpcMainEvent&, bool) {});
  transom::UtilityProcess program(app, "not-built-yet");
  program.webContents().ipc().on("of the program", [](transom::IpcMainEvent&, const std::string&) {});
  program.send("start");
  if (program.pid() != 0 || program.kill()) return 2;
  app.post([] { std::cout << "the loop has run" << std::endl; });
  const auto load = window.loadFile("not-built-yet.html");
  window.loadURL("app://main/");
  window.webContents().send(transom::test::kOpened, "a.md", 7);
  window.webContents().invoke(transom::test::kConfirm, "sure?").then([](const transom::TaskResult<bool>& /*none*/) {});
  return app.run();
}
