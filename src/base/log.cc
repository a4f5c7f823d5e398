// SPDX-License-Identifier: MIT
#include "base/log.h"

#include "base/utf8.h"

#include <cstdio>
#include <utility>

namespace transom {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{16} << 10;

void writeToStandardError(std::string_view line) {
  std::string text = "transom: ";
  text.append(line).push_back('\n');
  std::fwrite(text.data(), 1, text.size(), stderr);  // in one piece, so that the lines of two threads don't mix
}

void appendEscaped(std::string& result, unsigned char character) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  result.append("\\x").push_back(kDigits[character >> 4]);
  result.push_back(kDigits[character & 0x0f]);
}

}  // namespace

Log::Log() : Log(writeToStandardError) {}

Log::Log(Sink sink) : sink_(std::move(sink)) {}

void Log::warning(std::string_view text) const {
  const std::string_view shown = clipUtf8(text, kMaxBytes);
  std::string line = escapeControlCharacters(shown);
  if (shown.size() < text.size()) line += "… (" + std::to_string(text.size() - shown.size()) + " bytes more)";
  sink_(line);
}

std::string escapeControlCharacters(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto character = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
    if (character == '\n') {
      result.append("\\n");
    } else if (character == '\t') {
      result.append("\\t");
    } else if (character < 0x20 || character == 0x7f) {
      appendEscaped(result, character);
    } else if (character == 0xc2 && next >= 0x80 && next < 0xa0) {
      appendEscaped(result, static_cast<unsigned char>(next));  // U+0080 to U+009F: control characters, too
      ++i;
    } else {
      result.push_back(text[i]);
    }
  }
  return result;
}

}  // namespace transom
