// SPDX-License-Identifier: MIT
#include "view_settings.h"

#include <string_view>

namespace transom::webkitgtk {
namespace {

#if WEBKIT_CHECK_VERSION(2, 42, 0)
/// Where the engine draws without acceleration (no OpenGL, a remote display), a page that asks for a view transition
/// ends main, by a null pointer inside of WebKitGTK 2.50. No page may do that, so pages have none.
bool endsMain(std::string_view feature) {
  return feature == "ViewTransitions" || feature == "CrossDocumentViewTransitions";
}

void disableWhatEndsMain(WebKitSettings* settings) {
  WebKitFeatureList* features = webkit_settings_get_all_features();
  for (gsize index = 0; index < webkit_feature_list_get_length(features); ++index) {
    WebKitFeature* feature = webkit_feature_list_get(features, index);
    if (endsMain(webkit_feature_get_identifier(feature))) webkit_settings_set_feature_enabled(settings, feature, FALSE);
  }
  webkit_feature_list_unref(features);
}
#else
/// View transitions came later.
void disableWhatEndsMain(WebKitSettings*) {}
#endif

}  // namespace

WebKitSettings* newViewSettings(bool devTools) {
  WebKitSettings* settings = webkit_settings_new();
  webkit_settings_set_enable_developer_extras(settings, devTools);
  // A page that comes back from the page cache would go on with a connection that main has given to its successor.
  webkit_settings_set_enable_page_cache(settings, FALSE);
  // Not without asking: the application's handler decides, with or without a click.
  webkit_settings_set_javascript_can_open_windows_automatically(settings, TRUE);
  disableWhatEndsMain(settings);
  return settings;
}

}  // namespace transom::webkitgtk
