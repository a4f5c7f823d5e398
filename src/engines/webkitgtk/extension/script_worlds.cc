// SPDX-License-Identifier: MIT
#include "script_worlds.h"

#include <string>
#include <string_view>

extern const std::string_view kSealSource;

namespace transom::webkitgtk {
namespace {

/// Runs page/src/bridge/seal.ts.
void seal(JSCContext* context, JSCValue* meetsOthers) {
  JSCValue* const function = jsc_context_evaluate_with_source_uri(
      context, kSealSource.data(), static_cast<gssize>(kSealSource.size()), "transom:seal", 1);
  JSCValue* const result = jsc_value_function_call(function, JSC_TYPE_VALUE, meetsOthers, G_TYPE_NONE);
  if (JSCException* const exception = jsc_context_get_exception(context)) {
    g_warning("transom: %s", jsc_exception_get_message(exception));
    jsc_context_clear_exception(context);
  }
  g_object_unref(result);
  g_object_unref(function);
}

}  // namespace

ScriptWorlds::ScriptWorlds() : asking_(webkit_script_world_new_with_name("transom-asking")) {}

ScriptWorlds::~ScriptWorlds() {
  g_object_unref(asking_);
  for (const auto& [number, world] : worlds_) g_object_unref(world);
}

JSCContext* ScriptWorlds::contextOf(WebKitFrame* frame, std::uint32_t world) {
  auto found = worlds_.find(world);
  if (found == worlds_.end()) {
    if (world != kPreload && ownCount() >= kMaxWorlds) return nullptr;
    WebKitScriptWorld* const made = webkit_script_world_new_with_name(("transom-" + std::to_string(world)).c_str());
    // Also frames that have no runtime there: scripts of that world reach their windows.
    g_signal_connect(made, "window-object-cleared", G_CALLBACK(onBegan), nullptr);
    found = worlds_.emplace(world, made).first;
  }
  JSCContext* const context = webkit_frame_get_js_context_for_script_world(frame, found->second);
  // One that a new document has brought: the engine tells of the page's world first, and of this one when it is too
  // late.
  sealOther(context);
  return context;
}

void ScriptWorlds::onBegan(WebKitScriptWorld* world, WebKitWebPage*, WebKitFrame* frame, gpointer) {
  JSCContext* const context = webkit_frame_get_js_context_for_script_world(frame, world);
  sealOther(context);
  g_object_unref(context);
}

void ScriptWorlds::sealOther(JSCContext* context) {
  JSCValue* const nothing = jsc_value_new_undefined(context);
  seal(context, nothing);
  g_object_unref(nothing);
}

gboolean ScriptWorlds::meetsOthers(std::shared_ptr<ScriptWorlds>* worlds) {
  return !(*worlds)->worlds_.empty();
}

void ScriptWorlds::sealPage(JSCContext* context) {
  JSCValue* const function = jsc_value_new_function(
      context, "meetsOthers", G_CALLBACK(meetsOthers), new std::shared_ptr<ScriptWorlds>(shared_from_this()),
      [](gpointer worlds) { delete static_cast<std::shared_ptr<ScriptWorlds>*>(worlds); }, G_TYPE_BOOLEAN, 0);
  seal(context, function);
  g_object_unref(function);
}

}  // namespace transom::webkitgtk
