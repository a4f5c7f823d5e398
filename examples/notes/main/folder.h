// SPDX-License-Identifier: MIT
#pragma once

#include "note_file.h"

#include <filesystem>
#include <memory>
#include <mutex>

namespace notes {

/// The folder at a path, which may be moved away, replaced, and come back. May be used on any thread.
class Folder {
 public:
  /// Makes the folder if it is not there. Throws IO if it can't be had.
  explicit Folder(const std::filesystem::path& path);

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// What lies at the path now; it stays open as long as somebody has it. Throws FOLDER_GONE if no folder does.
  [[nodiscard]] std::shared_ptr<const Descriptor> open();

 private:
  std::filesystem::path path_;
  std::mutex mutex_;
  std::shared_ptr<const Descriptor> opened_;
};

}  // namespace notes
