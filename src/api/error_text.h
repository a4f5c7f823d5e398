// SPDX-License-Identifier: MIT
#pragma once

#include <transom/error.h>

#include <exception>
#include <string>

namespace transom::detail {

/// What was thrown, as a transom::Error: its own name and message, or `Error` and what().
Error asError(const std::exception_ptr& thrown);

/// The same for the page, or child, that it is answered with: an error about files says what went wrong, not where.
/// Those of the standard library have the path in their text, which is main's own; an application that wants it told
/// throws an error of its own.
Error errorForPage(const std::exception_ptr& thrown);

/// `TypeError: the message`, as JavaScript prints errors.
std::string errorText(const std::exception_ptr& thrown);

}  // namespace transom::detail
