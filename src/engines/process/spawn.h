// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/types.h>

namespace transom::process {

/// A program could not be started. what() is one line that says why, and how to mend it.
class SpawnError : public std::runtime_error {
 public:
  SpawnError(const std::string& text, int error) : std::runtime_error(text), error_(error) {}
  /// The system's number.
  [[nodiscard]] int error() const { return error_; }

 private:
  int error_;
};

/// What becomes the program's standard input, output and error, and its connection; -1: nothing for the connection, and
/// this process's own for the others. They remain the caller's.
struct ProgramDescriptors {
  int input = -1;
  int output = -1;
  int error = -1;
  int connection = -1;
};

struct SpawnRequest {
  std::filesystem::path program;             ///< absolute
  std::vector<std::string> arguments;        ///< its own name first
  std::vector<std::string> environment;      ///< all of it: NAME=value
  std::filesystem::path workingDirectory{};  ///< empty: this process's
  ProgramDescriptors descriptors;
};

/// Starts a program, which inherits nothing else: no descriptor, no signal that is blocked or ignored. The kernel kills
/// it when the calling thread ends, however that ends. Waits until the program runs, or can't. Throws SpawnError.
[[nodiscard]] pid_t spawn(const SpawnRequest& request);

}  // namespace transom::process
