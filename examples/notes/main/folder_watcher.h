// SPDX-License-Identifier: MIT
#pragma once

#include "folder.h"
#include "note_file.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>

namespace notes {

/// Tells when notes of a folder have changed, whoever has changed them, and when the folder itself is gone, replaced or
/// back. It has a thread of its own, which ends with the object.
class FolderWatcher {
 public:
  using Names = std::set<std::string>;

  /// @param changed is called on the watcher's thread with the names of notes that are new, gone or other than they
  ///   were; with none if anything may have changed
  FolderWatcher(const std::filesystem::path& folder, std::function<void(const Names&)> changed);
  ~FolderWatcher();
  FolderWatcher(const FolderWatcher&) = delete;
  FolderWatcher& operator=(const FolderWatcher&) = delete;

 private:
  /// Watches what lies at the path now. @return whether that is another folder than before, or none
  [[nodiscard]] bool follow();
  void run(const std::stop_token& stop);

  Folder folder_;
  std::shared_ptr<const Descriptor> watched_;  // none while the folder is gone
  int watch_ = -1;                             // inotify's number of it
  std::function<void(const Names&)> changed_;
  Descriptor events_;  // inotify's
  Descriptor wake_;    // readable once the thread has to end
  std::jthread thread_;
};

}  // namespace notes
