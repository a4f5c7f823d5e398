// SPDX-License-Identifier: MIT
#include "page_url.h"

#include "base/utf8.h"

namespace transom::detail {
namespace {

constexpr std::string_view kScript = "javascript:";

/// As https://url.spec.whatwg.org/#concept-basic-url-parser reads it: without control characters and spaces in front,
/// without tabs and line breaks anywhere, in any case.
bool isScript(std::string_view url) {
  std::size_t found = 0;
  for (const char c : url) {
    if (found == 0 && static_cast<unsigned char>(c) <= 0x20) continue;
    if (c == '\t' || c == '\n' || c == '\r') continue;
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower != kScript[found]) return false;
    if (++found == kScript.size()) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> whyNoPage(std::string_view url) {
  if (isScript(url)) return "a javascript: URL is no page; executeJavaScript() runs code in one";
  if (url.find('\0') != std::string_view::npos) return "a URL holds no NUL character; write it as %00";
  if (!isValidUtf8(url)) return "a URL is UTF-8; write other bytes as %XX";
  return std::nullopt;
}

}  // namespace transom::detail
