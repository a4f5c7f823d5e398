// SPDX-License-Identifier: MIT
#include "codec/wtf8.h"

#include "base/utf8.h"

#include <cstddef>
#include <cstdint>

namespace transom::codec {
namespace {

constexpr std::size_t kSurrogateBytes = 3;
constexpr std::string_view kReplacement = "\xef\xbf\xbd";

std::uint8_t byteAt(std::string_view text, std::size_t index) {
  return static_cast<std::uint8_t>(text[index]);
}

bool isSurrogateAt(std::string_view text, std::size_t index) {
  return index + kSurrogateBytes <= text.size() && byteAt(text, index) == 0xed && byteAt(text, index + 1) >= 0xa0 &&
         byteAt(text, index + 1) <= 0xbf && (byteAt(text, index + 2) & 0xc0) == 0x80;
}

/// REQUIRES: a surrogate there.
bool isHighAt(std::string_view text, std::size_t index) {
  return byteAt(text, index + 1) < 0xb0;
}

/// A pair stands for one character, which has a form of its own.
bool isPairAt(std::string_view text, std::size_t index) {
  const std::size_t second = index + kSurrogateBytes;
  return isHighAt(text, index) && isSurrogateAt(text, second) && !isHighAt(text, second);
}

}  // namespace

std::optional<std::string> replaceLoneSurrogates(std::string_view wtf8) {
  std::string text;
  text.reserve(wtf8.size());
  bool hasSurrogate = false;
  for (std::size_t i = 0; i < wtf8.size();) {
    if (!isSurrogateAt(wtf8, i)) {
      text += wtf8[i++];
      continue;
    }
    if (isPairAt(wtf8, i)) return std::nullopt;
    hasSurrogate = true;
    text += kReplacement;
    i += kSurrogateBytes;
  }
  if (!hasSurrogate || !isValidUtf8(text)) return std::nullopt;
  return text;
}

}  // namespace transom::codec
