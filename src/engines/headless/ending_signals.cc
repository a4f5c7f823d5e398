// SPDX-License-Identifier: MIT
#include "engines/headless/ending_signals.h"

#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include <sys/eventfd.h>

namespace transom {
namespace {

/// What a handler writes to: it is handed nothing but the signal's number. -1: nobody wants to know.
std::atomic<int> awaitedIn{-1};

/// In whatever thread the kernel picks, in the middle of whatever that does: so only what is safe there.
void noteSignal(int /*number*/) {
  const int errorBefore = errno;
  ::eventfd_write(awaitedIn.load(), 1);
  errno = errorBefore;
}

}  // namespace

EndingSignals::EndingSignals(EventLoop& loop, std::function<void()> onSignal)
    : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!event_.isOpen()) throw std::system_error(errno, std::generic_category(), "eventfd");
  watch_ = loop.watch(event_.get(), [this, onSignal = std::move(onSignal)](EventLoop::Readiness) {
    eventfd_t count = 0;
    ::eventfd_read(event_.get(), &count);
    onSignal();
  });
  awaitedIn = event_.get();
  struct sigaction action {};
  action.sa_handler = noteSignal;
  action.sa_flags = SA_RESTART;
  ::sigaction(SIGINT, &action, &interruptBefore_);
  ::sigaction(SIGTERM, &action, &terminateBefore_);
}

EndingSignals::~EndingSignals() {
  ::sigaction(SIGTERM, &terminateBefore_, nullptr);
  ::sigaction(SIGINT, &interruptBefore_, nullptr);
  awaitedIn = -1;
}

}  // namespace transom
