// SPDX-License-Identifier: MIT
#include "page_rights.h"

#include "file_url.h"

#include <transom/error.h>

#include <fstream>
#include <iterator>
#include <string>

namespace transom::detail {
namespace {

std::string readFile(const std::filesystem::path& path) {
  std::error_code error;
  std::ifstream file(path, std::ios::binary);
  if (!file || !std::filesystem::is_regular_file(path, error)) {
    throw Error("NotFoundError", "preload script not found: " + path.string() +
                                     " is no file; relative paths start at App::appPath(), by default the directory of "
                                     "the executable");
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

core::PageRights rightsOf(const WebPreferences& preferences, const std::filesystem::path& appPath) {
  core::PageRights rights{.ipcExposed = preferences.exposeIpcToPage, .ipcInSubFrames = preferences.ipcInSubFrames};
  if (preferences.preload.empty()) return rights;
  const auto path = (appPath / preferences.preload).lexically_normal();
  // A script that is empty is one all the same.
  rights.preload = readFile(path) + "\n";
  rights.preloadUrl = fileUrl(path);
  rights.isolated = preferences.contextIsolation && !preferences.exposeIpcToPage;
  return rights;
}

}  // namespace transom::detail
