// SPDX-License-Identifier: MIT
#pragma once

#include "base/file_descriptor.h"
#include "base/lifetime.h"

#include <transom/interfaces/event_loop.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace transom::process {

/// Reads what a program prints, line by line. A program that prints faster than its lines are taken waits in the
/// kernel, so no more than one line is ever kept; one that is longer than kMaxLineBytes comes in pieces.
class OutputReader {
 public:
  static constexpr std::size_t kMaxLineBytes = std::size_t{64} << 10;

  /// `reading` is the end of a pipe. `onLine` gets each line without its newline, from the loop or from drain(); it may
  /// destroy this object. `loop` must outlive it.
  OutputReader(FileDescriptor reading, EventLoop& loop, std::function<void(const std::string& line)> onLine);
  OutputReader(const OutputReader&) = delete;
  OutputReader& operator=(const OutputReader&) = delete;

  /// Reads what is there now, and takes that for all: the program has ended. Others that it started may still hold its
  /// output.
  void drain();

 private:
  static constexpr std::size_t kPieceBytes = std::size_t{16} << 10;

  std::size_t readOnce();
  void take(std::string_view bytes);
  void tell();
  void finish();

  FileDescriptor reading_;
  std::shared_ptr<const std::function<void(const std::string&)>>
      onLine_;  // shared with tell(), inside which all may end
  std::string line_;
  std::unique_ptr<EventLoop::DescriptorWatch> watch_;
  Lifetime lifetime_;
};

}  // namespace transom::process
