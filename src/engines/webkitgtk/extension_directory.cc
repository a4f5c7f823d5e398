// SPDX-License-Identifier: MIT
#include "extension_directory.h"

#include <transom/interfaces/engine.h>

#include <dlfcn.h>

namespace transom::webkitgtk {
namespace {

constexpr const char* kExtensionFile = "libtransom-web-extension.so";

std::filesystem::path directoryOfThisLibrary() {
  static const char anchor = 0;
  Dl_info info{};
  if (dladdr(&anchor, &info) == 0 || !info.dli_fname) return {};
  std::error_code error;
  const auto path = std::filesystem::canonical(info.dli_fname, error);
  return error ? std::filesystem::path{} : path.parent_path();
}

}  // namespace

std::filesystem::path findExtensionDirectory(const std::filesystem::path& preferred) {
  const auto directory = preferred.empty() ? directoryOfThisLibrary() / "web-extension" : preferred;
  std::error_code error;
  // A directory of somebody's own choice may hold an extension of another name.
  const auto wanted = preferred.empty() ? directory / kExtensionFile : directory;
  if (!std::filesystem::exists(wanted, error)) {
    throw EngineError(
        "web process extension not found: " + wanted.string() +
        " does not exist; install Transom again, or name its directory in AppOptions::webExtensionDirectory");
  }
  return std::filesystem::absolute(directory, error);
}

}  // namespace transom::webkitgtk
