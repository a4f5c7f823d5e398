// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace notes {

inline constexpr std::string_view kSuffix = ".md";

/// Whether a file of that name was meant as a note: hidden ones were not.
bool hasNoteSuffix(std::string_view name);

/// Whether a note may be called so. Names come from the page, which may have been taken over by what a note holds: none
/// leads out of the folder, to a hidden file, or to a file of another kind.
bool isNoteName(std::string_view name);

/// Throws a BAD_NAME error for a name that is none.
void requireNoteName(std::string_view name);

/// `Plan.md` for 1, `Plan 2.md` for 2, and so on: what to call a note where others with its name are there. What would
/// be too long for a file system loses its end.
std::string numberedName(std::string_view name, int number);

/// How to show the name of a file that is no note's: as UTF-8, with a mark for each character that isn't safe to show.
std::string shownName(std::string_view name);

}  // namespace notes
