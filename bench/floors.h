// SPDX-License-Identifier: MIT
#pragma once

#include "samples.h"

#include <sys/types.h>

#include <cstddef>
#include <vector>

namespace transom::bench {

/// How both processes wait for the other one's bytes.
enum class Waiting {
  blocking,  ///< in recv() and send(), as a page waits in sendSync
  poll,      ///< in poll(), on non-blocking sockets, as an event loop does
};

/// Two processes over a socket pair: the least that a round trip between processes can cost on this machine without
/// looking for messages in a busy loop. The other process lives as long as this object and sends back every message
/// whole.
///
/// Forks: so make it before the program has threads.
class Echo {
 public:
  Echo(Waiting waiting, std::size_t messageBytes);
  ~Echo();
  Echo(const Echo&) = delete;
  Echo& operator=(const Echo&) = delete;

  /// Microseconds of round trips, one message under way at a time.
  [[nodiscard]] Samples measure(const Budget& budget) const;

 private:
  Waiting waiting_;
  std::size_t messageBytes_;
  int socket_ = -1;
  pid_t child_ = -1;
};

/// Two processes over a socket pair, one of which writes a stream of bytes and the other one reads it: the least that
/// such a stream can cost where it is copied into the kernel and out of it. The reader lives as long as this object.
///
/// Forks: so make it before the program has threads.
class Sink {
 public:
  /// @param pieceBytes what is written, and read, at once
  /// @param bytes of one stream, a multiple of that
  Sink(std::size_t pieceBytes, std::size_t bytes);
  ~Sink();
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;

  /// MB/s of one stream, until there is word that the reader has all of it.
  [[nodiscard]] double measure() const;

 private:
  std::size_t pieceBytes_;
  std::size_t bytes_;
  int socket_ = -1;
  pid_t child_ = -1;
};

/// Microseconds of copying `bytes` from one place of this process to another.
Samples measureMemcpy(std::size_t bytes, const Budget& budget);

}  // namespace transom::bench
