// SPDX-License-Identifier: MIT
#include "floors.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

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

}  // namespace

Echo::Echo(Waiting waiting, std::size_t messageBytes) : waiting_(waiting), messageBytes_(messageBytes) {
  int ends[2];
  const int type = SOCK_STREAM | SOCK_CLOEXEC | (waiting == Waiting::poll ? SOCK_NONBLOCK : 0);
  if (socketpair(AF_UNIX, type, 0, ends) != 0) throw std::system_error(errno, std::generic_category(), "socketpair");
  child_ = fork();
  if (child_ < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child_ == 0) {
    close(ends[0]);
    echoUntilClosed(ends[1], messageBytes, waiting);
  }
  close(ends[1]);
  socket_ = ends[0];
}

Echo::~Echo() {
  // Children that were forked later hold this end too, so closing it would not be enough.
  shutdown(socket_, SHUT_RDWR);
  close(socket_);
  waitpid(child_, nullptr, 0);
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
