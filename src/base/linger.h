// SPDX-License-Identifier: MIT
#pragma once

#include <sys/socket.h>

namespace transom {

/// Has close() of `descriptor` return at once, where that is a socket. For descriptors of a hostile process, which
/// could have asked that closing theirs takes its time (SO_LINGER). Does nothing to what is no socket.
inline void switchLingerOff(int descriptor) {
  const linger off{.l_onoff = 0, .l_linger = 0};
  ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &off, sizeof off);
}

}  // namespace transom
