// SPDX-License-Identifier: MIT
#pragma once

#include "excerpt_cache.h"
#include "folder.h"
#include "note.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace notes {

/// A folder of Markdown files. Every function may be called on any thread; each works as a whole. What can't be done
/// throws a transom::Error with a message for the user and a code: BAD_NAME, NOT_FOUND, EXISTS, CONFLICT, TOO_LARGE,
/// NOT_TEXT, READ_ONLY, FOLDER_GONE, IO.
class NoteStore {
 public:
  /// Makes the folder if it is not there.
  explicit NoteStore(const std::filesystem::path& folder);

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_->path(); }

  /// The notes of the folder, the one changed last first.
  [[nodiscard]] std::vector<NoteInfo> list() const;
  /// The files that were meant as notes and are not in the list, with the reasons.
  [[nodiscard]] std::vector<Unread> unlisted() const;
  [[nodiscard]] Note read(const std::string& name) const;

  /// Saves a note that was at `version` when the user began to change it. Throws CONFLICT if it is another one now.
  /// @return its new version
  std::string save(const std::string& name, const std::string& text, const std::string& version) const;
  /// Adds a note called so, or with a number added to that where the name is taken. @return what it is called
  std::string add(const std::string& name, const std::string& text) const;
  void rename(const std::string& from, const std::string& to) const;
  void remove(const std::string& name) const;

  static constexpr std::size_t kMaxBytes = 8U << 20U;  ///< of one note: beyond that no editor of plain text is any joy

 private:
  std::unique_ptr<Folder> folder_;
  std::unique_ptr<ExcerptCache> excerpts_;
  mutable std::mutex changing_;  // no other change of ours between a look at a version and what follows from it
};

}  // namespace notes
