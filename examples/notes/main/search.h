// SPDX-License-Identifier: MIT
#pragma once

#include "note.h"
#include "note_store.h"

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace notes {

using Found = std::variant<Hit, Unread>;

/// Where `query` stands in a note, whatever the case: in its name, and once for each line.
std::vector<Hit> hitsIn(std::string_view name, std::string_view text, std::string_view query);

/// Looks through all notes, the one changed last first, in the application's thread pool. Hits go to the page as they
/// are found; a page that wants no more ends the search. Of a note that can't be read only the name is looked at, and
/// the page is told.
transom::AsyncGenerator<Found> search(const transom::App& app, std::shared_ptr<const NoteStore> store,
                                      std::string query);

}  // namespace notes
