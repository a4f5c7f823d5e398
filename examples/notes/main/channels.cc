// SPDX-License-Identifier: MIT
#include "channels.h"

#include "search.h"

#include <string>
#include <utility>
#include <vector>

namespace notes {

using transom::IpcMainInvokeEvent;
using transom::Task;

void serveNotes(const transom::App& app, const std::shared_ptr<const NoteStore>& store) {
  transom::IpcMain& ipcMain = app.ipcMain();
  // Parameters are taken by value: coroutines outlive the call that began them.
  ipcMain.handle("list", [&app, store](IpcMainInvokeEvent&) -> Task<std::vector<NoteInfo>> {
    co_await app.onThreadPool();
    co_return store->list();
  });
  ipcMain.handle("unlisted", [&app, store](IpcMainInvokeEvent&) -> Task<std::vector<Unread>> {
    co_await app.onThreadPool();
    co_return store->unlisted();
  });
  ipcMain.handle("read", [&app, store](IpcMainInvokeEvent&, std::string name) -> Task<Note> {
    co_await app.onThreadPool();
    co_return store->read(name);
  });
  ipcMain.handle(
      "save",
      [&app, store](IpcMainInvokeEvent&, std::string name, std::string text, std::string version) -> Task<std::string> {
        co_await app.onThreadPool();
        co_return store->save(name, text, version);
      });
  ipcMain.handle("add", [&app, store](IpcMainInvokeEvent&, std::string name, std::string text) -> Task<std::string> {
    co_await app.onThreadPool();
    co_return store->add(name, text);
  });
  ipcMain.handle("rename", [&app, store](IpcMainInvokeEvent&, std::string from, std::string to) -> Task<void> {
    co_await app.onThreadPool();
    store->rename(from, to);
  });
  ipcMain.handle("remove", [&app, store](IpcMainInvokeEvent&, std::string name) -> Task<void> {
    co_await app.onThreadPool();
    store->remove(name);
  });
  ipcMain.handle(
      "search", [&app, store](IpcMainInvokeEvent&, std::string query) { return search(app, store, std::move(query)); });
}

}  // namespace notes
