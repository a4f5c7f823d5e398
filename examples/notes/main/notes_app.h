// SPDX-License-Identifier: MIT
#pragma once

#include "close_guard.h"
#include "folder_watcher.h"
#include "note_store.h"

#include <transom/transom.h>

#include <filesystem>
#include <memory>
#include <optional>

namespace notes {

/// The application: one window on one folder of notes.
class NotesApp {
 public:
  /// Opens the window. Throws transom::Error if the folder can't be had. `app` must outlive it.
  NotesApp(transom::App& app, const std::filesystem::path& folder);

  [[nodiscard]] transom::BrowserWindow& window() { return window_; }

 private:
  std::shared_ptr<const NoteStore> store_;  // none if only the types of channels are asked for
  transom::BrowserWindow window_;
  CloseGuard closeGuard_;
  std::optional<FolderWatcher> watcher_;
};

}  // namespace notes
