// SPDX-License-Identifier: MIT
#include "floors.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <functional>
#include <system_error>
#include <tuple>
#include <utility>

namespace transom::bench {
namespace {

using Buffer = std::vector<char>;

void waitFor(int socket, short events) {
  pollfd descriptor{.fd = socket, .events = events, .revents = 0};
  poll(&descriptor, 1, -1);
}

bool shouldRetry() {
  return errno == EINTR || errno == EAGAIN;
}

bool sendAll(int socket, const Buffer& message, Waiting waiting) {
  for (std::size_t done = 0; done < message.size();) {
    const ssize_t count = send(socket, message.data() + done, message.size() - done, MSG_NOSIGNAL);
    if (count > 0) {
      done += static_cast<std::size_t>(count);
    } else if (!shouldRetry()) {
      return false;
    } else if (waiting == Waiting::poll) {
      waitFor(socket, POLLOUT);
    }
  }
  return true;
}

bool receiveAll(int socket, Buffer& message, Waiting waiting) {
  for (std::size_t done = 0; done < message.size();) {
    if (waiting == Waiting::poll) waitFor(socket, POLLIN);
    const ssize_t count = recv(socket, message.data() + done, message.size() - done, 0);
    if (count == 0 || (count < 0 && !shouldRetry())) return false;
    if (count > 0) done += static_cast<std::size_t>(count);
  }
  return true;
}

[[noreturn]] void echoUntilClosed(int socket, std::size_t messageBytes, Waiting waiting) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  Buffer message(messageBytes);
  while (receiveAll(socket, message, waiting) && sendAll(socket, message, waiting)) {
  }
  _exit(0);
}

[[noreturn]] void readUntilClosed(int socket, std::size_t pieceBytes, std::size_t bytes) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  Buffer piece(pieceBytes);
  const Buffer word(1);
  for (std::size_t left = bytes; receiveAll(socket, piece, Waiting::blocking);) {
    left -= pieceBytes;
    if (left > 0) continue;
    left = bytes;
    if (!sendAll(socket, word, Waiting::blocking)) break;
  }
  _exit(0);
}

/// Forks a process that runs `child` with its end of a socket pair. @return our end, and its id
std::pair<int, pid_t> forkWithSocket(int type, const std::function<void(int)>& child) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | type, 0, ends.data()) != 0) {
    throw std::system_error(errno, std::generic_category(), "socketpair");
  }
  const pid_t id = fork();
  if (id < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (id == 0) {
    close(ends[0]);
    child(ends[1]);
  }
  close(ends[1]);
  return {ends[0], id};
}

void endChild(int socket, pid_t child) {
  // Children that were forked later hold this end too, so closing it would not be enough.
  shutdown(socket, SHUT_RDWR);
  close(socket);
  waitpid(child, nullptr, 0);
}

}  // namespace

Echo::Echo(Waiting waiting, std::size_t messageBytes) : waiting_(waiting), messageBytes_(messageBytes) {
  std::tie(socket_, child_) = forkWithSocket(waiting == Waiting::poll ? SOCK_NONBLOCK : 0,
                                             [=](int socket) { echoUntilClosed(socket, messageBytes, waiting); });
}

Echo::~Echo() {
  endChild(socket_, child_);
}

Samples Echo::measure(const Budget& budget) const {
  Buffer message(messageBytes_, 'x');
  Recorder recorder(budget);
  while (recorder.tick()) {
    if (!sendAll(socket_, message, waiting_) || !receiveAll(socket_, message, waiting_)) {
      throw std::system_error(errno, std::generic_category(), "the echoing process is gone");
    }
  }
  return recorder.takeSamples();
}

Sink::Sink(std::size_t pieceBytes, std::size_t bytes) : pieceBytes_(pieceBytes), bytes_(bytes) {
  std::tie(socket_, child_) = forkWithSocket(0, [=](int socket) { readUntilClosed(socket, pieceBytes, bytes); });
}

Sink::~Sink() {
  endChild(socket_, child_);
}

double Sink::measure() const {
  const Buffer piece(pieceBytes_, 'x');
  Buffer word(1);
  const auto began = Clock::now();
  for (std::size_t sent = 0; sent < bytes_; sent += pieceBytes_) {
    if (!sendAll(socket_, piece, Waiting::blocking)) break;
  }
  if (!receiveAll(socket_, word, Waiting::blocking)) {
    throw std::system_error(errno, std::generic_category(), "the reading process is gone");
  }
  return megabytesPerSecond(bytes_, Clock::now() - began);
}

Samples measureMemcpy(std::size_t bytes, const Budget& budget) {
  const Buffer source(bytes, 'x');
  Buffer target(bytes);
  // A copy that nobody looks at is one that the compiler leaves out.
  void* (*volatile copy)(void*, const void*, std::size_t) = std::memcpy;
  Recorder recorder(budget);
  while (recorder.tick()) copy(target.data(), source.data(), bytes);
  return recorder.takeSamples();
}

}  // namespace transom::bench
