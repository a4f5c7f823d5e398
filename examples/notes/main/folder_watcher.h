// SPDX-License-Identifier: MIT
#pragma once

#include "note_file.h"

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <thread>

namespace notes {

/// Tells when notes of a folder have changed, whoever has changed them. It has a thread of its own, which ends with the
/// object.
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
  void run(const std::stop_token& stop);

  std::function<void(const Names&)> changed_;
  Descriptor events_;  // inotify's
  Descriptor wake_;    // readable once the thread has to end
  std::jthread thread_;
};

}  // namespace notes
