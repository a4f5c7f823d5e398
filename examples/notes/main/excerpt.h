// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace notes {

/// What the list shows of a note: its first line that says something, headings apart, without the marks of Markdown.
/// `text` is its beginning, in which the last character may be cut off. Empty if it isn't text.
std::string excerptOf(std::string_view text);

}  // namespace notes
