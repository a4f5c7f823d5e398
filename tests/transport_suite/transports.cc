// SPDX-License-Identifier: MIT
#include "transport_suite/transports.h"

#include "transports/inproc/inproc_transport.h"
#include "transports/unix/unix_transport.h"

#include <cerrno>
#include <ostream>
#include <system_error>

#include <sys/socket.h>

namespace transom::test {
namespace {

TransportPair connectUnix(EventLoop& loop) {
  const auto [left, right] = connectedSockets();
  return {makeUnixTransport(left, loop), makeUnixTransport(right, loop)};
}

}  // namespace

std::vector<TransportKind> everyTransport() {
  return {{"inproc", makeInprocPair}, {"unix", connectUnix}};
}

std::string nameOfTransport(const testing::TestParamInfo<TransportKind>& info) {
  return info.param.name;
}

void PrintTo(const TransportKind& kind, std::ostream* stream) {
  *stream << kind.name;
}

std::pair<int, int> connectedSockets() {
  int ends[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    throw std::system_error(errno, std::generic_category(), "socketpair");
  }
  return {ends[0], ends[1]};
}

}  // namespace transom::test
