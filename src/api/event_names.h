// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

namespace transom::detail {

/// Throws std::invalid_argument, which names those there are, if `name` is none of `known`: a misspelt name would never
/// fire.
void requireEvent(std::string_view owner, std::string_view name, std::span<const std::string_view> known);

}  // namespace transom::detail
