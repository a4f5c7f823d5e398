// SPDX-License-Identifier: MIT
#pragma once

#include "transports/unix/socket_calls.h"

#include <transom/interfaces/event_loop.h>
#include <transom/interfaces/transport.h>

#include <memory>

namespace transom {

/// A transport over `socket`, a connected stream socket that it owns from now on, whether or not that is set to block.
/// Belongs to the thread of `loop`; `loop` and `calls` must outlive it.
[[nodiscard]] std::unique_ptr<Transport> makeUnixTransport(int socket, EventLoop& loop,
                                                           SocketCalls& calls = SocketCalls::system());

}  // namespace transom
