// SPDX-License-Identifier: MIT
#include "close_guard.h"

#include "note.h"

#include <chrono>

namespace notes {
namespace {

/// A page that works answers at once: it says only that it asks the user now.
constexpr std::chrono::seconds kPageAnswers{5};

}  // namespace

CloseGuard::CloseGuard(transom::App& app, transom::BrowserWindow& window)
    : unsaved_(app.ipcMain().scoped(
          "unsaved", [state = state_](transom::IpcMainEvent&, bool unsaved) { state->unsaved = unsaved; })),
      close_(app.ipcMain().scoped("close", [&window](transom::IpcMainEvent&) { window.destroy(); })) {
  app.ipcMain().declare(kAskToClose);
  window.on("close", [state = state_](transom::CloseEvent& event) {
    // Who closes the window once more, though the page doesn't answer, means it.
    if (!state->unsaved || state->pageHangs) return;
    event.preventDefault();
    ask(event.window().webContents(), state);
  });
  window.webContents().on("render-process-gone", [state = state_](transom::WebContentsEvent& event) {
    state->unsaved = false;
    event.sender().reload();
  });
}

transom::Task<void> CloseGuard::ask(transom::WebContents& page, std::shared_ptr<State> state) {
  try {
    co_await page.invokeWithTimeout(kPageAnswers, kAskToClose);
    state->pageHangs = false;
  } catch (const transom::Error&) {
    state->pageHangs = true;
  }
}

}  // namespace notes
