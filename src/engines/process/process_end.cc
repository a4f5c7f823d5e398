// SPDX-License-Identifier: MIT
#include "engines/process/process_end.h"

#include <csignal>
#include <cstring>

namespace transom::process {

ProcessEnd endOf(const ExitStatus& status) {
  if (status.signal) {
    // What somebody sends to end it; every other one is the kernel's word on a fault of its own.
    const bool killed = *status.signal == SIGKILL || *status.signal == SIGTERM || *status.signal == SIGINT;
    return {killed ? "killed" : "crashed", "it was ended by " + signalName(*status.signal)};
  }
  if (!status.code) return {"abnormal-exit", "it ended, and the system did not say how"};
  return {*status.code == 0 ? "clean-exit" : "abnormal-exit", "it ended with status " + std::to_string(*status.code)};
}

std::string signalName(int signal) {
  const char* const name = ::sigabbrev_np(signal);
  return name ? "SIG" + std::string(name) : std::to_string(signal);
}

}  // namespace transom::process
