// SPDX-License-Identifier: MIT
#pragma once

#include "note_store.h"

#include <transom/transom.h>

#include <memory>

namespace notes {

/// Answers what the page asks about notes: `list`, `unlisted`, `read`, `save`, `add`, `rename`, `remove` and the stream
/// `search`. Files are read and written in the application's thread pool.
void serveNotes(const transom::App& app, const std::shared_ptr<const NoteStore>& store);

}  // namespace notes
