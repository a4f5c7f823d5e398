// SPDX-License-Identifier: MIT
#pragma once

#include <transom/window_options.h>

#include <napi.h>

namespace transom::node {

/// The options of a window, as src/native.ts has them.
[[nodiscard]] BrowserWindowOptions windowOptionsIn(const Napi::Object& options);

}  // namespace transom::node
