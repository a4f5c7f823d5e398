// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/scheme.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace transom::pages {

/// One file, found and open.
struct Content {
  std::uint64_t size = 0;
  std::string tag;  ///< another one when the file has changed, quoted as HTTP wants it; empty: it never changes
  /// Gives its bytes, once; the part lies within size.
  std::function<std::unique_ptr<BodyReader>(std::uint64_t offset, std::uint64_t length)> read;
};

/// Files by relative path.
class ContentSource {
 public:
  virtual ~ContentSource() = default;
  /// `path` is one that relativePathOf() made.
  [[nodiscard]] virtual std::optional<Content> find(const std::string& path) = 0;
  /// For people: where files are looked for.
  [[nodiscard]] virtual std::string description() const = 0;
};

}  // namespace transom::pages
