// SPDX-License-Identifier: MIT
// first [FOLDER] [--once]: shows the files in FOLDER, and the lines of the one that is clicked. With --once it
// ends when the page has shown the first.
#include <transom/transom.h>
#include <ui_resources.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

struct File {
  std::string name;
  std::uint32_t kilobytes;
};
TRANSOM_STRUCT(File, name, kilobytes)

namespace {

std::vector<File> filesIn(const fs::path& folder) {
  std::vector<File> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files.push_back({entry.path().filename().string(), static_cast<std::uint32_t>((entry.file_size() + 1023) / 1024)});
  }
  std::ranges::sort(files, {}, &File::name);
  return files;
}

// A stream: it goes on when the page asks for the next line, and is destroyed when the page's loop ends.
transom::AsyncGenerator<std::string> linesOf(fs::path path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("this file can't be read: " + path.string());
  std::string line;
  while (std::getline(file, line)) co_yield line;
}

}  // namespace

int main(int argc, char** argv) {
  transom::App app(argc, argv);
  fs::path folder = ".";
  bool once = false;
  for (const std::string_view argument : std::vector<std::string_view>(argv + 1, argv + argc)) {
    if (argument == "--once") {
      once = true;
    } else if (!argument.starts_with("--")) {
      folder = argument;
    }
  }

  app.ipcMain().handle("files", [folder](transom::IpcMainInvokeEvent&) { return filesIn(folder); });
  // A page may ask for any string: of a path only the name counts.
  app.ipcMain().handle("lines", [folder](transom::IpcMainInvokeEvent&, const std::string& name) {
    return linesOf(folder / fs::path(name).filename());
  });
  app.ipcMain().on("shown", [&app, once](transom::IpcMainEvent&, int files, int lines) {
    std::cout << "shown: " << files << " files, " << lines << " lines" << std::endl;
    if (once) app.quit();
  });

  app.serve("app", resources::ui);
  transom::BrowserWindow window(app, {.width = 800, .height = 600, .webPreferences = {.preload = "preload.js"}});
  window.loadURL("app://main/index.html");
  return app.run();
}
