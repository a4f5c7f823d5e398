// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/view_policy.h>
#include <transom/window_options.h>

#include <string>
#include <string_view>

namespace transom::detail {

/// The origin of what is shown at `url`, that in a `blob:` URL included; empty for an opaque one.
[[nodiscard]] std::string originOf(std::string_view url);

/// What a page makes by itself or of itself, in a frame: `about:blank`, `about:srcdoc`, `data:`, `blob:` of no origin.
[[nodiscard]] bool isMadeByPage(std::string_view url);

/// A jump to another place in the document that is shown, or the load that the application asked for.
[[nodiscard]] bool isNoNavigation(const Navigation& navigation);

/// Whether the rules let the page itself show it.
[[nodiscard]] bool mayBePage(const NavigationRules& rules, const Navigation& navigation);
/// Whether they let a frame in the page show it.
[[nodiscard]] bool mayBeFrame(const NavigationRules& rules, const Navigation& navigation);

}  // namespace transom::detail
