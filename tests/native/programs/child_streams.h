// SPDX-License-Identifier: MIT
#pragma once

#include <transom/ipc_renderer.h>

namespace transom::test {

/// What native_child does with streams when it is asked to: `read`, `open`, `take`, `let-go` and so on.
void listenToStreams(IpcRenderer& ipc);

}  // namespace transom::test
