// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/event_loop.h>
#include <transom/interfaces/transport.h>

#include <memory>
#include <utility>

namespace transom {

/// Two transports, each the other's peer, in one process and on one loop,
/// which must outlive both. Bytes arrive in a later turn of the loop.
[[nodiscard]] std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>> makeInprocPair(EventLoop& loop);

}  // namespace transom
