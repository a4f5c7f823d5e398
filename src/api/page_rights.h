// SPDX-License-Identifier: MIT
#pragma once

#include "core/session.h"

#include <transom/browser_window.h>

#include <filesystem>

namespace transom::detail {

/// What these preferences allow, with the preload script read from its file; a relative path starts at `appPath`.
/// Throws Error NotFoundError.
[[nodiscard]] core::PageRights rightsOf(const WebPreferences& preferences, const std::filesystem::path& appPath);

}  // namespace transom::detail
