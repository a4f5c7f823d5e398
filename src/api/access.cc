// SPDX-License-Identifier: MIT
#include "access.h"

#include "app_impl.h"
#include "emitters.h"
#include "web_contents_impl.h"

#include <transom/web_frame_main.h>

#include <algorithm>
#include <memory>

namespace transom::detail {
namespace {

bool isListed(const Access& access, const std::string& origin) {
  return std::any_of(access.allow.begin(), access.allow.end(),
                     [&origin](const Origin& allowed) { return allowed.text() == origin; });
}

bool allows(const Access& access, const std::shared_ptr<WebFrameMain>& frame) {
  if (access.nobody) return false;
  if (!access.mainFrameOnly && access.allow.empty()) return true;
  if (!frame) return false;
  if (access.mainFrameOnly && frame->parent()) return false;
  if (access.allow.empty()) return true;
  for (auto each = frame; each; each = each->parent()) {
    if (!isListed(access, each->origin())) return false;
  }
  return true;
}

}  // namespace

bool isAllowed(AppImpl& app, const WebContents& sender, const SendingFrame& frame, const std::string& channel) {
  const auto current = frame.current();
  bool ruled = false;
  for (const IpcMain* emitter : emitters(app, sender, frame)) {
    const Access* const access = emitter ? emitter->accessOf(channel) : nullptr;
    if (!access) continue;
    if (!allows(*access, current)) return false;
    ruled = true;
  }
  return ruled || allows(app.defaultAccess(), current);
}

void logRefusal(AppImpl& app, const WebContents& sender, const SendingFrame& frame, const std::string& channel) {
  if (!WebContentsImpl::of(sender).noteRefusal(channel)) return;
  const auto current = frame.current();
  const std::string who =
      current ? (current->parent() ? "a frame of " : "") + current->origin() : "a frame that is gone";
  app.log().warning("WebContents #" + std::to_string(sender.id()) + ": " + who + " may not use channel '" + channel +
                    "' (" + (current ? current->url() : std::string()) + ")");
}

}  // namespace transom::detail
