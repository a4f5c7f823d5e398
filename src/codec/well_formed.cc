// SPDX-License-Identifier: MIT
#include "codec/well_formed.h"

#include "codec/nodes.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>

namespace transom::detail {

bool isStandardErrorType(std::string_view name) noexcept {
  static constexpr std::array<std::string_view, 7> kTypes = {"Error",       "EvalError", "RangeError", "ReferenceError",
                                                             "SyntaxError", "TypeError", "URIError"};
  return std::find(kTypes.begin(), kTypes.end(), name) != kTypes.end();
}

bool areRegExpFlags(std::string_view flags) noexcept {
  const auto isLetter = [](char flag) { return flag >= 'a' && flag <= 'z'; };
  return std::all_of(flags.begin(), flags.end(), isLetter) &&
         std::adjacent_find(flags.begin(), flags.end(), std::greater_equal<>()) == flags.end();
}

std::string_view problemOf(const BufferView& view) noexcept {
  const std::size_t size = ValueAccess::contents<Bytes>(view.buffer).size();
  const std::size_t unit = elementSize(view.elements);
  if (view.byteOffset % unit != 0) return "a view that doesn't begin at a multiple of its element size";
  const bool isInside = view.byteOffset <= size && view.length <= (size - view.byteOffset) / unit;
  return isInside ? "" : "a view past the end of its buffer";
}

}  // namespace transom::detail
