// SPDX-License-Identifier: MIT
#include "note_name.h"

#include "text.h"

#include <transom/error.h>

#include <algorithm>
#include <cstddef>

namespace notes {
namespace {

constexpr std::size_t kMaxNameBytes = 255;  // as file systems have it

bool isForbidden(char32_t character) {
  const bool isControl = character < 0x20 || (character >= 0x7F && character < 0xA0);
  // Marks that turn the direction of text around: with them `Plan.md` can be shown where another name is.
  const bool isDirection = (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
  return character == '/' || character == '\\' || isControl || isDirection;
}

}  // namespace

bool hasNoteSuffix(std::string_view name) {
  if (name.size() <= kSuffix.size() || name.starts_with('.')) return false;
  const std::string_view suffix = name.substr(name.size() - kSuffix.size());
  return suffix == kSuffix || suffix == ".MD" || suffix == ".Md" || suffix == ".mD";
}

bool isNoteName(std::string_view name) {
  if (!hasNoteSuffix(name) || name.size() > kMaxNameBytes || name.starts_with(' ')) return false;
  while (const auto character = takeCharacter(name)) {
    if (isForbidden(*character)) return false;
  }
  return name.empty();
}

void requireNoteName(std::string_view name) {
  if (isNoteName(name)) return;
  if (name.size() > kMaxNameBytes) {
    throw transom::Error({.message = "This name is too long for a note.", .code = "BAD_NAME"});
  }
  throw transom::Error({.message = "This can't be the name of a note. Leave out / and \\, and don't begin with a dot.",
                        .code = "BAD_NAME"});
}

std::string numberedName(std::string_view name, int number) {
  if (number == 1) return std::string(name);
  const std::string_view stem = name.substr(0, name.size() - std::min(name.size(), kSuffix.size()));
  const std::string end = ' ' + std::to_string(number) + std::string(kSuffix);
  return std::string(headOf(stem, kMaxNameBytes - end.size())) + end;
}

std::string shownName(std::string_view name) {
  std::string shown;
  while (!name.empty()) {
    const std::string_view before = name;
    const auto character = takeCharacter(name);
    if (!character) name.remove_prefix(1);
    const bool isShown = character && !isForbidden(*character);
    shown += isShown ? before.substr(0, before.size() - name.size()) : "\uFFFD";
  }
  return shown;
}

}  // namespace notes
