// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace transom::detail {

/// Why `url` is none that a view can load; nothing if it may be one. The engine ends no load of these: whoever waits
/// for it would wait for ever.
[[nodiscard]] std::optional<std::string> whyNoPage(std::string_view url);

}  // namespace transom::detail
