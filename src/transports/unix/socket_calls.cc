// SPDX-License-Identifier: MIT
#include "transports/unix/socket_calls.h"

#include <array>
#include <bit>

#include <sys/socket.h>
#include <sys/uio.h>

namespace transom {
namespace {

iovec vectorOf(ByteView bytes) {
  // The type serves both directions, so it knows no const; sending only reads.
  return {.iov_base = std::bit_cast<void*>(bytes.data()), .iov_len = bytes.size()};
}

}  // namespace

ssize_t SocketCalls::receive(int socket, std::span<std::byte> buffer) {
  return ::recv(socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
}

ssize_t SocketCalls::send(int socket, ByteView head, ByteView body) {
  std::array<iovec, 2> vectors{vectorOf(head), vectorOf(body)};
  msghdr message{};
  message.msg_iov = vectors.data();
  message.msg_iovlen = vectors.size();
  // A peer that is gone must be an error, not a signal that ends the process.
  return ::sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

SocketCalls& SocketCalls::system() {
  static SocketCalls calls;
  return calls;
}

}  // namespace transom
