// SPDX-License-Identifier: MIT
// What main and the page say to each other about notes. The page's TypeScript declarations are made from these structs.
#pragma once

#include <transom/transom.h>

#include <chrono>
#include <string>
#include <vector>

namespace notes {

/// One line of the list of notes.
struct NoteInfo {
  std::string name;  ///< of its file, `Shopping.md`: notes are known by it everywhere
  std::chrono::system_clock::time_point modified;
  std::string excerpt;  ///< how its text begins; empty if nobody can say
};
TRANSOM_STRUCT(NoteInfo, name, modified, excerpt)

struct Note {
  std::string name;
  std::string text;
  std::string version;  ///< of what lies on disk: another one whenever the file has changed
};
TRANSOM_STRUCT(Note, name, text, version)

/// What the user has made of the note at `version`, and not saved.
struct Draft {
  std::string name;
  std::string text;
  std::string version;
};
TRANSOM_STRUCT(Draft, name, text, version)

/// A place that a search has found.
struct Hit {
  std::string name;
  int line = 0;    ///< from 1; 0: found in the name
  int column = 0;  ///< where `match` begins in the line, from 0, counted as JavaScript counts
  std::string before;
  std::string match;
  std::string after;
};
TRANSOM_STRUCT(Hit, name, line, column, before, match, after)

/// A note whose text a search could not look through, or a file that is not in the list.
struct Unread {
  std::string name;
  std::string reason;  ///< for the user
};
TRANSOM_STRUCT(Unread, name, reason)

/// Notes of these names are new, gone or other than they were; none: any may be.
inline constexpr transom::Message<std::vector<std::string>> kChanged("changed");
/// The user wants to close the window, and something is not saved. The answer says only that the page asks him now:
/// what he decides the page sends on `close`, or it sends nothing.
inline constexpr transom::Question<void()> kAskToClose("ask-to-close");

}  // namespace notes
