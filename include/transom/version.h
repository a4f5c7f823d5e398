// SPDX-License-Identifier: MIT
#pragma once

#include <transom/export.h>

namespace transom {

/// The version of the library that is loaded, such as "0.1.0".
[[nodiscard]] TRANSOM_API const char* version() noexcept;

}  // namespace transom
