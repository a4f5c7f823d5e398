// SPDX-License-Identifier: MIT
// native_main CHILD: an application that starts a native child process, prints what process that is once it has
// connected, and goes on until somebody ends it.
#include <transom/transom.h>

#include <iostream>

int main(int argc, char** argv) {
  transom::App app(argc, argv);
  transom::UtilityProcess child(app, argv[1], {.arguments = {"connect-and-hang"}});
  child.on("spawn", [&child] { std::cout << "child " << child.pid() << std::endl; });
  return app.run();
}
