// SPDX-License-Identifier: MIT
#include "notes_app.h"

#include "channels.h"
#include "drafts.h"

#include <ui_resources.h>

#include <string>
#include <vector>

namespace notes {
namespace {

constexpr const char* kPage = "app://main/index.html";

const transom::BrowserWindowOptions kWindow{
    .width = 1120, .height = 720, .title = "Notes", .webPreferences = {.preload = "preload.js", .devTools = false}};

}  // namespace

NotesApp::NotesApp(transom::App& app, const std::filesystem::path& folder)
    : store_(app.writesTypes() ? nullptr : std::make_shared<const NoteStore>(folder)),
      window_(app, kWindow),
      closeGuard_(app, window_) {
  serveNotes(app, store_);
  serveDrafts(app.ipcMain());
  app.ipcMain().declare(kChanged);
  if (app.writesTypes()) return;

  watcher_.emplace(folder, [page = window_.webContents().sender()](const FolderWatcher::Names& names) {
    page.send(kChanged, std::vector<std::string>(names.begin(), names.end()));
  });
  // Nothing but our own page may use a channel, wherever a link has led the window.
  app.setDefaultAccess({.allow = {transom::Origin{"app://main"}}, .mainFrameOnly = true});
  app.serve("app", resources::ui);
  window_.loadURL(kPage);
}

}  // namespace notes
