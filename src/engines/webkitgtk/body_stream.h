// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/scheme.h>

#include <gio/gio.h>

#include <memory>

namespace transom::webkitgtk {

/// A stream that WebKit reads `reader` through, in GLib's threads; null: an empty one. The caller owns the reference.
[[nodiscard]] GInputStream* newBodyStream(std::unique_ptr<BodyReader> reader);

}  // namespace transom::webkitgtk
