// SPDX-License-Identifier: MIT
#pragma once

#include <transom/export.h>

#include <iosfwd>

namespace transom {

class App;
class IpcMain;

/// Writes a TypeScript declaration of all channels that have a listener or a handler now, and of all messages and
/// questions that were declared (IpcMain::declare()): with it the compiler checks what a page does with `ipcRenderer`.
/// Structs (TRANSOM_STRUCT) and enumerations (TRANSOM_ENUM) become exported types; of two with the same name in
/// different namespaces both are written with their namespace: `app_Document`. Types that only a Convert of your own
/// knows are `unknown`, unless it says what they are. The same channels give the same text, whatever their order.
///
/// An application started with `--transom-types` (to standard output) or `--transom-types=FILE` does this in App::run()
/// and ends; see App. Main thread only.
TRANSOM_API void writeTypes(std::ostream& out, const IpcMain& ipcMain);
/// The same for the channels of App::ipcMain() and of all pages and programs that there are (WebContents::ipc(),
/// WebFrameMain::ipc()).
TRANSOM_API void writeTypes(std::ostream& out, const App& app);

}  // namespace transom
