// SPDX-License-Identifier: MIT
#pragma once

#include <transom/access.h>

#include <napi.h>

#include <vector>

namespace transom::node {

/// The origins in an array of JavaScript's; none of what is no array. Throws what Origin throws for a text that is
/// none.
[[nodiscard]] std::vector<Origin> originsIn(const Napi::Value& array);

}  // namespace transom::node
