// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace transom::pages {

/// A URL `scheme://authority/path?query#fragment`, taken apart as it stands: nothing is decoded. `path` keeps its first
/// slash.
struct UrlParts {
  std::string_view authority;
  std::string_view path;
};
[[nodiscard]] UrlParts partsOf(std::string_view url);

/// The relative path of the file that a URL's path names, decoded once; `index.html` in it where that ends with a
/// slash. Nothing for a path that
/// could mean another place than it says, or that no page needs: with empty parts, `.` or `..`, an encoded slash,
/// backslashes, control characters, escapes that are none, a name that begins with a dot, or longer than any file's.
[[nodiscard]] std::optional<std::string> relativePathOf(std::string_view urlPath);

}  // namespace transom::pages
