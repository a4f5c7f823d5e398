// SPDX-License-Identifier: MIT
#include "close_guard.h"

#include "note.h"

#include <chrono>

namespace notes {
namespace {

/// A page that works answers at once: it says only that it asks the user now.
constexpr std::chrono::seconds kPageAnswers{5};
/// A page whose process has ended is back by then, with what was not saved.
constexpr std::chrono::seconds kPageIsBack{15};

}  // namespace

CloseGuard::CloseGuard(transom::App& app, transom::BrowserWindow& window)
    : unsaved_(app.ipcMain().scoped("unsaved",
                                    [state = state_, &window](transom::IpcMainEvent&, bool unsaved) {
                                      const bool closes = state->wantsToClose;
                                      *state = {.unsaved = unsaved};
                                      if (!closes) return;
                                      if (unsaved) {
                                        ask(window.webContents(), state);
                                      } else {
                                        window.destroy();
                                      }
                                    })),
      close_(app.ipcMain().scoped("close", [&window](transom::IpcMainEvent&) { window.destroy(); })) {
  app.ipcMain().declare(kAskToClose);
  window.on("close", [state = state_, &app](transom::CloseEvent& event) {
    // Who closes the window once more, though the page doesn't answer, means it.
    if (!state->unsaved || state->pageHangs) return;
    event.preventDefault();
    if (!state->isRestarting) {
      ask(event.window().webContents(), state);
    } else if (!state->wantsToClose) {
      state->wantsToClose = true;
      awaitPage(app, state);
    }
  });
  window.webContents().on("render-process-gone", [state = state_](transom::WebContentsEvent& event) {
    state->isRestarting = true;
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

transom::Task<void> CloseGuard::awaitPage(const transom::App& app, std::shared_ptr<State> state) {
  co_await app.delay(kPageIsBack);
  if (state->isRestarting) state->pageHangs = true;
}

}  // namespace notes
