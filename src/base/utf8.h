// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace transom {

/// Whether `text` is UTF-8: no overlong forms, no surrogates, nothing past U+10FFFF, nothing cut off.
[[nodiscard]] bool isValidUtf8(std::string_view text);

/// `text` with U+FFFD in the place of what is not UTF-8: one for each longest beginning of a character that is cut off
/// or wrong, as the web's TextDecoder does it.
[[nodiscard]] std::string toValidUtf8(std::string_view text);

/// At most `maxBytes` of `text`, cut between two characters.
[[nodiscard]] std::string_view clipUtf8(std::string_view text, std::size_t maxBytes);

}  // namespace transom
