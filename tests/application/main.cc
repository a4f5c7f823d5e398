// SPDX-License-Identifier: MIT
// test_application PAGE [keep]: shows a page, which may print to standard output and say when to end. `keep`: holds the
// task of loading it, and never looks at it.
#include <transom/transom.h>

#include <iostream>
#include <optional>
#include <string>

int main(int argc, char** argv) {
  transom::App app(argc, argv);
  transom::BrowserWindow window(app, {.webPreferences = {.exposeIpcToPage = true}});
  app.ipcMain().on("print", [](transom::IpcMainEvent&, const std::string& text) { std::cout << text << std::endl; });
  app.ipcMain().on("exit", [&app](transom::IpcMainEvent&, int status) { app.exit(status); });
  std::optional<transom::Task<void>> load = window.loadFile(argc > 1 ? argv[1] : "index.html");
  if (argc <= 2) load.reset();
  return app.run();
}
