// SPDX-License-Identifier: MIT
#pragma once

#include "app_impl.h"
#include "web_contents_impl.h"

#include <transom/ipc_main.h>
#include <transom/sending_frame.h>
#include <transom/web_frame_main.h>

#include <array>

namespace transom::detail {

/// Where listeners and handlers of a message are looked for, one after the other: its frame (null if that is gone), its
/// page, the application.
inline std::array<IpcMain*, 3> emitters(AppImpl& app, const WebContents& sender, const SendingFrame& frame) {
  return {frame.frame ? &frame.frame->ipc() : nullptr, &WebContentsImpl::of(sender).ipc(), &app.ipcMain()};
}

}  // namespace transom::detail
