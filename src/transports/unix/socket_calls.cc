// SPDX-License-Identifier: MIT
#include "transports/unix/socket_calls.h"

#include "base/linger.h"

#include <array>
#include <bit>
#include <cstring>

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace transom {
namespace {

// What one message can hold at most: SCM_MAX_FD in the kernel.
constexpr std::size_t kMaxDescriptors = 253;

iovec vectorOf(ByteView bytes) {
  // The type serves both directions, so it knows no const; sending only reads.
  return {.iov_base = std::bit_cast<void*>(bytes.data()), .iov_len = bytes.size()};
}

/// The kernel would close descriptors that nobody takes, and wait for those that linger.
void dropDescriptors(msghdr& message) {
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int descriptor = -1;
      std::memcpy(&descriptor, CMSG_DATA(header) + i * sizeof(int), sizeof descriptor);
      switchLingerOff(descriptor);
      ::close(descriptor);
    }
  }
}

}  // namespace

ssize_t SocketCalls::receive(int socket, std::span<std::byte> buffer) {
  alignas(cmsghdr) std::array<std::byte, CMSG_SPACE(kMaxDescriptors * sizeof(int))> control;
  iovec vector{.iov_base = buffer.data(), .iov_len = buffer.size()};
  msghdr message{};
  message.msg_iov = &vector;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t count = ::recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (count >= 0 && message.msg_controllen > 0) dropDescriptors(message);
  return count;
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
