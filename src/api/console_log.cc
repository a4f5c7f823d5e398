// SPDX-License-Identifier: MIT
#include "console_log.h"

#include "base/log.h"

#include <cstdio>
#include <string>

namespace transom::detail {

void printConsoleMessage(std::string_view text) {
  std::string out;
  for (bool more = true; more;) {
    const std::size_t end = text.find('\n');
    out += "[page] " + escapeControlCharacters(text.substr(0, end)) + '\n';
    more = end != std::string_view::npos;
    if (more) text.remove_prefix(end + 1);
  }
  // One call, then a flush: a reader at the other end of a pipe wants whole lines at once.
  std::fwrite(out.data(), 1, out.size(), stdout);
  std::fflush(stdout);
}

}  // namespace transom::detail
