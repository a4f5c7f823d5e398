// SPDX-License-Identifier: MIT
#include "request_path.h"

#include <algorithm>

namespace transom::pages {
namespace {

// The kernel takes no longer ones (PATH_MAX).
constexpr std::size_t kMaxPathBytes = 4096;

constexpr const char* kIndex = "index.html";

std::optional<unsigned> hexDigit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

/// Once, never again: what is still an escape afterwards is part of a name.
std::optional<std::string> decoded(std::string_view part) {
  std::string name;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] != '%') {
      name += part[i];
      continue;
    }
    if (part.size() - i < 3) return std::nullopt;
    const auto high = hexDigit(part[i + 1]);
    const auto low = hexDigit(part[i + 2]);
    if (!high || !low) return std::nullopt;
    name += static_cast<char>(*high << 4 | *low);
    i += 2;
  }
  return name;
}

/// A leading dot is `.`, `..`, or what tools keep for themselves, such as `.git` and `.env`.
bool isPlainName(std::string_view name) {
  const auto isForbidden = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f || c == '/' || c == '\\';
  };
  return !name.empty() && name.front() != '.' && std::none_of(name.begin(), name.end(), isForbidden);
}

}  // namespace

UrlParts partsOf(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t start = url.find("://");
  if (start == std::string_view::npos) return {};
  url.remove_prefix(start + 3);
  const std::size_t slash = std::min(url.find('/'), url.size());
  return {url.substr(0, slash), url.substr(slash)};
}

std::optional<std::string> relativePathOf(std::string_view urlPath) {
  if (urlPath.empty()) return kIndex;
  if (urlPath.front() != '/' || urlPath.size() > 3 * kMaxPathBytes) return std::nullopt;
  std::string path;
  while (!urlPath.empty()) {
    urlPath.remove_prefix(1);
    if (urlPath.empty()) return path.empty() ? kIndex : path + '/' + kIndex;
    const std::size_t slash = std::min(urlPath.find('/'), urlPath.size());
    const auto name = decoded(urlPath.substr(0, slash));
    if (!name || !isPlainName(*name)) return std::nullopt;
    if (!path.empty()) path += '/';
    path += *name;
    urlPath.remove_prefix(slash);
  }
  if (path.size() >= kMaxPathBytes) return std::nullopt;
  return path;
}

}  // namespace transom::pages
