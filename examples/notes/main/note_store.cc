// SPDX-License-Identifier: MIT
#include "note_store.h"

#include "excerpt.h"
#include "note_name.h"
#include "text.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <unordered_set>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace notes {
namespace {

constexpr std::size_t kExcerptSource = 2048;  // bytes of a file that are looked at for the list
constexpr int kMaxNumber = 1000;

void requireSize(std::size_t bytes) {
  if (bytes <= NoteStore::kMaxBytes) return;
  throw transom::Error({.message = "This file is over 8 MiB, which is too large for a note.", .code = "TOO_LARGE"});
}

struct Entry {
  std::string name;
  bool isLink = false;
};

/// What in a folder was meant as a note, in no order.
std::vector<Entry> entriesOf(const Descriptor& folder) {
  // Opened anew: the place of reading belongs to the open file, and others may read the folder at the same time.
  const int descriptor = ::openat(folder.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) throwSystemError("the folder of notes", errno);
  const auto close = [](DIR* directory) { ::closedir(directory); };
  const std::unique_ptr<DIR, decltype(close)> directory(::fdopendir(descriptor), close);
  std::vector<Entry> entries;
  while (const dirent* const entry = ::readdir(directory.get())) {
    if (hasNoteSuffix(entry->d_name)) entries.push_back({entry->d_name, entry->d_type == DT_LNK});
  }
  return entries;
}

/// Empty for a note that can't be read: it is in the list all the same, and opening it says why.
std::string excerptIn(const Descriptor& folder, const std::string& name) {
  try {
    return excerptOf(readFile(folder, name, kExcerptSource));
  } catch (const transom::Error&) {
    return {};
  }
}

/// Nothing for what is no file, or gone by now.
std::optional<NoteInfo> infoOf(const Descriptor& folder, const std::string& name, ExcerptCache& excerpts) {
  try {
    const FileState state = stateOf(folder, name);
    if (!state.isFile) return std::nullopt;
    return NoteInfo{name, state.modified, excerpts.get(name, state.version, [&] { return excerptIn(folder, name); })};
  } catch (const transom::Error& error) {
    if (error.code() != "NOT_FOUND") throw;
    return std::nullopt;
  }
}

}  // namespace

NoteStore::NoteStore(const std::filesystem::path& folder)
    : folder_(std::make_unique<Folder>(folder)), excerpts_(std::make_unique<ExcerptCache>()) {}

std::vector<NoteInfo> NoteStore::list() const {
  const auto folder = folder_->open();
  std::vector<NoteInfo> notes;
  const std::vector<Entry> entries = entriesOf(*folder);
  std::unordered_set<std::string_view> there;
  for (const auto& [name, isLink] : entries) {
    if (!isNoteName(name)) continue;
    there.insert(name);
    if (auto info = infoOf(*folder, name, *excerpts_)) notes.push_back(std::move(*info));
  }
  excerpts_->keepOnly([&there](const std::string& name) { return there.contains(name); });
  std::sort(notes.begin(), notes.end(), [](const NoteInfo& a, const NoteInfo& b) {
    return a.modified != b.modified ? a.modified > b.modified : a.name < b.name;
  });
  return notes;
}

std::vector<Unread> NoteStore::unlisted() const {
  std::vector<Unread> files;
  for (const auto& [name, isLink] : entriesOf(*folder_->open())) {
    if (!isNoteName(name)) {
      files.push_back({shownName(name), "Its name has characters that can't be shown, or begins with a space."});
    } else if (isLink) {
      files.push_back({name, "It is a link, which may lead out of the folder."});
    }
  }
  std::sort(files.begin(), files.end(), [](const Unread& a, const Unread& b) { return a.name < b.name; });
  return files;
}

Note NoteStore::read(const std::string& name) const {
  requireNoteName(name);
  const auto folder = folder_->open();
  // The version first: a file that changes meanwhile is then newer than what the page has, never older.
  const FileState state = stateOf(*folder, name);
  if (!state.isFile) throwSystemError(name, ENOENT);
  requireSize(state.bytes);
  std::string text = readFile(*folder, name, kMaxBytes + 1);
  requireSize(text.size());
  if (!isUtf8(text)) {
    throw transom::Error(
        {.message = "This file is not text in UTF-8. Saving it from here would damage it.", .code = "NOT_TEXT"});
  }
  return {name, std::move(text), state.version};
}

std::string NoteStore::save(const std::string& name, const std::string& text, const std::string& version) const {
  requireNoteName(name);
  requireSize(text.size());
  const auto folder = folder_->open();
  const std::scoped_lock lock(changing_);
  replaceFile(*folder, name, text, version);
  return stateOf(*folder, name).version;
}

std::string NoteStore::add(const std::string& name, const std::string& text) const {
  requireNoteName(name);
  requireSize(text.size());
  const auto folder = folder_->open();
  for (int number = 1;; ++number) {
    std::string candidate = numberedName(name, number);
    try {
      addFile(*folder, candidate, text);
      return candidate;
    } catch (const transom::Error& error) {
      if (error.code() != "EXISTS" || number == kMaxNumber) throw;
    }
  }
}

void NoteStore::rename(const std::string& from, const std::string& to) const {
  requireNoteName(from);
  requireNoteName(to);
  const auto folder = folder_->open();
  const std::scoped_lock lock(changing_);
  renameFile(*folder, from, to);
}

void NoteStore::remove(const std::string& name) const {
  requireNoteName(name);
  const auto folder = folder_->open();
  const std::scoped_lock lock(changing_);
  if (::unlinkat(folder->get(), name.c_str(), 0) != 0) throwSystemError(name, errno);
}

}  // namespace notes
