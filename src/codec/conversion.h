// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace transom::detail {

/// Counts text that is converted, against what may be converted more than once. Throws ConversionError.
void chargeText(std::size_t bytes);

}  // namespace transom::detail
