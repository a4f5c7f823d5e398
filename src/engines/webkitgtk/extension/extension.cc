// SPDX-License-Identifier: MIT
// Loaded by WebKitGTK into every web process: follows its pages and lets each have a PageBridge.
#include "page_bridge.h"
#include "script_worlds.h"

#include <memory>

namespace transom::webkitgtk {
namespace {

constexpr const char* kBridgeKey = "transom-page-bridge";

PageBridge& bridgeOf(WebKitWebPage* page) {
  return *static_cast<PageBridge*>(g_object_get_data(G_OBJECT(page), kBridgeKey));
}

void onConsoleMessage(WebKitWebPage* page, WebKitConsoleMessage* message, gpointer) {
  bridgeOf(page).consoleMessage(message);
}

void onDocumentLoaded(WebKitWebPage* page, gpointer) {
  bridgeOf(page).domReady();
}

void onPageCreated(WebKitWebProcessExtension*, WebKitWebPage* page, std::shared_ptr<ScriptWorlds>* worlds) {
  g_object_set_data_full(G_OBJECT(page), kBridgeKey, new PageBridge(page, *worlds),
                         [](gpointer bridge) { delete static_cast<PageBridge*>(bridge); });
  g_signal_connect(page, "console-message-sent", G_CALLBACK(onConsoleMessage), nullptr);
  g_signal_connect(page, "document-loaded", G_CALLBACK(onDocumentLoaded), nullptr);
}

void onWindowObjectCleared(WebKitScriptWorld* world, WebKitWebPage* page, WebKitFrame* frame, gpointer) {
  bridgeOf(page).documentBegan(frame, world);
}

}  // namespace
}  // namespace transom::webkitgtk

extern "C" __attribute__((visibility("default"))) void webkit_web_process_extension_initialize(
    WebKitWebProcessExtension* extension) {
  using transom::webkitgtk::ScriptWorlds;
  g_signal_connect_data(
      extension, "page-created", G_CALLBACK(transom::webkitgtk::onPageCreated),
      new std::shared_ptr<ScriptWorlds>(std::make_shared<ScriptWorlds>()),
      [](gpointer worlds, GClosure*) { delete static_cast<std::shared_ptr<ScriptWorlds>*>(worlds); }, GConnectFlags());
  g_signal_connect(webkit_script_world_get_default(), "window-object-cleared",
                   G_CALLBACK(transom::webkitgtk::onWindowObjectCleared), nullptr);
}
