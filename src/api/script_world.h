// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace transom::detail {

/// The world of the page's own scripts.
inline constexpr int kPageWorld = 0;

/// How the protocol writes the number of a script world: nothing for the page's own. Throws RangeError if there is no
/// such world.
std::string worldNumber(int worldId);

}  // namespace transom::detail
