// SPDX-License-Identifier: MIT
#pragma once

#include "engines/process/child_process.h"

#include <string>

namespace transom::process {

/// Why a process is gone, in the words of `render-process-gone`.
struct ProcessEnd {
  std::string reason;       ///< `clean-exit`, `abnormal-exit`, `crashed`, `killed`
  std::string description;  ///< `it ended with status 3`
};

[[nodiscard]] ProcessEnd endOf(const ExitStatus& status);

/// `SIGKILL`; of a signal without a name its number.
[[nodiscard]] std::string signalName(int signal);

}  // namespace transom::process
