// SPDX-License-Identifier: MIT
#include "excerpt.h"

#include "text.h"

#include <cstddef>

namespace notes {
namespace {

constexpr std::size_t kMaxBytes = 160;
constexpr std::size_t kLongestCharacter = 4;  // bytes

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

/// Quotes, bullets and boxes to tick at the beginning of a line.
std::string_view withoutBullet(std::string_view line) {
  if (line.starts_with("> ") || line.starts_with("- ") || line.starts_with("* ")) line = trimmed(line.substr(2));
  if (line.starts_with("[ ] ") || line.starts_with("[x] ")) line = trimmed(line.substr(4));
  return line;
}

bool saysSomething(std::string_view line) {
  return !line.empty() && !line.starts_with('#') && !line.starts_with("```") && !line.starts_with("---") &&
         !line.starts_with('|') && !line.starts_with('<');
}

/// Without the marks for bold, italic and code.
std::string plain(std::string_view line) {
  std::string result;
  for (const char character : line) {
    if (character != '*' && character != '`') result += character;
  }
  return result;
}

}  // namespace

std::string excerptOf(std::string_view text) {
  std::string_view rest = text;
  while (takeCharacter(rest)) {
  }
  if (rest.size() >= kLongestCharacter) return {};
  text.remove_suffix(rest.size());
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = withoutBullet(trimmed(text.substr(0, end)));
    if (saysSomething(line)) return std::string(headOf(plain(line), kMaxBytes));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return {};
}

}  // namespace notes
