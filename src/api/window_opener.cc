// SPDX-License-Identifier: MIT
#include "window_opener.h"

#include "navigation_rules.h"

namespace transom::detail {
namespace {

bool isOfOpener(const ConnectingPage& page, const WindowOpener& opener) {
  return !opener.origin.empty() && page.origin == opener.origin;
}

}  // namespace

bool isEntitled(const ConnectingPage& page, const std::optional<WindowOpener>& opener) {
  const std::string origin = originOf(page.url);
  if (!opener) return !origin.empty() || page.isAsked || page.url.empty();
  if (origin.empty()) {
    return isOfOpener(page, *opener) && opener->processId != 0 && page.processId == opener->processId;
  }
  return !opener->isForItsOrigin || (isOfOpener(page, *opener) && origin == opener->origin);
}

}  // namespace transom::detail
