// SPDX-License-Identifier: MIT
#pragma once

#include "base/file_descriptor.h"
#include "engines/process/spawn.h"

#include <transom/interfaces/event_loop.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include <sys/types.h>

namespace transom::process {

/// How a program ended. Neither: nobody knows, because this process lets the kernel reap its children (SIGCHLD
/// ignored).
struct ExitStatus {
  std::optional<int> code{};
  std::optional<int> signal{};
};

/// A program that was started, until it has ended and the kernel has given up all of it. Belongs to the loop's thread.
class ChildProcess {
 public:
  /// Throws SpawnError. `loop` must outlive it.
  ChildProcess(const SpawnRequest& request, EventLoop& loop);
  /// Kills the program if it still runs, and waits for that.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Is called once, from the loop, when it has ended. May destroy this object.
  void onExit(std::function<void(const ExitStatus&)> callback) { onExit_ = std::move(callback); }

  /// 0: it has ended.
  [[nodiscard]] pid_t pid() const { return pid_; }

  /// Sends a signal. @return whether it was there to get it
  bool signal(int number) const;

  /// Sees to it that it ends: gives it `grace` to end by itself, then SIGTERM and as long again, then SIGKILL. Later
  /// calls can only hasten that.
  void end(std::chrono::milliseconds grace);
  /// The same, without waiting for it to end by itself.
  void terminate(std::chrono::milliseconds grace);

  /// Blocks until it has ended, which is told to onExit() before this returns, or until `deadline`. @return whether it
  /// has ended
  bool waitUntil(std::chrono::steady_clock::time_point deadline);

 private:
  void onReady();
  [[nodiscard]] bool isOverBy(std::chrono::steady_clock::time_point deadline) const;
  std::optional<ExitStatus> reap();

  EventLoop& loop_;
  pid_t pid_;
  FileDescriptor pidfd_;
  std::unique_ptr<EventLoop::DescriptorWatch> watch_;
  std::unique_ptr<EventLoop::Registration> timer_;
  bool terminated_ = false;
  std::function<void(const ExitStatus&)> onExit_;
};

}  // namespace transom::process
