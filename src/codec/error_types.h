// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace transom::detail {

/// Whether it is the name of one of the error classes that structured clone keeps.
[[nodiscard]] bool isStandardErrorType(std::string_view name) noexcept;

}  // namespace transom::detail
