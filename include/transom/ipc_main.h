// SPDX-License-Identifier: MIT
#pragma once

#include <transom/event_emitter.h>
#include <transom/ipc_event.h>

namespace transom {

/// Receives what pages send with `ipcRenderer.send` and `ipcRenderer.sendSync`: the channel is the event's name.
///
///     app.ipcMain().on("open", [](IpcMainEvent& event, const std::string& path, std::optional<int> line) { … });
///
/// All messages of one page arrive in the order sent. A listener that throws is logged, and the others still run; a
/// pending `sendSync` then throws in the page. An argument of the wrong type is such an error (TypeError), raised
/// before the listener runs. Main thread only.
using IpcMain = EventEmitter<IpcMainEvent>;

}  // namespace transom
