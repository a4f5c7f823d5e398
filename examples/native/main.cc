// SPDX-License-Identifier: MIT
// Starts the program `counter`, which lies beside this one, and asks it for something.
#include <transom/transom.h>

#include <iostream>
#include <string>

int main(int argc, char** argv) {
  transom::App app(argc, argv, {.headless = true});  // no windows, so no display is needed
  transom::UtilityProcess counter(app, "counter");

  app.ipcMain().on("progress", [](transom::IpcMainEvent& event, const std::string& text) {
    std::cout << event.senderFrame()->origin() << ": " << text << std::endl;  // process://counter: counting 14 bytes
  });
  counter.invoke("count", "one two  three").then([&app](const transom::TaskResult<transom::Value>& words) {
    std::cout << words.value().asNumber() << " words" << std::endl;  // 3 words
    app.quit();
  });
  counter.on("exit", [&app] { app.exit(1); });  // it has crashed, say: the application goes on, and decides

  return app.run();
}
