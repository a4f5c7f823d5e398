// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace transom {

/// Where warnings go: to standard error, one line each with the prefix `transom: `, or to a sink of the owner's. Handed
/// down to those who warn; there is no global one. As thread-safe as its sink; the default is.
class Log {
 public:
  /// Takes one line, without prefix and newline, whose control characters are escaped already.
  using Sink = std::function<void(std::string_view line)>;

  Log();
  explicit Log(Sink sink);

  /// `text` may hold what a page sent: it can neither end the line nor send escape sequences to a terminal, and of what
  /// is longer than 16 KiB the rest is left out.
  void warning(std::string_view text) const;

 private:
  Sink sink_;
};

/// `text` with `\n` for a newline, `\x1b` for an escape character, and so on.
[[nodiscard]] std::string escapeControlCharacters(std::string_view text);

}  // namespace transom
