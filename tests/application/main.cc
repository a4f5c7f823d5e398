// SPDX-License-Identifier: MIT
// test_application PAGE: shows a page, which may print to standard output and say when to end.
#include <transom/transom.h>

#include <iostream>
#include <string>

int main(int argc, char** argv) {
  transom::App app(argc, argv);
  transom::BrowserWindow window(app, {.webPreferences = {.exposeIpcToPage = true}});
  app.ipcMain().on("print", [](transom::IpcMainEvent&, const std::string& text) { std::cout << text << std::endl; });
  app.ipcMain().on("exit", [&app](transom::IpcMainEvent&, int status) { app.exit(status); });
  window.loadFile(argc > 1 ? argv[1] : "index.html");
  return app.run();
}
