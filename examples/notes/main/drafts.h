// SPDX-License-Identifier: MIT
#pragma once

#include <transom/transom.h>

namespace notes {

/// Keeps what the user wrote and hasn't saved, in memory, and gives it to the page when that has to begin anew: the
/// process of a page may end, main's doesn't with it.
/// Serves the channels `draft`, `draft-done` and `drafts` from now on.
void serveDrafts(transom::IpcMain& ipcMain);

}  // namespace notes
