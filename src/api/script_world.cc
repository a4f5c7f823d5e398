// SPDX-License-Identifier: MIT
#include "script_world.h"

#include <transom/error.h>

namespace transom::detail {
namespace {

constexpr int kHighestWorld = 536'870'911;

}  // namespace

std::string worldNumber(int worldId) {
  if (worldId == kPageWorld) return {};
  if (worldId > 0 && worldId <= kHighestWorld) return std::to_string(worldId);
  throw rangeError("there is no script world " + std::to_string(worldId) +
                   ": 0 is the page's own, 999 the preload script's, any other from 1 to " +
                   std::to_string(kHighestWorld) + " one of the application's");
}

}  // namespace transom::detail
