// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <utility>

namespace transom {

/// Owns one file descriptor, and closes it.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  FileDescriptor(FileDescriptor&& other) noexcept : descriptor_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    if (this != &other) reset(other.release());
    return *this;
  }
  ~FileDescriptor() { reset(); }

  [[nodiscard]] int get() const { return descriptor_; }
  [[nodiscard]] bool isOpen() const { return descriptor_ >= 0; }

  /// Gives the descriptor away, to be closed by the caller.
  [[nodiscard]] int release() { return std::exchange(descriptor_, -1); }

  void reset(int descriptor = -1) {
    // Not again after EINTR: on Linux the descriptor is gone by then, and its number may be somebody else's.
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = descriptor;
  }

 private:
  int descriptor_ = -1;
};

}  // namespace transom
