// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace notes {

/// Takes the first character off `text`. Nothing at its end, and where it isn't UTF-8.
std::optional<char32_t> takeCharacter(std::string_view& text);

bool isUtf8(std::string_view text);

/// The beginning of `text`, no longer than `maxBytes`, no character cut in two.
std::string_view headOf(std::string_view text, std::size_t maxBytes);
/// The same of its end.
std::string_view tailOf(std::string_view text, std::size_t maxBytes);

/// As JavaScript counts: characters beyond U+FFFF are two.
std::size_t utf16Length(std::string_view text);

/// Text in which upper and lower case are the same.
struct Folded {
  std::u32string characters;
  std::vector<std::size_t> offsets;  ///< where each of them begins in the text, and in the end the text's size
};
/// `text` must be UTF-8; what is behind a fault is left out.
Folded fold(std::string_view text);

}  // namespace notes
