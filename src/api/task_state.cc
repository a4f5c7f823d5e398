// SPDX-License-Identifier: MIT
#include <transom/task_state.h>

#include "base/log.h"
#include "error_text.h"

#include <string>

namespace transom::detail {

void logUnhandled(const char* where, const std::exception_ptr& error) {
  Log().warning(std::string("Unhandled error in ") + where + ": " + errorText(error));
}

}  // namespace transom::detail
