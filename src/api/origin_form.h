// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace transom::detail {

/// What keeps `text` from being an origin that any document can have, and how to mend it, to be read after the text
/// itself: `'…' is no origin: …`. Nothing: it is one, as engines write it.
[[nodiscard]] std::optional<std::string> whyNoOrigin(std::string_view text);

}  // namespace transom::detail
