// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace transom::detail {

/// `file:///…`, percent-encoded.
[[nodiscard]] std::string fileUrl(const std::filesystem::path& path);

}  // namespace transom::detail
