// SPDX-License-Identifier: MIT
#include "base/utf8.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace transom {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

/// What may follow a first byte (Unicode, table 3-7): how many bytes, and the range of the first of them.
struct Follow {
  std::size_t count = 0;
  std::uint8_t lowest = 0x80;
  std::uint8_t highest = 0xbf;
};

bool isLead(std::uint8_t byte) {
  return byte >= 0xc2 && byte <= 0xf4;
}

Follow followOf(std::uint8_t lead) {
  if (lead < 0xe0) return {.count = 1};
  if (lead == 0xe0) return {.count = 2, .lowest = 0xa0};   // below: overlong
  if (lead == 0xed) return {.count = 2, .highest = 0x9f};  // above: surrogates
  if (lead < 0xf0) return {.count = 2};
  if (lead == 0xf0) return {.count = 3, .lowest = 0x90};   // below: overlong
  if (lead == 0xf4) return {.count = 3, .highest = 0x8f};  // above: past U+10FFFF
  return {.count = 3};
}

/// The bytes of the character that begins `text`, or of as much of it as is right.
struct Character {
  std::size_t bytes = 1;
  bool valid = false;
};

Character firstCharacter(std::string_view text) {
  const auto byteAt = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  if (byteAt(0) < 0x80) return {1, true};
  if (!isLead(byteAt(0))) return {1, false};
  Follow follow = followOf(byteAt(0));
  for (std::size_t i = 1; i <= follow.count; ++i) {
    if (i == text.size() || byteAt(i) < follow.lowest || byteAt(i) > follow.highest) return {i, false};
    follow = {.count = follow.count};
  }
  return {follow.count + 1, true};
}

/// How many bytes at the beginning are ASCII, in steps of eight.
std::size_t asciiPrefix(std::string_view text) {
  std::size_t size = 0;
  for (std::uint64_t word = 0; size + sizeof word <= text.size(); size += sizeof word) {
    std::memcpy(&word, text.data() + size, sizeof word);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  return size;
}

/// How many bytes at the beginning are UTF-8.
std::size_t validPrefix(std::string_view text) {
  std::size_t size = asciiPrefix(text);
  while (size < text.size()) {
    const Character character = firstCharacter(text.substr(size));
    if (!character.valid) break;
    size += character.bytes;
  }
  return size;
}

}  // namespace

bool isValidUtf8(std::string_view text) {
  return validPrefix(text) == text.size();
}

std::string toValidUtf8(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::size_t valid = validPrefix(text);
    result.append(text.substr(0, valid));
    text.remove_prefix(valid);
    if (text.empty()) break;
    result.append(kReplacement);
    text.remove_prefix(firstCharacter(text).bytes);
  }
  return result;
}

std::string_view clipUtf8(std::string_view text, std::size_t maxBytes) {
  if (text.size() <= maxBytes) return text;
  while (maxBytes > 0 && (static_cast<unsigned char>(text[maxBytes]) & 0xc0) == 0x80) --maxBytes;
  return text.substr(0, maxBytes);
}

}  // namespace transom
