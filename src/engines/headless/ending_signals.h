// SPDX-License-Identifier: MIT
#pragma once

#include "base/file_descriptor.h"

#include <transom/interfaces/event_loop.h>

#include <csignal>
#include <functional>
#include <memory>

namespace transom {

/// As long as it lives, SIGINT and SIGTERM don't end the process but call `onSignal` in the loop's thread. One at a
/// time in a process, since that has one handler for each signal.
class EndingSignals {
 public:
  EndingSignals(EventLoop& loop, std::function<void()> onSignal);
  ~EndingSignals();
  EndingSignals(const EndingSignals&) = delete;
  EndingSignals& operator=(const EndingSignals&) = delete;

 private:
  FileDescriptor event_;
  std::unique_ptr<EventLoop::DescriptorWatch> watch_;
  struct sigaction interruptBefore_ {};
  struct sigaction terminateBefore_ {};
};

}  // namespace transom
