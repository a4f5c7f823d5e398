// SPDX-License-Identifier: MIT
#include "search.h"

#include "note_name.h"
#include "text.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace notes {
namespace {

constexpr std::size_t kBeforeBytes = 48;
constexpr std::size_t kAfterBytes = 160;

std::optional<Hit> hitIn(std::string_view line, const Folded& query) {
  const Folded folded = fold(line);
  const auto found =
      std::search(folded.characters.begin(), folded.characters.end(), query.characters.begin(), query.characters.end());
  if (found == folded.characters.end()) return std::nullopt;
  const auto first = static_cast<std::size_t>(found - folded.characters.begin());
  const std::size_t begin = folded.offsets[first];
  const std::size_t end = folded.offsets[first + query.characters.size()];
  const std::string_view before = tailOf(line.substr(0, begin), kBeforeBytes);
  return Hit{.column = static_cast<int>(utf16Length(line.substr(0, begin))),
             .before = (before.size() < begin ? "…" : "") + std::string(before),
             .match = std::string(line.substr(begin, end - begin)),
             .after = std::string(headOf(line.substr(end), kAfterBytes))};
}

transom::Task<std::vector<NoteInfo>> allNotes(const transom::App& app, std::shared_ptr<const NoteStore> store) {
  co_await app.onThreadPool();
  co_return store->list();
}

std::vector<Found> lookInto(const NoteStore& store, const std::string& name, const std::string& query) {
  std::vector<Found> found;
  std::string text;
  try {
    text = store.read(name).text;
  } catch (const transom::Error& error) {
    if (error.code() == "NOT_FOUND") return found;  // deleted meanwhile
    found.emplace_back(Unread{name, error.message()});
  }
  for (Hit& hit : hitsIn(name, text, query)) found.emplace_back(std::move(hit));
  return found;
}

transom::Task<std::vector<Found>> foundIn(const transom::App& app, std::shared_ptr<const NoteStore> store,
                                          std::string name, std::string query) {
  co_await app.onThreadPool();
  co_return lookInto(*store, name, query);
}

}  // namespace

std::vector<Hit> hitsIn(std::string_view name, std::string_view text, std::string_view query) {
  std::vector<Hit> hits;
  const Folded folded = fold(query);
  if (folded.characters.empty()) return hits;
  const auto keep = [&](std::optional<Hit> hit, int line) {
    if (!hit) return;
    hit->name = name;
    hit->line = line;
    hits.push_back(std::move(*hit));
  };
  keep(hitIn(name.substr(0, name.size() - std::min(name.size(), kSuffix.size())), folded), 0);
  for (int line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const bool hasReturn = end > 0 && text[end - 1] == '\r';
    keep(hitIn(text.substr(0, end - (hasReturn ? 1 : 0)), folded), line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return hits;
}

transom::AsyncGenerator<Found> search(const transom::App& app, std::shared_ptr<const NoteStore> store,
                                      std::string query) {
  const std::vector<NoteInfo> notes = co_await allNotes(app, store);
  for (const NoteInfo& note : notes) {
    const std::vector<Found> all = co_await foundIn(app, store, note.name, query);
    for (const Found& found : all) co_yield found;
  }
}

}  // namespace notes
