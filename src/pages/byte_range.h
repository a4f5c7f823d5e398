// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace transom::pages {

/// What a `Range` header asks for of `size` bytes.
struct ByteRange {
  enum class Kind { whole, part, unsatisfiable };
  Kind kind = Kind::whole;
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// Reads `bytes=a-b`, `bytes=a-` and `bytes=-n`. Whatever else the header holds, several ranges among it, asks for the
/// whole, as HTTP allows.
[[nodiscard]] ByteRange rangeOf(std::string_view header, std::uint64_t size);

}  // namespace transom::pages
