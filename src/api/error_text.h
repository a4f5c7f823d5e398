// SPDX-License-Identifier: MIT
#pragma once

#include <transom/error.h>

#include <exception>
#include <string>

namespace transom::detail {

/// What was thrown, as a transom::Error: its own name and message, or `Error` and what().
Error asError(const std::exception_ptr& thrown);

/// `TypeError: the message`, as JavaScript prints errors.
std::string errorText(const std::exception_ptr& thrown);

}  // namespace transom::detail
