// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>

#include <cstddef>
#include <span>

#include <sys/types.h>

namespace transom {

/// The system calls of a transport, so that a test can make them
/// fail. None waits; each gives a count of bytes, or -1 and errno.
class SocketCalls {
 public:
  virtual ~SocketCalls() = default;

  virtual ssize_t receive(int socket, std::span<std::byte> buffer);
  /// Sends `head` and then `body`, as much as goes.
  virtual ssize_t send(int socket, ByteView head, ByteView body);

  /// The real ones.
  [[nodiscard]] static SocketCalls& system();
};

}  // namespace transom
