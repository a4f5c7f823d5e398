// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace transom::detail {

/// Prints what a page wrote to its console to standard output, each line after `[page] `. Control characters are shown
/// escaped: the text is the page's, and a terminal obeys some of them.
void printConsoleMessage(std::string_view text);

}  // namespace transom::detail
