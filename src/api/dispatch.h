// SPDX-License-Identifier: MIT
#pragma once

#include "core/session.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace transom {
class WebContents;
}

namespace transom::detail {

class AppImpl;

/// Brings a message from a page to the listeners of its channel: first `ipc-message` of the page, then ipcMain. It is
/// decoded only if there is a listener at all.
void dispatchMessage(AppImpl& app, const std::shared_ptr<WebContents>& sender, const core::IncomingMessage& message);

/// The same for a `postMessage`, whose ports nobody sees who may not use the channel.
void dispatchPostMessage(AppImpl& app, const std::shared_ptr<WebContents>& sender, const core::IncomingMessage& message,
                         const std::vector<std::shared_ptr<core::Port>>& ports);

/// The same for a `sendSync`, which gets exactly one answer.
void dispatchSyncCall(AppImpl& app, const std::shared_ptr<WebContents>& sender, const core::IncomingMessage& message,
                      core::Reply reply);

/// Has an `invoke` answered by the handler of its channel.
void dispatchInvoke(AppImpl& app, const std::shared_ptr<WebContents>& sender, const core::IncomingMessage& message,
                    core::Reply reply, std::stop_token stop);

/// The same for the request for a stream.
void dispatchStream(AppImpl& app, const std::shared_ptr<WebContents>& sender, const core::IncomingMessage& message,
                    core::StreamReply reply, std::stop_token stop);

}  // namespace transom::detail
