// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace transom::codec {

/// The text of a JavaScript string that no UTF-8 can hold, with U+FFFD for each lone surrogate. Nothing if `wtf8` isn't
/// well-formed WTF-8, or holds no lone surrogate: then it would have travelled as text.
[[nodiscard]] std::optional<std::string> replaceLoneSurrogates(std::string_view wtf8);

}  // namespace transom::codec
