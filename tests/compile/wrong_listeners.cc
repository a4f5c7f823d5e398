// SPDX-License-Identifier: MIT
// What a compiler must say of listeners and handlers that can't be: each has its words in a comment above it.
#include <transom/transom.h>

void registerWrongly(transom::IpcMain& ipcMain) {
  // error: what listens must be callable in one way only
  ipcMain.on("any", [](auto& /*event*/, int /*number*/) {});
  // error: the first parameter of a listener or handler is its event
  ipcMain.on("no-event", [](int /*number*/, int /*other*/) {});
  ipcMain.on("by-reference", [](transom::IpcMainSyncEvent<int>& event) { event.returnValue = 1; });
  ipcMain.handle("no-event", [](int number) { return number; });
  // error: a listener with parameters can't be a coroutine
  ipcMain.on("coroutine", [](transom::IpcMainEvent& event) -> transom::Task<void> {
    event.reply("done");
    co_return;
  });
}
