// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace transom::detail {

/// `text` in quotes, with escapes for whatever would confuse a log or a terminal; cut off with an ellipsis after about
/// `maxBytes`. REQUIRES: `text` is UTF-8.
[[nodiscard]] std::string quoted(std::string_view text, std::size_t maxBytes);

}  // namespace transom::detail
