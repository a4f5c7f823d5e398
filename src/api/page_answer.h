// SPDX-License-Identifier: MIT
#pragma once

#include "core/call_result.h"

#include <transom/task.h>
#include <transom/value.h>

#include <cstdint>

namespace transom::detail {

/// What was asked: a failed answer of each has another form.
enum class Question { script, invoke };

/// Settles `source` with what a page answers, decoded. All of it is the page's word: an answer that doesn't decode is
/// an error like any other.
[[nodiscard]] core::CallCallback settling(const TaskSource<Value>& source, Question question,
                                          std::uint64_t maxMessageBytes);

}  // namespace transom::detail
