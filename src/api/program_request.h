// SPDX-License-Identifier: MIT
#pragma once

#include "base/file_descriptor.h"
#include "engines/process/child_process.h"
#include "engines/process/spawn.h"

#include <transom/interfaces/event_loop.h>
#include <transom/utility_process.h>

#include <array>
#include <filesystem>
#include <memory>
#include <string>

namespace transom::detail {

/// What an application asks for, made ready to be started.
struct ProgramRequest {
  process::SpawnRequest spawn;
  std::string origin;
  FileDescriptor socket;  ///< main's end of the connection
  FileDescriptor output;  ///< where its standard output can be read; closed: nowhere
  FileDescriptor error;   ///< the same of its standard error
  /// What `spawn` refers to: the program's own ends.
  std::array<FileDescriptor, 4> handedOn{};
};

/// A relative `program` starts at `appPath`. Throws Error: TypeError for options that can't be meant, SpawnError where
/// there are no descriptors left.
[[nodiscard]] ProgramRequest requestOf(const std::filesystem::path& program, const UtilityProcessOptions& options,
                                       const std::filesystem::path& appPath);

/// Starts it, and keeps nothing of what was handed on. Throws Error SpawnError.
[[nodiscard]] std::shared_ptr<process::ChildProcess> startProgram(ProgramRequest& request, EventLoop& loop);

}  // namespace transom::detail
