// SPDX-License-Identifier: MIT
// Loaded into the web process where the real extension would be: runs what the fragment of each page's URL says.
#include "attacker.h"

#include <string_view>

namespace {

using transom::test::Attacker;

constexpr const char* kAttackerKey = "transom-test-attacker";

std::string_view fragmentOf(const char* url) {
  const std::string_view text = url ? url : "";
  const std::size_t mark = text.find('#');
  return mark == std::string_view::npos ? std::string_view() : text.substr(mark + 1);
}

void onPageCreated(WebKitWebProcessExtension*, WebKitWebPage* page, gpointer) {
  g_object_set_data_full(G_OBJECT(page), kAttackerKey, new Attacker(page),
                         [](gpointer attacker) { delete static_cast<Attacker*>(attacker); });
}

void onWindowObjectCleared(WebKitScriptWorld*, WebKitWebPage* page, WebKitFrame* frame, gpointer) {
  auto* attacker = static_cast<Attacker*>(g_object_get_data(G_OBJECT(page), kAttackerKey));
  if (webkit_frame_is_main_frame(frame)) attacker->run(fragmentOf(webkit_frame_get_uri(frame)));
}

}  // namespace

extern "C" __attribute__((visibility("default"))) void webkit_web_process_extension_initialize(
    WebKitWebProcessExtension* extension) {
  g_signal_connect(extension, "page-created", G_CALLBACK(onPageCreated), nullptr);
  g_signal_connect(webkit_script_world_get_default(), "window-object-cleared", G_CALLBACK(onWindowObjectCleared),
                   nullptr);
}
