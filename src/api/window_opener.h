// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/engine.h>

#include <optional>
#include <string>

namespace transom::detail {

/// The page that a window was opened for, as it was then.
struct WindowOpener {
  std::string origin;  ///< of what it showed; empty: an opaque one
  int processId = 0;   ///< that showed it; 0 if unknown
  /// What the window's options give is for documents of that origin only: nobody has said what others may do.
  bool isForItsOrigin = true;
};

/// Whether `page` has what the options of its window give: a preload script and IPC. `opener`: nothing for a window
/// that the application made by itself.
///
/// A document without an address of its own (`about:blank`, `data:`) belongs to whoever made it, which may be any frame
/// of any page that has the window: so it has them where the application asked for it, and in the window of an opener
/// where it has the origin of that. There the word of the page's process is taken, if it is the one that shows the
/// opener: what it says then wrongly, it could say in the opener's name as well.
[[nodiscard]] bool isEntitled(const ConnectingPage& page, const std::optional<WindowOpener>& opener);

}  // namespace transom::detail
