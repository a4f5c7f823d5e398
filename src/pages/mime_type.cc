// SPDX-License-Identifier: MIT
#include "mime_type.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace transom::pages {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

constexpr std::array kTypes{
    Row{"aac", "audio/aac"},
    Row{"apng", "image/apng"},
    Row{"avif", "image/avif"},
    Row{"bmp", "image/bmp"},
    Row{"cjs", "text/javascript; charset=utf-8"},
    Row{"css", "text/css; charset=utf-8"},
    Row{"csv", "text/csv; charset=utf-8"},
    Row{"flac", "audio/flac"},
    Row{"gif", "image/gif"},
    Row{"htm", "text/html; charset=utf-8"},
    Row{"html", "text/html; charset=utf-8"},
    Row{"ico", "image/x-icon"},
    Row{"jpeg", "image/jpeg"},
    Row{"jpg", "image/jpeg"},
    Row{"js", "text/javascript; charset=utf-8"},
    Row{"json", "application/json; charset=utf-8"},
    Row{"m4a", "audio/mp4"},
    Row{"map", "application/json; charset=utf-8"},
    Row{"md", "text/markdown; charset=utf-8"},
    Row{"mjs", "text/javascript; charset=utf-8"},
    Row{"mp3", "audio/mpeg"},
    Row{"mp4", "video/mp4"},
    Row{"oga", "audio/ogg"},
    Row{"ogg", "audio/ogg"},
    Row{"ogv", "video/ogg"},
    Row{"opus", "audio/ogg"},
    Row{"otf", "font/otf"},
    Row{"pdf", "application/pdf"},
    Row{"png", "image/png"},
    Row{"svg", "image/svg+xml; charset=utf-8"},
    Row{"ttf", "font/ttf"},
    Row{"txt", "text/plain; charset=utf-8"},
    Row{"vtt", "text/vtt; charset=utf-8"},
    Row{"wasm", "application/wasm"},
    Row{"wav", "audio/wav"},
    Row{"webm", "video/webm"},
    Row{"webmanifest", "application/manifest+json; charset=utf-8"},
    Row{"webp", "image/webp"},
    Row{"woff", "font/woff"},
    Row{"woff2", "font/woff2"},
    Row{"xhtml", "application/xhtml+xml; charset=utf-8"},
    Row{"xml", "application/xml; charset=utf-8"},
};

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace

std::string_view mimeTypeOf(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  if (dot != std::string_view::npos) {
    const std::string ending = lowerCase(name.substr(dot + 1));
    const auto* const found =
        std::find_if(kTypes.begin(), kTypes.end(), [&ending](const Row& row) { return row.first == ending; });
    if (found != kTypes.end()) return found->second;
  }
  return "application/octet-stream";
}

}  // namespace transom::pages
