// SPDX-License-Identifier: MIT
#pragma once

#include <transom/access.h>
#include <transom/sending_frame.h>

#include <string>

namespace transom {
class WebContents;
}

namespace transom::detail {

class AppImpl;

/// Whether the rules of the frame, the page and the application let this frame use the channel. All that there are
/// must; where there is none, the application's default decides.
[[nodiscard]] bool isAllowed(AppImpl& app, const WebContents& sender, const SendingFrame& frame,
                             const std::string& channel);

/// Says that a message was refused, unless that was said of this page and channel before.
void logRefusal(AppImpl& app, const WebContents& sender, const SendingFrame& frame, const std::string& channel);

}  // namespace transom::detail
