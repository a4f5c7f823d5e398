// SPDX-License-Identifier: MIT
#include "event_names.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace transom::detail {

void requireEvent(std::string_view owner, std::string_view name, std::span<const std::string_view> known) {
  if (std::find(known.begin(), known.end(), name) != known.end()) return;
  std::string text = std::string(owner) + " has no event '" + std::string(name) + "' for such a listener; there is";
  for (const std::string_view event : known) text += (event == known.front() ? " '" : ", '") + std::string(event) + "'";
  throw std::invalid_argument(text);
}

}  // namespace transom::detail
