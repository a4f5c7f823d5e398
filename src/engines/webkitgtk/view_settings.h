// SPDX-License-Identifier: MIT
// What every page of ours has, and hasn't, of the engine's features.
#pragma once

#include <webkit/webkit.h>

namespace transom::webkitgtk {

/// A new reference, the caller's.
WebKitSettings* newViewSettings(bool devTools);

}  // namespace transom::webkitgtk
