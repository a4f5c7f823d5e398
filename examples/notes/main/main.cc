// SPDX-License-Identifier: MIT
// notes [FOLDER]: shows the notes in FOLDER, by default in ~/Notes.
#include "notes_app.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string_view>

namespace {

std::filesystem::path folderFrom(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (!std::string_view(argv[i]).starts_with("--")) return argv[i];
  }
  const char* const home = std::getenv("HOME");
  return std::filesystem::path(home ? home : ".") / "Notes";
}

}  // namespace

int main(int argc, char** argv) {
  transom::App app(argc, argv);
  try {
    const notes::NotesApp notes(app, folderFrom(argc, argv));
    return app.run();
  } catch (const transom::Error& error) {
    std::cerr << "notes: " << error.message() << std::endl;
    return EXIT_FAILURE;
  }
}
