// SPDX-License-Identifier: MIT
#include <transom/transom.h>
#include <iostream>

int main(int argc, char** argv) {
  transom::App app(argc, argv);
  transom::BrowserWindow window(app, {.width = 800, .height = 600, .webPreferences = {.exposeIpcToPage = true}});

  app.ipcMain().on("asynchronous-message", [](transom::IpcMainEvent& event, const std::string& arg) {
    std::cout << arg << std::endl;  // prints "ping"
    event.sender().send("asynchronous-reply", "pong");
  });
  app.ipcMain().on("synchronous-message", [](transom::IpcMainEvent& event, const std::string& arg) {
    std::cout << arg << std::endl;  // prints "ping"
    event.returnValue = "pong";
  });

  window.loadFile("index.html");
  return app.run();
}
