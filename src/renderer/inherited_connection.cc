// SPDX-License-Identifier: MIT
#include "renderer/inherited_connection.h"

#include "peer/environment.h"

#include <transom/error.h>

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/socket.h>

namespace transom::renderer {
namespace {

Error notStarted(const std::string& why) {
  return {"Error", "no connection with a Transom application: " + why +
                       "; start this program with transom::UtilityProcess, which hands it its connection"};
}

/// Whether it is what main makes: a connected local socket. A number that an environment happened to hold on to is
/// somebody else's descriptor, which is neither to be read nor closed.
bool isConnection(int descriptor) {
  int domain = 0;
  int type = 0;
  socklen_t size = sizeof domain;
  if (getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &domain, &size) != 0 || domain != AF_UNIX) return false;
  size = sizeof type;
  return getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

}  // namespace

InheritedConnection takeInheritedConnection() {
  const char* const number = std::getenv(peer::kSocketVariable);
  if (!number) throw notStarted("TRANSOM_FD is not set, or the connection was taken already");
  int descriptor = -1;
  const char* const end = number + std::strlen(number);
  const auto parsed = std::from_chars(number, end, descriptor);
  if (parsed.ec != std::errc() || parsed.ptr != end || !isConnection(descriptor)) {
    throw notStarted("TRANSOM_FD names no connected socket");
  }
  InheritedConnection inherited{.socket = FileDescriptor(descriptor), .origin = {}};
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  if (const char* const origin = std::getenv(peer::kOriginVariable)) inherited.origin = origin;
  unsetenv(peer::kSocketVariable);
  unsetenv(peer::kOriginVariable);
  return inherited;
}

}  // namespace transom::renderer
