// SPDX-License-Identifier: MIT
// native_main CHILD MODE [headless]: an application that starts a native child process in that mode and prints what
// process it is, once it has connected. Without `headless` it then goes on until somebody ends it; with it, it asks the
// child something, tries to open a window, prints what came of both, and waits for the child's end.
#include <transom/transom.h>

#include <iostream>
#include <string_view>

namespace {

void tryWindow(transom::App& app) {
  try {
    const transom::BrowserWindow window(app);
    std::cout << "a window" << std::endl;
  } catch (const transom::EngineError& error) {
    std::cout << error.what() << std::endl;
  }
}

void askAndQuit(transom::App& app, transom::UtilityProcess& child) {
  child.invoke("double", 21).then([&](const transom::TaskResult<transom::Value>& answer) {
    std::cout << answer.value().asNumber() << std::endl;
    tryWindow(app);
    child.send("quit", 3);
  });
  child.on("exit", [&app](transom::UtilityProcessEvent&, int code) { app.exit(code); });
}

}  // namespace

int main(int argc, char** argv) {
  const bool headless = argc > 3 && std::string_view(argv[3]) == "headless";
  transom::App app(argc, argv, {.headless = headless});
  transom::UtilityProcess child(app, argv[1], {.arguments = {argv[2]}});
  child.on("spawn", [&child] { std::cout << "child " << child.pid() << std::endl; });
  if (headless) askAndQuit(app, child);
  return app.run();
}
