// SPDX-License-Identifier: MIT
#include "byte_range.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace transom::pages {
namespace {

/// All of `text`, digits only; numbers too large for any file become the largest there is.
std::optional<std::uint64_t> numberOf(std::string_view text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end != text.data() + text.size()) return std::nullopt;
  return error == std::errc::result_out_of_range ? std::numeric_limits<std::uint64_t>::max() : number;
}

ByteRange part(std::uint64_t offset, std::uint64_t length) {
  return {length == 0 ? ByteRange::Kind::unsatisfiable : ByteRange::Kind::part, offset, length};
}

}  // namespace

ByteRange rangeOf(std::string_view header, std::uint64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  const ByteRange whole{ByteRange::Kind::whole, 0, size};
  if (!header.starts_with(kUnit)) return whole;
  header.remove_prefix(kUnit.size());
  const std::size_t dash = header.find('-');
  if (dash == std::string_view::npos) return whole;
  const auto first = numberOf(header.substr(0, dash));
  const auto last = numberOf(header.substr(dash + 1));
  if (!first && dash == 0 && last) {  // the last n bytes
    const std::uint64_t length = std::min(*last, size);
    return part(size - length, length);
  }
  if (!first || (!last && dash + 1 != header.size()) || (last && *last < *first)) return whole;
  if (*first >= size) return part(0, 0);
  return part(*first, last ? std::min(*last - *first, size - *first - 1) + 1 : size - *first);
}

}  // namespace transom::pages
