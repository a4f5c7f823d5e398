// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace transom::pages {

/// The type of a file by the ending of its name, from a table of what the web is made of: the same on every machine,
/// and never guessed from contents. `application/octet-stream` for all others. Text is UTF-8.
[[nodiscard]] std::string_view mimeTypeOf(std::string_view path);

}  // namespace transom::pages
