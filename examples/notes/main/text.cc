// SPDX-License-Identifier: MIT
#include "text.h"

#include <array>
#include <clocale>
#include <cstdint>

#include <locale.h>
#include <wctype.h>

namespace notes {
namespace {

/// How a character of UTF-8 begins: that many bytes follow, and it is none that fewer bytes could say.
struct Lead {
  std::uint8_t mask;
  std::uint8_t bits;
  std::size_t following;
  char32_t smallest;
};
constexpr std::array<Lead, 4> kLeads{
    {{0x80, 0x00, 0, 0}, {0xE0, 0xC0, 1, 0x80}, {0xF0, 0xE0, 2, 0x800}, {0xF8, 0xF0, 3, 0x10000}}};

bool isContinuation(char byte) {
  return (static_cast<std::uint8_t>(byte) & 0xC0) == 0x80;
}

bool isCharacter(char32_t character) {
  return character <= 0x10FFFF && (character < 0xD800 || character > 0xDFFF);
}

/// Unicode's lower case, whatever the user's locale is.
char32_t lower(char32_t character) {
  static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  if (character < 0x80 || !locale) return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
  return static_cast<char32_t>(towlower_l(static_cast<wint_t>(character), locale));
}

}  // namespace

std::optional<char32_t> takeCharacter(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const auto first = static_cast<std::uint8_t>(text[0]);
  for (const Lead& lead : kLeads) {
    if ((first & lead.mask) != lead.bits) continue;
    if (text.size() <= lead.following) return std::nullopt;
    char32_t character = first & static_cast<std::uint8_t>(~lead.mask);
    for (std::size_t i = 1; i <= lead.following; ++i) {
      if (!isContinuation(text[i])) return std::nullopt;
      character = character << 6 | (static_cast<std::uint8_t>(text[i]) & 0x3F);
    }
    if (character < lead.smallest || !isCharacter(character)) return std::nullopt;
    text.remove_prefix(lead.following + 1);
    return character;
  }
  return std::nullopt;
}

bool isUtf8(std::string_view text) {
  while (takeCharacter(text)) {
  }
  return text.empty();
}

std::string_view headOf(std::string_view text, std::size_t maxBytes) {
  if (text.size() <= maxBytes) return text;
  std::size_t size = maxBytes;
  while (size > 0 && isContinuation(text[size])) --size;
  return text.substr(0, size);
}

std::string_view tailOf(std::string_view text, std::size_t maxBytes) {
  if (text.size() <= maxBytes) return text;
  std::size_t begin = text.size() - maxBytes;
  while (begin < text.size() && isContinuation(text[begin])) ++begin;
  return text.substr(begin);
}

std::size_t utf16Length(std::string_view text) {
  std::size_t length = 0;
  while (const auto character = takeCharacter(text)) length += *character > 0xFFFF ? 2 : 1;
  return length;
}

Folded fold(std::string_view text) {
  Folded folded;
  const std::size_t size = text.size();
  folded.characters.reserve(size);
  folded.offsets.reserve(size + 1);
  folded.offsets.push_back(0);
  while (const auto character = takeCharacter(text)) {
    folded.characters.push_back(lower(*character));
    folded.offsets.push_back(size - text.size());
  }
  return folded;
}

}  // namespace notes
