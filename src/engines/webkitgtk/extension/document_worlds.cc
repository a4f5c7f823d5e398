// SPDX-License-Identifier: MIT
#include "document_worlds.h"

namespace transom::webkitgtk {
namespace {

/// One for all documents of this process; each frame has a context of its own in it.
WebKitScriptWorld* preloadWorld() {
  static WebKitScriptWorld* const world = webkit_script_world_new_with_name("transom-preload");
  return world;
}

}  // namespace

DocumentWorlds::DocumentWorlds(WebKitFrame* frame, JSCContext* context, std::uint32_t document,
                               const std::shared_ptr<PageConnection>& connection, const PageSettings& settings,
                               bool hasIpc)
    : context_(JSC_CONTEXT(g_object_ref(context))) {
  const bool isolated = hasIpc && settings.isolated;
  if (isolated) crossing_ = std::make_shared<WorldCrossing>();
  page_ = std::make_unique<DocumentRuntime>(context, RuntimeOptions{.document = document,
                                                                    .connection = connection,
                                                                    .settings = settings,
                                                                    .ipcExposed = hasIpc && settings.ipcExposed,
                                                                    .crossing = crossing_});
  if (isolated) {
    JSCContext* const own = webkit_frame_get_js_context_for_script_world(frame, preloadWorld());
    preload_ = std::make_unique<DocumentRuntime>(own, RuntimeOptions{.document = document,
                                                                     .connection = connection,
                                                                     .settings = settings,
                                                                     .ipcExposed = true,
                                                                     .crossing = crossing_,
                                                                     .side = WorldCrossing::Side::preload});
    g_object_unref(own);
  }
}

void DocumentWorlds::runPreload(const PageSettings& settings) {
  if (!settings.preload.empty()) (preload_ ? preload_ : page_)->runPreload(settings.preload, settings.preloadUrl);
}

DocumentWorlds::~DocumentWorlds() {
  preload_.reset();
  page_.reset();
  if (crossing_) crossing_->close();
  g_object_unref(context_);
}

void DocumentWorlds::onFrame(const wire::FrameHeader& header, ByteView frame) {
  const bool forPage = !preload_ || header.kind == wire::Kind::evaluate;
  (forPage ? page_ : preload_)->onFrame(frame);
}

}  // namespace transom::webkitgtk
