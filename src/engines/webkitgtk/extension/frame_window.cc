// SPDX-License-Identifier: MIT
#include "frame_window.h"

#include "script_worlds.h"

#include <string_view>

extern const std::string_view kRuntimeSource;

namespace transom::webkitgtk {

FrameWindow::FrameWindow(JSCContext* page) {
  (void)runtimeIn(ScriptWorlds::kPage, page);
}

FrameWindow::~FrameWindow() {
  for (const auto& [world, realm] : realms_) {
    g_object_unref(realm.createRuntime);
    g_object_unref(realm.context);
  }
}

/// The reference that is held here keeps the engine from making another object for the context, or for another one at
/// the same place.
bool FrameWindow::isOf(JSCContext* page) const {
  return realms_.at(ScriptWorlds::kPage).context == page;
}

JSCValue* FrameWindow::runtimeIn(std::uint32_t world, JSCContext* context) {
  const auto found = realms_.find(world);
  if (found != realms_.end()) return found->second.createRuntime;
  JSCValue* const createRuntime = jsc_context_evaluate_with_source_uri(
      context, kRuntimeSource.data(), static_cast<gssize>(kRuntimeSource.size()), "transom:runtime", 1);
  realms_[world] = {JSC_CONTEXT(g_object_ref(context)), createRuntime};
  return createRuntime;
}

}  // namespace transom::webkitgtk
