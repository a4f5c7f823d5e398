// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>

namespace transom {

/// Files that are part of the executable: what the CMake function `transom_add_resources()` makes of a directory.
///
///     find_package(Transom REQUIRED)
///     add_executable(myapp main.cc)
///     transom_add_resources(myapp NAME ui DIRECTORY ui)
///
/// and in main.cc:
///
///     #include <ui_resources.h>
///     app.serve("app", resources::ui);
class ResourceBundle {
 public:
  /// One file, embedded into the program.
  struct File {
    const char* path;   ///< relative, with `/` between its parts: `js/app.js`
    const char* begin;  ///< its bytes lie as long as the program runs
    /// Behind its last byte.
    const char* end;
  };

  /// `files` must outlive all that is served from it.
  explicit constexpr ResourceBundle(std::span<const File> files) : files_(files) {}

  /// All of them, in the order of their paths.
  [[nodiscard]] constexpr std::span<const File> files() const { return files_; }

 private:
  std::span<const File> files_;
};

}  // namespace transom
