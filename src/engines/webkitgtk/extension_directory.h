// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>

namespace transom::webkitgtk {

/// Where the web process extension lies: `preferred` if that isn't empty, else web-extension/ beside this very library,
/// which is the same place in the build tree and after installation. Throws EngineError if there is none.
std::filesystem::path findExtensionDirectory(const std::filesystem::path& preferred);

}  // namespace transom::webkitgtk
