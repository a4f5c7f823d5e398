// SPDX-License-Identifier: MIT
#include "engines/process/child_process.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <utility>

#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace transom::process {
namespace {

// What a process takes to die that nobody can keep from it. Longer only where the kernel itself is stuck, which must
// not hold this process.
constexpr std::chrono::seconds kDying{2};

/// Names this process's child and nobody else, however long it is kept: its number may be used again, this can't be.
FileDescriptor openProcess(pid_t pid) {
  FileDescriptor descriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  if (descriptor.isOpen()) return descriptor;
  const int error = errno;
  ::kill(pid, SIGKILL);
  ::waitpid(pid, nullptr, 0);
  throw SpawnError(std::string("cannot watch a program that was started: ") + std::strerror(error), error);
}

}  // namespace

ChildProcess::ChildProcess(const SpawnRequest& request, EventLoop& loop)
    : loop_(loop),
      pid_(spawn(request)),
      pidfd_(openProcess(pid_)),
      watch_(loop.watch(pidfd_.get(), [this](EventLoop::Readiness) { onReady(); })) {}

ChildProcess::~ChildProcess() {
  if (pid_ == 0) return;
  signal(SIGKILL);
  if (isOverBy(std::chrono::steady_clock::now() + kDying)) reap();
}

bool ChildProcess::signal(int number) const {
  return pid_ != 0 && ::syscall(SYS_pidfd_send_signal, pidfd_.get(), number, nullptr, 0) == 0;
}

void ChildProcess::end(std::chrono::milliseconds grace) {
  if (pid_ == 0 || timer_) return;
  timer_ = loop_.callAfter(grace, [this, grace] { terminate(grace); });
}

void ChildProcess::terminate(std::chrono::milliseconds grace) {
  if (pid_ == 0 || std::exchange(terminated_, true)) return;
  signal(SIGTERM);
  // The last step: it may be this timer that calls.
  timer_ = loop_.callAfter(grace, [this] { signal(SIGKILL); });
}

bool ChildProcess::waitUntil(std::chrono::steady_clock::time_point deadline) {
  if (pid_ == 0) return true;
  if (!isOverBy(deadline)) return false;
  onReady();
  return true;
}

bool ChildProcess::isOverBy(std::chrono::steady_clock::time_point deadline) const {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    pollfd descriptor{.fd = pidfd_.get(), .events = POLLIN, .revents = 0};
    const int ready = ::poll(&descriptor, 1, left.count() > 0 ? static_cast<int>(left.count()) : 0);
    if (ready >= 0 || errno != EINTR) return ready > 0;
  }
}

std::optional<ExitStatus> ChildProcess::reap() {
  siginfo_t info{};
  if (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG) != 0) return ExitStatus{};  // nobody knows
  if (info.si_pid == 0) return std::nullopt;
  pid_ = 0;
  if (info.si_code == CLD_EXITED) return ExitStatus{.code = info.si_status, .signal = {}};
  return ExitStatus{.code = {}, .signal = info.si_status};
}

void ChildProcess::onReady() {
  const auto status = reap();
  if (!status) return;
  pid_ = 0;
  timer_.reset();
  watch_.reset();
  if (const auto onExit = std::exchange(onExit_, nullptr)) onExit(*status);
}

}  // namespace transom::process
